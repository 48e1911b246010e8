"""A package that somebody else made is looked at before anything of it is believed; what is refused changes nothing."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from recommendations.package import reading
from recommendations.package.folder import export_record
from recommendations.package.kinds import KINDS
from recommendations.package.problem import PackageProblem
from tests.factories import (
    ChangeFactory,
    CollectiveMembershipFactory,
    MappingFactory,
    ProgressReportFactory,
    ToolkitReturnFactory,
)

from .packages import bring_in, change_rows, descriptor, refused, rewrite, seal_what_is_public


@pytest.fixture(scope="module")
def written(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A small package; nothing of it stays in the database."""
    folder = tmp_path_factory.mktemp("written")
    with django_db_blocker.unblock(), transaction.atomic():
        report = ProgressReportFactory(footnotes=["One."])
        MappingFactory(recommendation=report.recommendation)
        ChangeFactory(period=report.period, before={"period": None})
        ToolkitReturnFactory(level_0=1)
        CollectiveMembershipFactory()
        seal_what_is_public()
        export_record(folder)
        transaction.set_rollback(True)
    return folder


@pytest.fixture
def package(db: None, written: Path, tmp_path: Path) -> Path:
    """The same in a folder to be spoiled."""
    return Path(shutil.copytree(written, tmp_path / "package"))


CELLS: dict[str, tuple[str, str, str, str]] = {
    "a number without end": ("progress_reports", "position", "9" * 6000, "is not written as integer"),
    "a number that is too large": ("progress_reports", "position", "32768", "does not lie between 0 and 32767"),
    "a number that is too small": ("toolkit_returns", "level_0", "-1", "does not lie between 0 and"),
    "a number in words": ("toolkit_returns", "level_0", "one", "is not written as integer"),
    "a number with noughts before it": ("progress_reports", "position", "007", "is not written as integer"),
    "a number with blanks": ("progress_reports", "position", " 7", "is not written as integer"),
    "a number in other figures": ("progress_reports", "position", "٧", "is not written as integer"),
    "minus nought": ("progress_reports", "position", "-0", "is not written as integer"),
    "no number": ("progress_reports", "position", "", "is empty"),
    "an id from which no later one could follow": ("progress_reports", "id", str(2**63 - 1), "does not lie between 1"),
    "an id of nought": ("changes", "id", "0", "does not lie between 1 and"),
    "another truth": ("mappings", "in_annex_1", "True", "is not written as boolean"),
    "a day that there is not": ("periods", "position_date", "2014-02-30", "is not written as date"),
    "a day written in another way": ("periods", "position_date", "20140930", "is not written as date"),
    "a moment without a time zone": ("changes", "at", "2014-09-30T12:00:00", "is not written as datetime"),
    "a moment before all time": ("changes", "at", "0001-01-01T00:00:00+14:00", "is not written as datetime"),
    "a value that is not known": ("progress_reports", "self_rating", "done", "is none of not_begun, in_progress"),
    "a row that is not published": ("progress_reports", "state", "draft", "is none of accepted"),
    "a period that is not published": ("periods", "state", "open", "is none of published"),
    "an address that is none": ("organisation_types", "slug", "../admin", "is not allowed"),
    "a name with a control character": ("organisations", "name", "A\x1b[2JB", "Write the name on one line"),
    "a text that is too long": (
        "organisations",
        "name",
        "x" * 201,
        "is not allowed: Ensure this value has at most 200",
    ),
    "texts that are none": ("progress_reports", "footnotes", "[1]", "is not written as array"),
    "texts in other brackets": ("progress_reports", "footnotes", '{"a": "b"}', "is not written as array"),
    "half a character": ("progress_reports", "footnotes", '["\\ud800"]', "is not written as array"),
    "facts that are none": ("changes", "before", "[]", "is not written as object"),
    "facts that are no JSON": ("changes", "before", "{", "is not written as object"),
    "facts within facts": ("changes", "before", '{"a":' * 9999 + "1" + "}" * 9999, "is not written as object"),
    "facts with a NUL": ("changes", "before", '{"a": "\\u0000"}', "unsupported Unicode escape sequence"),
    "a number that JSON does not know": ("changes", "before", '{"a": NaN}', "invalid input syntax for type json"),
    "an organisation that is not there": ("progress_reports", "organisation", "none", "is not among the organisations"),
    "a recommendation that is not there": ("mappings", "recommendation", "3", "is not among the recommendations"),
}


