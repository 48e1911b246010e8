"""The locks: they name versions and hashes only, and follow from what is declared."""

import itertools
import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from caldicott.running.check import LOCKS, locks_name_no_address
from caldicott.running.install import LOCKS as PYTHON_LOCKS
from caldicott.running.places import PROJECT

WITH_PDF = "requirements-pdf.txt"


def locked(name: str) -> dict[str, set[str]]:
    """The versions of each package in a lock; more than one where they depend on the machine."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", (PROJECT / name).read_text(), re.MULTILINE):
        found.setdefault(canonicalize_name(package), set()).add(version)
    return found


def declared() -> dict[str, list[str]]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    local = [*project["dependencies"], *extras["local"]]
    everything = [*local, *extras["pdf"], *extras["dev"]]
    with_pdf = [*project["dependencies"], *extras["pdf"]]
    return {**dict(zip(PYTHON_LOCKS, [project["dependencies"], local, everything], strict=True)), WITH_PDF: with_pdf}


@pytest.mark.parametrize("name", [*PYTHON_LOCKS, WITH_PDF])
def test_a_lock_satisfies_what_is_declared(name: str) -> None:
    versions = locked(name)
    for line in declared()[name]:
        wanted = Requirement(line)
        assert versions.get(canonicalize_name(wanted.name)), f"{wanted} is not in {name}: run bin/lock"
        assert all(version in wanted.specifier for version in versions[canonicalize_name(wanted.name)]), wanted


def test_each_lock_contains_the_one_before_at_the_same_versions() -> None:
    first, *_, last = PYTHON_LOCKS
    for smaller, larger in [*itertools.pairwise(PYTHON_LOCKS), (first, WITH_PDF), (WITH_PDF, last)]:
        assert locked(smaller).items() <= locked(larger).items()


@pytest.mark.parametrize("name", [*PYTHON_LOCKS, WITH_PDF])
def test_every_locked_package_has_a_hash(name: str) -> None:
    entries = (PROJECT / name).read_text().replace("\\\n", " ").splitlines()
    packages = [line for line in entries if line and not line.startswith("#")]
    assert packages
    assert all("--hash=sha256:" in line for line in packages)


def test_the_node_lock_has_a_hash_for_every_package_and_the_declared_versions() -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text())["packages"]
    own = json.loads((PROJECT / "package.json").read_text())
    assert {**lock[""].get("dependencies", {}), **lock[""].get("devDependencies", {})} == {
        **own.get("dependencies", {}),
        **own.get("devDependencies", {}),
    }
    assert all(package["integrity"].startswith("sha512-") for path, package in lock.items() if path)


@pytest.mark.parametrize("name", LOCKS)
def test_an_address_in_a_lock_is_found(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for lock in LOCKS:
        (tmp_path / lock).write_text("harmless\n")
    assert locks_name_no_address(tmp_path)
    (tmp_path / name).write_text("harmless\nresolved https://registry.example/package.tgz\n")
    assert not locks_name_no_address(tmp_path)
    assert f"{name}:2: resolved" in capsys.readouterr().out
