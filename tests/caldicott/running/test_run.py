"""`make run` as a person has it: a real site, from nothing to a page and back, in a folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from caldicott.running.address import hold, port, refuse_if_taken
from caldicott.running.places import PROJECT

RUN = [sys.executable, "-m", "caldicott.running.run"]
SECONDS_TO_START = 120  # a first run also collects static files


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def environment_of(home: Path, at: int) -> dict[str, str]:
    own = {"DATABASE_URL": "", "SECRET_KEY": "", "STATICFILES_STORAGE": "", "DJANGO_SETTINGS_MODULE": ""}
    own |= {"EMAIL_BACKEND": "", "EMAIL_HOST": "", "SITE_URL": ""}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return kept | {
        "CALDICOTT_HOME": str(home),
        "STATIC_ROOT": str(home / "static"),
        "PORT": str(at),
        "PYTHONUNBUFFERED": "1",
    }


def start(home: Path, at: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        RUN, cwd=PROJECT, env=environment_of(home, at), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def said_until(site: "subprocess.Popen[str]", last: str) -> str:
    said = ""
    deadline = time.monotonic() + SECONDS_TO_START
    assert site.stdout is not None
    while last not in said and time.monotonic() < deadline:
        line = site.stdout.readline()
        assert line, said
        said += line
    return said


def answer(at: int, address: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{at}{address}", timeout=20) as page:
        status: int = page.status
        return status


@contextmanager
def many_browsers_that_stay_connected(at: int) -> Iterator[None]:
    """Each has been answered once and keeps its connection, as browsers do. Who comes next must not have to wait."""
    with ExitStack() as stack:
        for _ in range(40):
            browser = HTTPConnection("127.0.0.1", at, timeout=20)
            stack.callback(browser.close)
            browser.request("GET", "/health/live")
            assert browser.getresponse().read()
        yield


def test_a_site_starts_from_nothing_stops_cleanly_and_keeps_its_data(tmp_path: Path) -> None:
    home = tmp_path / "a home with spaces"
    at = a_free_port()
    passwords = []
    for ending in (signal.SIGINT, signal.SIGTERM):
        site = start(home, at)
        try:
            said = said_until(site, "Ctrl-C stops everything")
            passwords += re.findall(r"sample\.secretariat@example\.org with the password (\S+)", said)
            assert answer(at, "/health/ready") == 200
            assert answer(at, "/api/v1/recommendations/7/") == 200
            with many_browsers_that_stay_connected(at):
                assert answer(at, "/health/live") == 200
            write_a_letter(home, at)
            assert soon(lambda: f"http://127.0.0.1:{at}" in newest_letter(home))
            site.send_signal(ending)
            site.communicate(timeout=120)
        finally:
            site.kill()
        assert site.returncode == 0
        assert processes_of(home) == []
        assert not (home / "postgres" / "data" / "postmaster.pid").exists()
        refuse_if_taken_at(at)
    assert len(passwords) == 2
    assert len(set(passwords)) == 1
    assert "nothing was changed" in said
    assert f"are written to {home / 'letters'}, and sent to nobody" in said


def test_neither_server_nor_worker_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    site = start(tmp_path, a_free_port())
    try:
        said_until(site, "Ctrl-C stops everything")
        assert soon(lambda: any("procrastinate" in command for command in processes_of(tmp_path)))
    finally:
        site.kill()
        site.communicate(timeout=120)
    assert soon(lambda: processes_of(tmp_path) == [])


WRITE = """
from django.conf import settings
from organisations.letters import write_letter
write_letter("receipt", subject="Sample", text=settings.SITE_URL, address="somebody@example.org")
"""


def write_a_letter(home: Path, at: int) -> None:
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", WRITE]
    subprocess.run(command, cwd=PROJECT, env=environment_of(home, at), check=True, timeout=60)


def newest_letter(home: Path) -> str:
    letters = sorted((home / "letters").glob("*")) if (home / "letters").exists() else []
    return letters[-1].read_text() if letters else ""


def processes_of(home: Path) -> list[str]:
    """The commands of all processes that were started to run a site there."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"CALDICOTT_HOME={home}\0".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
    return found


def soon(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)
    return true()


def refuse_if_taken_at(at: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(("127.0.0.1", at))


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CALDICOTT_HOME", str(tmp_path))
    monkeypatch.setenv("PORT", str(a_free_port()))
    return tmp_path


def test_a_port_that_is_in_use_is_told_before_anything_is_started(at_home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port()))
        other.listen()
        site = subprocess.run(RUN, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False)
    assert site.returncode == 1
    assert site.stderr == f"Port {port()} is in use by another program. Choose another: make run PORT=8001\n"
    assert not (at_home / "postgres").exists()


@pytest.mark.parametrize("given", ["eighty", "0", "65536", "-1", "８０００"])
def test_a_port_that_is_none_is_refused(given: str, at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", given)
    with pytest.raises(SystemExit, match="PORT has to be a number from 1 to 65535"):
        refuse_if_taken()


@pytest.mark.usefixtures("at_home")
def test_a_second_run_is_told_where_the_first_one_is() -> None:
    with (
        hold(),
        pytest.raises(SystemExit, match=f"running already, at http://127.0.0.1:{port()}/, process {os.getpid()}"),
    ):
        refuse_if_taken()
    refuse_if_taken()


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CALDICOTT_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(SystemExit, match=r"Nothing can be kept in .*file/home: Not a directory"):
        refuse_if_taken()
