"""Reads the file that a person names as the annexes' text, and says in one line what is wrong with it."""

from pathlib import Path

from .annexes.model import Annexes, NotTheAnnexes
from .annexes.read import read_annexes
from .files import RecordError

# The real file has 136 kB. Nothing near this size is it, and a huge one shall not be taken into memory.
LARGEST = 5_000_000


def annexes_from(path: Path) -> Annexes:
    """The annexes read from a UTF-8 text file. Raises RecordError for anything else."""
    try:
        if path.stat().st_size > LARGEST:
            raise RecordError(f"{path} is larger than the annexes can be ({LARGEST // 1_000_000} MB at most).")
        text = path.read_bytes().decode("utf-8-sig")
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
