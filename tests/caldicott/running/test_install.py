"""Installing: once for the same locks and sources, and with one line where something is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from caldicott.running import install
from caldicott.running.places import PROJECT


def test_a_digest_follows_names_and_contents_of_all_files() -> None:
    one, other = PROJECT / "pyproject.toml", PROJECT / "package.json"
    assert install.digest([one, other]) == install.digest([one, other])
    assert len({install.digest(files) for files in ([one], [other], [one, other], [other, one])}) == 4


def test_a_node_that_is_missing_or_too_old_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match=r"Node\.js 20 or newer is needed, with npm: install it and try again\.$"):
        install.need_node()
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho v18.19.0\n")
        (tmp_path / name).chmod(0o755)
    with pytest.raises(SystemExit, match=r"This one is v18\.19\.0\.$"):
        install.need_node()


def test_a_python_that_is_missing_or_too_old_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3").chmod(0o755)
    make = [str(shutil.which("make")), "-f", str(PROJECT / "Makefile"), "run"]
    done = subprocess.run(make, cwd=tmp_path, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == "Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python3\n"
