"""Installs what the locks name and builds what browsers are sent; does nothing where nothing has changed."""

import fcntl
import hashlib
import importlib.util
import re
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from caldicott.processes import die_with_parent
from caldicott.running.places import ENVIRONMENT, PROJECT, PYTHON

# Each lock contains the one before, at the same versions.
LOCKS = ["requirements.txt", "requirements-local.txt", "requirements-dev.txt"]
NODE = 20


def install(lock: str) -> None:
    """Brings the machine to where `lock` is installed and the pages' style and scripts are built."""
    folder = PROJECT / "var"
    folder.mkdir(exist_ok=True)
    with (folder / "installing").open("w") as alone:
        _wait_for(alone.fileno())
        with ThreadPoolExecutor() as both:
            for work in [both.submit(_python_packages, lock), both.submit(_pages_dress)]:
                work.result()


def _wait_for(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Waiting for another installation to finish.")
        fcntl.flock(lock, fcntl.LOCK_EX)


def _python_packages(lock: str) -> None:
    note = ENVIRONMENT / "installed"
    wanted = [f"{name} {digest([PROJECT / name])}" for name in LOCKS[: LOCKS.index(lock) + 1]]
    version = _version_of_environment()
    installed_for, *installed = read(note).splitlines() or [version]
    if version and installed_for == version and set(wanted) <= set(installed):
        return
    if not version or installed_for != version:
        _make_environment()
    note.unlink(missing_ok=True)
    say(f"Installing Python packages ({lock}).")
    _run(
        [
            *(str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"),
            *("--require-hashes", "--only-binary", ":all:", "--requirement", lock),
        ]
    )
    note.write_text("\n".join([_version_of_environment(), *wanted]))


def _version_of_environment() -> str:
    """The version of the environment's Python, with its build; empty where there is none that runs."""
    try:
        said = subprocess.run([PYTHON, "-VV"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    return " ".join(said.split())


def _make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise SystemExit("Python's venv is incomplete: install python3-venv (Debian, Ubuntu) and try again.")
    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    _run([sys.executable, "-m", "venv", str(ENVIRONMENT)])


def _pages_dress() -> None:
    locks = [PROJECT / "package.json", PROJECT / "package-lock.json", PROJECT / ".npmrc"]
    _once(PROJECT / "node_modules" / ".installed", locks, "Installing Node packages.", ["npm", "ci"])
    sources = [file for folder in ("scss", "js", "images") for file in sorted((PROJECT / "static" / folder).rglob("*"))]
    build = [*locks, PROJECT / "static" / "build.js", *sources]
    _once(PROJECT / "static" / "build" / ".built", build, "Building style and scripts.", ["npm", "run", "build"])


def _once(note: Path, sources: list[Path], saying: str, command: list[str]) -> None:
    """Runs `command` unless `note` says that it was run on the same `sources`."""
    wanted = digest(sources)
    if read(note) == wanted:
        return
    need_node()
    say(saying)
    _run(command)
    note.write_text(wanted)


def need_node() -> None:
    advice = f"Node.js {NODE} or newer is needed, with npm: install it and try again."
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        raise SystemExit(advice)
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    number = re.match(r"v(\d+)", version)
    if number is None or int(number[1]) < NODE:
        raise SystemExit(f"{advice} This one is {version}.")


def _run(command: list[str]) -> None:
    done = subprocess.run(
        command,
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        preexec_fn=partial(die_with_parent, signal.SIGTERM),
    )
    if done.returncode != 0:
        raise SystemExit(f"{done.stdout.strip()}\nThis failed: {' '.join(command)}")


def digest(files: list[Path]) -> str:
    """One for the names and contents of all the files together."""
    together = hashlib.sha256()
    for file in files:
        if file.is_file():
            together.update(f"{file.relative_to(PROJECT)}\n".encode())
            together.update(hashlib.sha256(file.read_bytes()).digest())
    return together.hexdigest()


def read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


def say(what: str) -> None:
    print(what, flush=True)  # noqa: T201
