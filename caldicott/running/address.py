"""Where `make run` serves, and whether it can."""

import fcntl
import os
import socket
from typing import IO

from caldicott.running.places import home

HOST = "127.0.0.1"

_ADVICE = "Choose another: make run PORT=8001"


def port() -> int:
    """PORT, else 8000. Raises SystemExit where it is no port."""
    given = os.environ.get("PORT") or "8000"
    if not given.isascii() or not given.isdigit() or not 0 < int(given) < 65536:
        raise SystemExit(f"PORT has to be a number from 1 to 65535, and is {given}.")
    return int(given)


def url() -> str:
    return f"http://{HOST}:{port()}/"


def hold() -> IO[str]:
    """Claims this machine's data for one running site, until the file is closed or the process ends."""
    where = f"at {url()}, process {os.getpid()}"
    note = (home() / "running").open("a+")
    try:
        fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with note:
            note.seek(0)
            raise SystemExit(f"It is running already, {note.read()}. Ctrl-C there stops it.") from None
    note.truncate(0)
    note.write(where)
    note.flush()
    return note


def refuse_if_taken() -> None:
    """Raises SystemExit, with a line for the person, where a running site or another program is in the way."""
    hold().close()
    wanted = port()
    with socket.socket() as trial:
        # As the server will, or a run that has just ended would count.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, wanted))
        except PermissionError:
            raise SystemExit(f"Port {wanted} is not ours to use. {_ADVICE}") from None
        except OSError:
            raise SystemExit(f"Port {wanted} is in use by another program. {_ADVICE}") from None
