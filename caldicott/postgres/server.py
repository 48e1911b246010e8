"""One PostgreSQL server in one folder: made, started, found, stopped.

In the folder stand `data` (the server's own), `log` (what it said since its last start) and the files `in-use` and
`starting`, which are only ever locked.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path

from caldicott.postgres.binaries import Account, CannotStart, major_version
from caldicott.processes import die_with_parent

USER = "caldicott"
DATABASE = "caldicott"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes; the kernel takes no longer one

SECONDS_TO_START = 60
SECONDS_TO_STOP = 30

FORGETFUL = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "max_wal_senders": "0",
    "synchronous_commit": "off",
    "wal_level": "minimal",
}


def make_data(folder: Path, binaries: Path, account: Account) -> None:
    """Makes an empty database in `folder`, all of it or nothing. Raises CannotStart."""
    making = folder / "data.making"
    if making.exists():
        shutil.rmtree(making)
    making.mkdir()
    account.own(making)
    # The order of letters must not depend on the machine, so it is the server's own where it has one.
    locale = ["--locale-provider=builtin"] if major_version(binaries) >= 17 else []
    _run(
        [
            *account.prefix,
            str(binaries / "initdb"),
            *("--pgdata", str(making)),
            *("--username", USER),
            *("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", *locale, "--no-instructions"),
        ],
        account,
    )
    _run([*account.prefix, str(binaries / "postgres"), "--single", "-D", str(making), "postgres"], account, DATABASE)
    making.rename(folder / "data")


def _run(command: list[str], account: Account, new_database: str = "") -> None:
    options = account.options()
    if new_database:
        options.pop("stdin")
        options["input"] = f"CREATE DATABASE {new_database}\n"
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options
        )
    except OSError as error:
        raise CannotStart(f"{command[0]} cannot be run: {error.strerror}.") from error
    if done.returncode != 0:
        raise CannotStart(f"The database could not be made:\n{_last_lines(done.stdout)}")


def start(folder: Path, binaries: Path, account: Account, *, forgetful: bool) -> "subprocess.Popen[bytes]":
    """Starts the server and waits until it answers; it dies with the calling process. Raises CannotStart."""
    _await_predecessor(folder / "data")
    sockets = _socket_folder(folder, account)
    settings = {"listen_addresses": "", "unix_socket_directories": f'"{sockets}"', "timezone": "UTC"}
    settings |= {"log_timezone": "UTC"} | (FORGETFUL if forgetful else {})
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*account.prefix, str(binaries / "postgres"), "-D", str(folder / "data")]
            + [part for name, value in settings.items() for part in ("-c", f"{name}={value}")],
            stdout=log,
            stderr=log,
            preexec_fn=partial(die_with_parent, signal.SIGQUIT if forgetful else signal.SIGINT),
            **account.options(),
        )
    deadline = time.monotonic() + SECONDS_TO_START
    while serving_socket_folder(folder) is None:
        if server.poll() is not None or time.monotonic() > deadline:
            stop(server, forgetful=True)
            raise CannotStart(f"PostgreSQL did not start:\n{_last_lines((folder / 'log').read_text(errors='replace'))}")
        time.sleep(0.02)
    return server


def stop(server: "subprocess.Popen[bytes]", *, forgetful: bool) -> None:
    """Stops the server: in good order, or at once where its data is not needed any more."""
    for request in [signal.SIGQUIT] if forgetful else [signal.SIGINT, signal.SIGQUIT]:
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.send_signal(request)
            server.wait(SECONDS_TO_STOP)
            return
    server.kill()
    server.wait()


def serving_socket_folder(folder: Path) -> Path | None:
    """Where the server of `folder` can be reached, if it runs and takes connections."""
    status = _status(folder / "data")
    if len(status) < 8 or status[7].strip() != "ready":
        return None
    sockets = Path(status[4])
    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(str(sockets / SOCKET))
        except OSError:
            return None
    return sockets


def _status(data: Path) -> list[str]:
    """What a running server notes about itself: its process, its socket folder and whether it is ready among it."""
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _await_predecessor(data: Path) -> None:
    """Waits for a server that is about to end, and clears away the note of one that was killed.

    PostgreSQL itself sees through such a note, unless the number in it is by now another process's or a zombie's.
    """
    status = _status(data)
    if not status or not status[0].isdigit():
        return
    process = int(status[0])
    deadline = time.monotonic() + SECONDS_TO_STOP
    while _serves(process, data):
        if time.monotonic() > deadline:
            raise CannotStart(f"Another PostgreSQL, process {process}, holds {data} and does not answer.")
        time.sleep(0.05)
    if _exists(process):
        (data / "postmaster.pid").unlink(missing_ok=True)


def _serves(process: int, data: Path) -> bool:
    if not Path("/proc/self").exists():
        return _exists(process)
    try:
        return Path(f"/proc/{process}/cwd").samefile(data)  # a server makes its data its working folder
    except OSError:
        return False


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _socket_folder(folder: Path, account: Account) -> Path:
    """A folder of our own for the socket, with a path short enough for one."""
    name = f"caldicott-{account.uid}-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    homes = [Path(runtime)] if runtime and _is_ours(Path(runtime), account) else []
    for sockets in [home / name for home in [*homes, Path("/tmp")]]:  # noqa: S108 (checked below)
        with contextlib.suppress(FileExistsError):
            sockets.mkdir(mode=0o700)
            account.own(sockets)
        if _is_ours(sockets, account) and len(os.fsencode(sockets / SOCKET)) <= LONGEST_SOCKET_PATH:
            return sockets
    sockets = Path(tempfile.mkdtemp(prefix="caldicott-", dir="/tmp"))
    account.own(sockets)
    return sockets


def _is_ours(folder: Path, account: Account) -> bool:
    """Whether it is a folder, no link to one, that only the account may enter: /tmp is everybody's to put things in."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid and not found.st_mode & 0o077


def _last_lines(said: str) -> str:
    return "\n".join(said.strip().splitlines()[-8:])
