"""The package in a folder of its own."""

from contextlib import suppress
from pathlib import Path
from typing import IO

from .descriptor import Written
from .problem import PackageProblem
from .sealed import SEALED
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
    begun: list[Path] = []

    def open_file(name: str) -> IO[bytes]:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        # "x": never over a file that somebody else puts there meanwhile.
        file = path.open("xb")
        begun.append(path)
        return file

    try:
        return write_package(open_file)
    except BaseException:
        for path in begun:
            path.unlink(missing_ok=True)
        with suppress(OSError):  # it is not there, or holds what somebody else put there
            (folder / SEALED).rmdir()
        raise