@pytest.mark.parametrize(("resource", "column", "cell", "why"), CELLS.values(), ids=CELLS.keys())
def test_a_cell_that_may_not_stand_there_is_named(
    resource: str, column: str, cell: str, why: str, package: Path
) -> None:
    change_rows(package, f"{resource}.csv", lambda rows: rows[0].update({column: cell}))
    said = refused(package)
    assert said.startswith(f"{resource}.csv, line 2: ")
    assert why in said


def test_a_rule_of_the_database_is_told_in_its_own_words(package: Path) -> None:
    change_rows(package, "changes.csv", lambda rows: rows[0].update({"before": "", "after": ""}))
    assert "a_change_changes_something" in refused(package)


def test_a_rule_of_the_model_holds_as_well(package: Path) -> None:
    change_rows(package, "organisations.csv", lambda rows: [row.update({"kind": "other"}) for row in rows])
    assert refused(package) == "collective_memberships.csv, line 2: Only a collective has members."


HEADING = b"name,organisation,note,until\r\n"

BYTES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a byte order mark": (lambda content: b"\xef\xbb\xbf" + content, "line 1: a byte order mark"),
    "another encoding": (lambda content: content.decode().encode("utf-16"), "line 1: "),
    "Latin 1": (lambda content: content + b"caf\xe9,organisation,\r\n", "line 2: this is not UTF-8"),
    "a surrogate": (lambda content: content + b"\xed\xa0\x80,organisation,\r\n", "line 2: this is not UTF-8"),
    "a NUL": (lambda content: content + b"a\0b,organisation,\r\n", "line 2: there is a NUL character"),
    "no heading": (lambda content: b"", "is empty"),
    "one column less": (lambda content: content.replace(b",note", b""), "line 1: the columns have to be name, org"),
    "columns in another order": (
        lambda content: content.replace(b"name,organisation", b"organisation,name"),
        "line 1: the columns have to be name, organisation, note",
    ),
    "one cell less": (lambda content: content + b"a,b\r\n", "line 2: there are 2 cells under 4 columns"),
    "one cell more": (lambda content: content + b"a,b,c,d,e\r\n", "line 2: there are 5 cells under 4 columns"),
    "an empty line": (lambda content: content + b"\r\n", "line 2: there are 0 cells under 4 columns"),
    "an open quotation": (lambda content: content + b'a,b,"c\r\n', "line 2: this is not CSV"),
    "a quotation that goes on": (lambda content: content + b'a,"b"c,d\r\n', "line 2: this is not CSV"),
    "a lone carriage return": (lambda content: content + b"a,b\rc,d\r\n", "line 2: this is not CSV"),
    "a second row at fault after breaks": (
        lambda content: content + b'a,"b\r\n\r\nb","c\n",\r\na,b\r\n',
        "line 6: there are 2 cells",
    ),
}


@pytest.mark.parametrize(("change", "why"), BYTES.values(), ids=BYTES.keys())
def test_a_file_that_is_not_such_csv_is_refused(change: Callable[[bytes], bytes], why: str, package: Path) -> None:
    rewrite(package, "aliases.csv", change)
    said = refused(package)
    assert said.startswith("aliases.csv")
    assert why in said


