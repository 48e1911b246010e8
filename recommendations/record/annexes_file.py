"""Reads the file that a person names as the annexes' text, and says in one line what is wrong with it."""

import stat
from pathlib import Path

from .annexes.model import Annexes, NotTheAnnexes
from .annexes.read import read_annexes
from .files import RecordError

# The real file has 136 kB. Nothing near this size is it, and a huge one shall not be taken into memory.
LARGEST = 5_000_000


def annexes_from(path: Path) -> Annexes:
    """The annexes read from a UTF-8 text file. Raises RecordError for anything else."""
    try:
        text = content_of(path).decode("utf-8-sig")
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{path} is not UTF-8 text: byte {error.start} does not belong there.") from error
    if not text.strip():
        raise RecordError(f"{path} is empty.")
    try:
        return read_annexes(text)
    except NotTheAnnexes as error:
        raise RecordError(f"{path} is not the text of the annexes: {error}") from error


def content_of(path: Path) -> bytes:
    """What is in the file. Raises RecordError for what may have no end (a pipe, a device) or is too large."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise RecordError(f"{path} is not a file.")
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RecordError(f"{path} is larger than the annexes can be ({LARGEST // 1_000_000} MB at most).")
    return content
