"""What a run of the tests may not leave out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from caldicott.running.places import PROJECT


def run_one_that_skips(folder: Path, ci: str, workers: str = "0") -> "subprocess.CompletedProcess[str]":
    (folder / "test_one.py").write_text("import pytest\ndef test_one(): pytest.skip('there is no moon')\n")
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider", "-p", "tests.surroundings"]
    command += ["--numprocesses", workers]
    environment = os.environ | {"CI": ci, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_what_could_not_be_run_is_told_with_its_reason(tmp_path: Path) -> None:
    run = run_one_that_skips(tmp_path, ci="")
    assert run.returncode == 0
    assert "1: there is no moon" in run.stdout


@pytest.mark.parametrize(("ci", "workers"), [("true", "0"), ("1", "2")])
def test_under_ci_nothing_may_be_left_out(ci: str, workers: str, tmp_path: Path) -> None:
    run = run_one_that_skips(tmp_path, ci=ci, workers=workers)
    assert run.returncode == 1
    assert "1: there is no moon" in run.stdout
    assert "With CI set, that is a failure." in run.stdout