@pytest.mark.parametrize("row", [b"x" * 20_000, b'"\n",' * 20_000], ids=["a line", "many lines"])
def test_a_row_without_end_is_not_read_to_its_end(row: bytes, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_ROW", 10_000)
    rewrite(package, "aliases.csv", lambda content: HEADING + row)
    assert "this row is longer than any text of the record" in refused(package)


DESCRIPTORS: dict[str, tuple[Any, str]] = {
    "no JSON": ("{", "is not JSON in UTF-8"),
    "a list": ("[]", "is not the descriptor of"),
    "nothing": ("null", "is not the descriptor of"),
    "lists within lists": ("[" * 100_000, "is not JSON in UTF-8"),
    "a number without end": ('{"name": ' + "9" * 10_000 + "}", "is not JSON in UTF-8"),
    "another package": ('{"name": "weather"}', "is not the descriptor of"),
    "another version": ('{"name": "caldicott2-progress", "version": "1.0.0"}', "files of version 1 cannot be read"),
    "no version": ('{"name": "caldicott2-progress"}', "files of version None cannot be read"),
    "no resources": ('{"name": "caldicott2-progress", "version": "2.0.0"}', "has no list of resources"),
    "resources that are none": (
        '{"name": "caldicott2-progress", "version": "2.0.0", "resources": [1]}',
        "has no list of resources",
    ),
    "too few resources": (
        '{"name": "caldicott2-progress", "version": "2.0.0", "resources": []}',
        "does not list each resource once; look at “additional_information”",
    ),
}


@pytest.mark.parametrize(("content", "why"), DESCRIPTORS.values(), ids=DESCRIPTORS.keys())
def test_another_descriptor_is_refused(content: str, why: str, package: Path) -> None:
    (package / "datapackage.json").write_text(content, encoding="utf-8")
    said = refused(package)
    assert said.startswith("datapackage.json")
    assert why in said


def test_a_descriptor_of_another_encoding_or_size_is_refused(package: Path) -> None:
    (package / "datapackage.json").write_bytes(b"\xff\xfe{\0}\0")
    assert "is not JSON in UTF-8" in refused(package)
    with (package / "datapackage.json").open("wb") as file:
        file.truncate(100_000_000)
    assert "is larger than any descriptor" in refused(package)


RESOURCES: dict[str, tuple[dict[str, Any], str]] = {
    "a file outside": ({"path": "../aliases.csv"}, "the file of “aliases” has to be aliases.csv"),
    "a file at the root": ({"path": "/etc/passwd"}, "the file of “aliases” has to be aliases.csv"),
    "a file elsewhere": ({"path": "https://example.org/aliases.csv"}, "the file of “aliases” has to be aliases.csv"),
    "a file of files": ({"path": ["aliases.csv"]}, "the file of “aliases” has to be aliases.csv"),
    "another size": ({"bytes": 1}, "and datapackage.json states 1"),
    "a size in words": ({"bytes": "many"}, "and datapackage.json states many"),
    "another digest": ({"hash": "sha256:" + "0" * 64}, "aliases.csv does not have the digest"),
    "no digest": ({"hash": None}, "aliases.csv does not have the digest"),
    "a name that is unknown": ({"name": "people"}, "does not list each resource once; look at “aliases”"),
    "a name that is another's": ({"name": "changes"}, "does not list each resource once; look at “aliases”"),
    "a name that is none": ({"name": ["aliases"]}, "does not list each resource once; look at"),
}


@pytest.mark.parametrize(("told", "why"), RESOURCES.values(), ids=RESOURCES.keys())
def test_a_resource_that_is_told_otherwise_is_refused(told: dict[str, Any], why: str, package: Path) -> None:
    with descriptor(package) as changed:
        changed["resources"][1] |= told
    assert why in refused(package)


def test_a_resource_too_many_is_refused(package: Path) -> None:
    with descriptor(package) as told:
        told["resources"].append({"name": "people", "path": "people.csv"})
    assert "look at “people”" in refused(package)


def test_the_package_itself_is_taken(package: Path) -> None:
    assert bring_in(package).startswith("Added: ")


def test_a_missing_file_and_a_missing_folder_are_named(package: Path) -> None:
    (package / "changes.csv").unlink()
    assert refused(package) == "changes.csv cannot be read: No such file or directory."
    assert refused(package / "none") == "datapackage.json cannot be read: No such file or directory."
    assert refused(package / "aliases.csv") == "datapackage.json cannot be read: Not a directory."


@pytest.mark.parametrize("name", ["datapackage.json", "aliases.csv"])
def test_a_link_is_not_followed(name: str, package: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (package / name).rename(outside)
    (package / name).symlink_to(outside)
    assert refused(package) == f"{name} cannot be read: it is a link."


@pytest.mark.parametrize("name", ["datapackage.json", "aliases.csv"])
def test_what_may_have_no_end_is_not_begun(name: str, package: Path) -> None:
    (package / name).unlink()
    os.mkfifo(package / name)
    assert refused(package) == f"{name} is not a file."
    (package / name).unlink()
    (package / name).mkdir()
    assert refused(package) == f"{name} is not a file."


def test_a_changed_file_is_refused_by_its_digest(package: Path) -> None:
    path = package / "organisations.csv"
    path.write_bytes(path.read_bytes().replace(b"Organisation", b"Organization"))
    assert refused(package) == "organisations.csv does not have the digest that datapackage.json states."


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    assert str(PackageProblem("a\x1b[2J\x00\nb\r\u202ec")) == "a�[2J� b �c"


@given(cell=st.text() | st.from_regex(r"[-+0-9.eTZ:\[\]\"{}]{1,20}", fullmatch=True))
@pytest.mark.parametrize("kind", [kind for _, kind in KINDS], ids=lambda kind: kind.name)
def test_a_cell_is_read_only_where_it_would_be_written_so(kind: Any, cell: str) -> None:
    try:
        value = kind.read(cell)
    except ValueError:
        return
    assert kind.write(value) == cell


@given(texts=st.lists(st.text()))
def test_texts_in_one_cell_come_back(texts: list[str]) -> None:
    kind = next(kind for _, kind in KINDS if kind.name == "array")
    assert json.loads(kind.write(texts)) == texts
