"""The package in a folder of its own."""

from pathlib import Path

from .descriptor import DESCRIPTOR, Written
from .problem import PackageProblem
from .resources import RESOURCES
from .writing import write_package


def export_record(folder: Path) -> list[Written]:
    """Write the package to a new or an empty folder; what was written.

    Raises PackageProblem where the folder is not empty or cannot be written to; what was begun is taken away then.
    """
    try:
        folder.mkdir(exist_ok=True)
        if any(folder.iterdir()):
            raise PackageProblem(f"{folder} is not empty: name a new folder, or an empty one.")
        return _written_to(folder)
    except OSError as error:
        raise PackageProblem(f"{folder} cannot be written to: {error.strerror}.") from error


def _written_to(folder: Path) -> list[Written]:
    try:
        # "x": never over a file that somebody else puts there meanwhile.
        return write_package(lambda name: (folder / name).open("xb"))
    except BaseException:
        for name in (*(resource.path for resource in RESOURCES), DESCRIPTOR):
            (folder / name).unlink(missing_ok=True)
        raise
