"""The package as one ZIP file."""

import tempfile
import zipfile
from contextlib import AbstractContextManager
from io import BufferedRandom
from typing import IO

from .descriptor import Written
from .writing import write_package

# The first day that a ZIP file can tell: the same record gives the same bytes at any time.
NO_DAY = (1980, 1, 1, 0, 0, 0)
READABLE_BY_ALL = 0o644 << 16


def archived() -> tuple[BufferedRandom, list[Written]]:
    """The package as a temporary file, to be read from its beginning, and what was written.

    It goes to the disk before anything is sent, so that a slow reader holds no connection to the database. Whoever asks
    closes the file, and with that it is gone.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 (it is given away open)
    try:
        with zipfile.ZipFile(file, "w") as archive:
            files = write_package(lambda name: entry(archive, name))
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file, files


def entry(archive: zipfile.ZipFile, name: str) -> AbstractContextManager[IO[bytes]]:
    """A file in it to be written, which tells nothing of when and where it was written."""
    about = zipfile.ZipInfo(name, NO_DAY)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = READABLE_BY_ALL
    about.create_system = 3  # Unix, wherever it is written
    return archive.open(about, "w")
