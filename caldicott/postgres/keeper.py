"""Keeps one server for as long as anybody uses it.

Usage: python -m caldicott.postgres.keeper FOLDER BINARIES [--throw-away]

Says `ready` and where on its first line, or else why not; then waits for the exclusive lock that it can only be given
when nobody holds a shared one any more.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType

from caldicott.postgres import server as servers
from caldicott.postgres.binaries import Account, CannotStart, account


class ServerEnded(Exception):
    """The server stopped by itself, or was stopped by somebody else."""


def main(folder: Path, binaries: Path, *, throw_away: bool) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        keep(folder, binaries, account(), throw_away=throw_away)
    except CannotStart as reason:
        print(reason, flush=True)  # noqa: T201
        return 1
    except OSError as error:
        print(f"{error.strerror}: {error.filename}", flush=True)  # noqa: T201
        return 1
    finally:
        if throw_away:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def keep(folder: Path, binaries: Path, owner: Account, *, throw_away: bool) -> None:
    if owner.user is not None:
        folder.chmod(0o711)  # the data inside is somebody else's, who has to get there
    if not (folder / "data").exists():
        servers.make_data(folder, binaries, owner)
    server = servers.start(folder, binaries, owner, forgetful=throw_away)
    sockets = servers.serving_socket_folder(folder)
    try:
        print(f"ready {sockets}", flush=True)  # noqa: T201
        _wait_until_unused(folder / "in-use", server)
    finally:
        servers.stop(server, forgetful=throw_away)
        if sockets is not None:
            with suppress(OSError):
                sockets.rmdir()


def _wait_until_unused(in_use: Path, server: "subprocess.Popen[bytes]") -> None:
    def look(_signal: int, _frame: FrameType | None) -> None:
        if server.poll() is not None:
            raise ServerEnded

    signal.signal(signal.SIGCHLD, look)
    with suppress(ServerEnded):
        look(0, None)
        lock = os.open(in_use, os.O_RDWR)  # held until this process ends, so that whoever comes next waits for that
        fcntl.flock(lock, fcntl.LOCK_EX)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), throw_away="--throw-away" in sys.argv[3:]))
