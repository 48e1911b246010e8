"""Which way imports point: recommendations to organisations to the shared rooms of the site, never back."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

APPS = ("caldicott", "organisations", "recommendations")

# What a room may not import, by the beginning of the module's name. The first line that fits a module counts.
FORBIDDEN = {
    "caldicott": ("organisations", "recommendations"),
    "organisations.models": (
        "recommendations",
        "organisations.public",
        "organisations.api",
        "organisations.admin",
        "organisations.filters",
        "organisations.toolkit_filters",
    ),
    "organisations.toolkit": ("recommendations", "django", "organisations.models", "organisations.public"),
    "organisations.public": ("recommendations", "organisations.api", "organisations.admin"),
    "organisations.api": ("recommendations", "organisations.public", "organisations.admin"),
    "organisations.admin": ("recommendations", "organisations.public", "organisations.api"),
    "organisations": ("recommendations",),
    "recommendations.models": (
        "recommendations.changes",
        "recommendations.record",
        "recommendations.panel",
        "recommendations.public",
        "recommendations.api",
        "recommendations.search",
        "recommendations.filters",
    ),
    "recommendations.changes": (
        "recommendations.record",
        "recommendations.panel",
        "recommendations.public",
        "recommendations.api",
        "recommendations.filters",
    ),
    "recommendations.reporting": (
        "recommendations.record",
        "recommendations.panel",
        "recommendations.public",
        "recommendations.api",
        "recommendations.returns",
        "recommendations.filters",
    ),
    "recommendations.editions": (
        "recommendations.record",
        "recommendations.panel",
        "recommendations.public",
        "recommendations.api",
        "recommendations.returns",
        "recommendations.filters",
    ),
    "recommendations.assessing": (
        "recommendations.panel",
        "recommendations.public",
        "recommendations.api",
        "recommendations.returns",
        "recommendations.filters",
    ),
    "recommendations.returns": ("recommendations.public", "recommendations.api", "recommendations.panel"),
    "recommendations.record.annexes": ("django", "organisations", "recommendations.models"),
    "recommendations.record": ("recommendations.panel", "recommendations.public", "recommendations.api"),
    "recommendations.package": ("recommendations.panel", "recommendations.public", "recommendations.api"),
    "recommendations.report": (
        "recommendations.record",
        "recommendations.panel",
        "recommendations.public",
        "recommendations.api",
        "recommendations.filters",
        "organisations.public",
    ),
    "recommendations.letters": (
        "recommendations.reporting",
        "recommendations.returns",
        "recommendations.record",
        "recommendations.panel",
        "recommendations.public",
        "recommendations.api",
        "recommendations.filters",
    ),
    "recommendations.search": (
        "recommendations.record",
        "recommendations.panel",
        "recommendations.public",
        "recommendations.api",
    ),
    "recommendations.public": ("recommendations.api", "recommendations.panel", "organisations.api"),
    "recommendations.api": ("recommendations.public", "recommendations.panel", "organisations.public"),
    "recommendations.panel": ("recommendations.public", "recommendations.api"),
}


def modules() -> Iterator[tuple[str, Path]]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imported_by(module: str, path: Path) -> set[str]:
    """The full names of the project's and others' modules, and names in them, that a module imports anywhere."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            names.update(f"{base}.{alias.name}" for alias in node.names)
    return names


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def room_of(module: str) -> str | None:
    """The most particular room with a rule that the module lies in."""
    return max((room for room in FORBIDDEN if within(module, room)), key=len, default=None)


def wrong_imports(module: str, path: Path) -> set[str]:
    room = room_of(module)
    if room is None:
        return set()
    return {name for name in imported_by(module, path) for wrong in FORBIDDEN[room] if within(name, wrong)}


@pytest.mark.parametrize(("module", "path"), [pytest.param(*found, id=found[0]) for found in modules()])
def test_imports_point_down(module: str, path: Path) -> None:
    assert not wrong_imports(module, path)


def test_an_import_that_points_up_is_found(tmp_path: Path) -> None:
    path = tmp_path / "organisation.py"
    path.write_text("def late():\n    from recommendations.models import Period\n    from ..api import serializers\n")

    assert wrong_imports("organisations.models.organisation", path) == {
        "recommendations.models.Period",
        "organisations.api.serializers",
    }


@pytest.mark.parametrize("room", FORBIDDEN)
def test_every_room_with_a_rule_exists(room: str) -> None:
    path = ROOT.joinpath(*room.split("."))
    assert path.is_dir() or path.with_suffix(".py").exists()
