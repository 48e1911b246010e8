"""Keeps the PDF of each edition's report until it would be another, and makes one at a time."""

import fcntl
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

FOLDER = settings.BASE_DIR / "var" / "reports"


class Busy(Exception):
    """Another PDF is being made on this machine."""


def kept(name: str, digest: str, make: Callable[[], bytes]) -> bytes:
    """What was made under this name of the same content; else what `make` makes now, in place of what was there.

    To make one takes seconds of a processor. Who asks for more while one is made is told so (raises Busy) and does not
    wait: waiting, a few dozen would occupy the whole site.
    """
    path = FOLDER / f"{name}-{digest}.pdf"
    if path.exists():
        return path.read_bytes()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "making").open("w") as alone:
        try:
            fcntl.flock(alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        # It may have been finished between the look and the lock.
        return path.read_bytes() if path.exists() else _keep(path, name, make())


def _keep(path: Path, name: str, made: bytes) -> bytes:
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(made)
    for older in FOLDER.glob(f"{name}-*.pdf"):
        older.unlink(missing_ok=True)
    unfinished.replace(path)
    return made
