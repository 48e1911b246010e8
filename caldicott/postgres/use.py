"""Asking for a server, and giving it back."""

import atexit
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast
from urllib.parse import quote

from caldicott.postgres.binaries import CannotStart, binaries_folder
from caldicott.postgres.server import DATABASE, SECONDS_TO_STOP, USER, serving_socket_folder

PROJECT = Path(__file__).resolve().parent.parent.parent
MEMORY_FOR_TESTS = 1 << 30  # bytes that have to be free in /dev/shm before a database is put there


@dataclass
class Use:
    """That this process uses a server, which stays until everybody's use of it is closed."""

    socket_folder: Path
    in_use: IO[bytes] = field(repr=False)
    keeper: "subprocess.Popen[str] | None" = field(repr=False)

    @property
    def url(self) -> str:
        """What DATABASE_URL has to say to reach it."""
        return f"postgresql://{USER}@/{DATABASE}?host={quote(str(self.socket_folder))}"

    def close(self) -> None:
        """Ends this use; where it was the first and is the last, waits until the server has stopped."""
        if self.in_use.closed:
            return
        is_last = _try_lock_alone(self.in_use)
        fcntl.flock(self.in_use, fcntl.LOCK_UN)  # closing alone would leave it to a forked child
        self.in_use.close()
        if self.keeper is not None and is_last:
            with contextlib.suppress(subprocess.TimeoutExpired):  # somebody came in at the last moment and stays
                self.keeper.wait(2 * SECONDS_TO_STOP)


def for_tests() -> Use:
    """A new server, quick and forgetful, which goes with its data when this process ends. Raises CannotStart."""
    use = _use(Path(tempfile.mkdtemp(prefix="caldicott-tests-", dir=_memory())), throw_away=True)
    atexit.register(use.close)
    return use


def for_running(folder: Path) -> Use:
    """The server whose data stays in `folder`: started, or shared where it runs already. Raises CannotStart."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        use = _use(folder.resolve(), throw_away=False)
    except OSError as error:
        raise CannotStart(f"The database cannot be kept in {folder}: {error.strerror}.") from error
    atexit.register(use.close)
    return use


def _use(folder: Path, *, throw_away: bool) -> Use:
    in_use = (folder / "in-use").open("ab")
    try:
        fcntl.flock(in_use, fcntl.LOCK_SH)  # waits here while a keeper that had no users left is stopping
        with (folder / "starting").open("ab") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            sockets = serving_socket_folder(folder)
            if sockets is not None:
                return Use(sockets, in_use, None)
            keeper, sockets = _start_keeper(folder, throw_away=throw_away)
            return Use(sockets, in_use, keeper)
    except BaseException:
        in_use.close()
        if throw_away:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _start_keeper(folder: Path, *, throw_away: bool) -> tuple["subprocess.Popen[str]", Path]:
    keeper = subprocess.Popen(
        [sys.executable, "-m", "caldicott.postgres.keeper", str(folder), str(binaries_folder())]
        + (["--throw-away"] if throw_away else []),
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # Ctrl-C is for us: the server goes last, after those who use it
    )
    with cast(IO[str], keeper.stdout) as said:
        first = said.readline()
        if first.startswith("ready "):
            return keeper, Path(first.removeprefix("ready ").removesuffix("\n"))
        reason = first + said.read()
    keeper.wait()
    raise CannotStart(reason.strip())


def _memory() -> str | None:
    """Where memory can be had as a folder, if there is enough of it; else None, for the usual temporary folder."""
    shared = "/dev/shm"  # noqa: S108 (mkdtemp makes the folder in it)
    with contextlib.suppress(OSError):
        if os.access(shared, os.W_OK) and shutil.disk_usage(shared).free >= MEMORY_FOR_TESTS:
            return shared
    return None


def _try_lock_alone(in_use: IO[bytes]) -> bool:
    try:
        fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
