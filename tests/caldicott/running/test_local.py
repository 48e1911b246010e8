"""What a machine gives itself where no environment gives it."""

import os
import stat
import subprocess
import sys
from pathlib import Path

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
