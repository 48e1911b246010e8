"""What a machine gives itself where no environment gives it."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from caldicott.running import local
from caldicott.running.places import PROJECT


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CALDICOTT_HOME", str(tmp_path))
    return tmp_path


def test_a_secret_key_is_made_once_and_only_its_owner_may_read_it(home: Path) -> None:
    made = local.secret_key()
    assert len(made) >= 50
    assert local.secret_key() == made
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600


def test_what_the_environment_gives_is_left_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    monkeypatch.setenv("SECRET_KEY", "given")
    local.settle()
    assert os.environ["DATABASE_URL"] == "postgresql://somewhere/else"
    assert os.environ["SECRET_KEY"] == "given"
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "backend", "says"),
    [
        ({}, local.TO_FILES, "are written to {home}/letters, and sent to nobody"),
        ({"EMAIL_HOST": "mail.example.org"}, None, "are sent by mail.example.org"),
        ({"DATABASE_URL": "postgresql://somewhere/else"}, None, "are sent by the mail server that is set"),
    ],
)
def test_letters_go_to_files_only_beside_a_database_of_this_machine(
    given: dict[str, str], backend: str | None, says: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_FILE_PATH", "SITE_URL"):
        # Set first, so that what `settle` sets is forgotten after the test.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("PORT", "8123")
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(local.postgres, "for_running", lambda folder: SimpleNamespace(url="postgresql://here"))

    local.settle()

    assert os.environ.get("EMAIL_BACKEND") == backend
    assert local.where_letters_go() == says.format(home=home)
    assert os.environ.get("SITE_URL") == (None if "DATABASE_URL" in given else "http://127.0.0.1:8123/")


def test_a_command_finds_the_local_database_by_itself(home: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
    command = [str(PROJECT / "bin" / "manage"), "migrate", "organisations", "--verbosity=0"]
    done = subprocess.run(command, env=kept, cwd=home, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert (home / "postgres" / "data").is_dir()


def test_a_deployment_that_forgets_its_database_does_not_start() -> None:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-c", "import caldicott.settings"],
        cwd=PROJECT,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "DATABASE_URL is not set." in done.stderr
