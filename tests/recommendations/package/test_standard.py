"""The package holds to the Data Package standard, by its profiles and by a reader that knows nothing of the site."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dplib
import frictionless
import jsonschema  # type: ignore[import-untyped]
import pytest

from recommendations.package.descriptor import DESCRIPTOR
from tests.factories import ChangeFactory, CollectiveMembershipFactory, FigureCheckFactory, ProgressReportFactory

from .packages import change_rows, descriptor

pytestmark = pytest.mark.django_db

Export = Callable[[], Path]

PROFILES = Path(dplib.__file__).parent / "profiles" / "2.0"


def validator(profile: str) -> Any:
    """Of the profile that dplib ships; its own check looks for version 2.0 on the network."""
    schema = json.loads((PROFILES / f"{profile}.json").read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())


def breaches(folder: Path) -> list[str]:
    """What the profiles of version 2.0 find wrong in the descriptor and its parts."""
    told = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    parts = [("datapackage", told)]
    for resource in told["resources"]:
        parts += [
            ("dataresource", resource),
            ("tableschema", resource["schema"]),
            ("tabledialect", resource["dialect"]),
        ]
    assert all(part["$schema"] == f"https://datapackage.org/profiles/2.0/{profile}.json" for profile, part in parts)
    return [error.message for profile, part in parts for error in validator(profile).iter_errors(part)]


def errors(folder: Path) -> list[list[Any]]:
    """What frictionless finds wrong in the rows: file, kind of error, line."""
    report = frictionless.validate(str(folder / DESCRIPTOR))
    return report.flatten(["name", "type", "rowNumber"])


@pytest.fixture
def package(exported: Export) -> Path:
    """The record of 2014, and rows of what it does not have."""
    ChangeFactory(before={"rating": None})
    CollectiveMembershipFactory()
    FigureCheckFactory()
    ProgressReportFactory(summary='  "quoted",\r\nwith\rbreaks', footnotes=['"', ""], note="null")
    return exported()


@pytest.mark.usefixtures("record")
def test_the_package_is_valid(package: Path) -> None:
    assert breaches(package) == []
    assert errors(package) == []


@pytest.mark.usefixtures("record")
def test_an_independent_reader_reads_the_same_texts(package: Path) -> None:
    resource = frictionless.Package(str(package / DESCRIPTOR)).get_resource("progress_reports")
    assert isinstance(resource, frictionless.resources.TableResource)
    row = resource.read_rows()[-1]
    assert row["summary"] == '  "quoted",\r\nwith\rbreaks'
    assert row["footnotes"] == ['"', ""]
    assert row["note"] == "null"
    assert row["official_wording"] == ""


def test_the_profiles_do_find_what_is_wrong(package: Path) -> None:
    with descriptor(package) as told:
        told["created"] = 7
        told["resources"][0]["schema"]["fields"][0]["type"] = "text"
    assert len(breaches(package)) >= 2


BROKEN = {
    "an unknown value": ("progress_reports", {"self_rating": "done"}, "constraint-error"),
    "a number in words": ("progress_reports", {"position": "one"}, "type-error"),
    "no number": ("progress_reports", {"position": ""}, "constraint-error"),
    "an organisation that is not there": ("progress_reports", {"organisation": "nobody"}, "foreign-key"),
    "a commitment that is not there": ("progress_reports", {"commitment": "999"}, "foreign-key"),
    "texts that are none": ("progress_reports", {"footnotes": "one"}, "type-error"),
    "facts that are none": ("changes", {"after": "[]"}, "type-error"),
    "a moment that is none": ("changes", {"at": "yesterday"}, "type-error"),
    "a truth that is none": ("figure_checks", {"agrees": "yes"}, "type-error"),
}


@pytest.mark.parametrize(("resource", "cells", "kind"), BROKEN.values(), ids=BROKEN.keys())
def test_an_independent_reader_finds_a_broken_row(
    resource: str, cells: dict[str, str], kind: str, package: Path
) -> None:
    change_rows(package, f"{resource}.csv", lambda rows: rows[0].update(cells))
    assert [kind, 2] in [error[1:] for error in errors(package)]


def test_an_independent_reader_finds_a_row_that_stands_twice(package: Path) -> None:
    change_rows(package, "organisations.csv", lambda rows: rows.append(rows[0]))
    assert "primary-key" in [error[1] for error in errors(package)]
