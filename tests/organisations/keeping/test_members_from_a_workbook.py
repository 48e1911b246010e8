"""A table of members in a workbook does what the same table in CSV does, with faults where the sheet has them."""

import datetime
import hashlib
import os
from collections.abc import Sequence
from typing import Any

import pytest

from caldicott.refusals import Refused
from organisations.keeping.lines import LARGEST
from organisations.keeping.members import Plan, import_members, plan_members
from organisations.keeping.table import COLUMNS, MOST_ROWS, read_table
from organisations.models import AuditRow, CollectiveMembership, Organisation, Role, User
from tests import factories as f
from tests.desk import browser_of
from tests.organisations.keeping.sending import send
from tests.returning import person
from tests.workbooks import changed, sheet_of, workbook

pytestmark = pytest.mark.django_db

DAY = datetime.date(2014, 4, 1)


@pytest.fixture
def secretary() -> User:
    return person(Role.SECRETARIAT, is_staff=True)


@pytest.fixture
def trusts() -> Organisation:
    made: Organisation = f.OrganisationFactory(name="All Trusts", slug="all-trusts", kind="collective")
    return made


def table(*rows: Sequence[Any], heading: Sequence[str] = COLUMNS) -> bytes:
    return workbook([heading, *rows])


def as_csv(*rows: Sequence[Any]) -> bytes:
    return "\r\n".join(",".join(str(cell) for cell in row) for row in [COLUMNS, *rows]).encode()


def told(plan: Plan) -> list[tuple[int, str, str, str]]:
    return [(fault.row, fault.letter, fault.column, fault.cell) for fault in plan.faults]


def says(*row: Any) -> str:
    [fault] = read_table(table(row)).faults
    return fault.says


def test_it_does_what_the_same_table_in_csv_does(trusts: Organisation, secretary: User) -> None:
    going = f.CollectiveMembershipFactory(collective=trusts, member__name="Going One")
    rows = [
        ("All Trusts", "New One", DAY, "", "A list"),
        ("all-trusts", "Going One", "", "31 March 2014", ""),
        ("", "", "", "", ""),
        ("All Trusts", "New One", "1/4/2014", "", ""),
        ("Nowhere", "New One", "2014-02-31", "", ""),
    ]
    one, other = (plan_members(content, make_new=True) for content in (table(*rows), as_csv(*rows)))
    assert (one.totals, told(one), one.adds_up) == (other.totals, told(other), True)
    content = table(*rows[:2])
    plan = plan_members(content, make_new=True)
    import_members(content=content, make_new=True, seen=plan.seen, reason="The sample list.", by=secretary)
    assert trusts.memberships.get(member__name="New One").begins_on == DAY
    going.refresh_from_db()
    assert going.ends_on == datetime.date(2014, 3, 31)
    assert AuditRow.objects.get(verb="import_members").facts["sha256"] == hashlib.sha256(content).hexdigest()


def test_faults_stand_where_the_sheet_has_them(trusts: Organisation) -> None:
    heading = ("source", "begins_on", "member", "collective")
    rows = [("", "", "", ""), ("", "32/01/2014", "All Trusts", "All Trusts"), ("", DAY, "Nobody", "All Trusts")]
    rows.append(("", "soon", "Nobody", "All Trusts"))
    plan = plan_members(table(*rows, heading=heading), make_new=False)
    assert told(plan) == [
        (3, "B", "begins_on", "32/01/2014"),
        (4, "C", "member", "Nobody"),
        (5, "B", "begins_on", "soon"),
        (5, "C", "member", "Nobody"),
    ]
    assert plan.blank == 1


def test_rows_below_the_table_that_hold_nothing_do_not_count() -> None:
    cells = "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in COLUMNS)
    content = sheet_of(
        f"<row>{cells}</row><row>{cells}</row>" + '<row><c s="0"/></row>' * 500 + '<row r="1048576" ht="12.8"/>'
    )
    read = read_table(content)
    assert (len(read.rows), read.blank) == (1, 0)


def test_an_organisation_that_is_called_by_a_whole_number_is_known_by_it(trusts: Organisation) -> None:
    f.OrganisationFactory(name="111")
    assert plan_members(table(("All Trusts", 111.0, "", "", 2014)), make_new=False).totals["added"] == 1


def test_what_the_spreadsheet_takes_for_something_else_is_told() -> None:
    assert "number" in says("a", 0.5, "", "", "")
    assert "not a day" in says("a", "b", 41730, "", "")
    assert "takes this for a day" in says("a", DAY, "", "", "")
    assert "true or false" in says("a", True, "", "", "")
    assert "as 2026-09-30" in says("a", "b", datetime.datetime(2014, 4, 1, 12), "", "")  # noqa: DTZ001
    assert "as a formula" in says("a", "=b", "", "", "")


@pytest.mark.parametrize(
    ("cell", "written", "what"),
    [
        ('<c t="e"><v>#N/A</v></c>', "#N/A", "could not work this out"),
        ("<c><f>A1</f><v>3</v></c>", "=A1", "This is a formula"),
    ],
)
def test_what_is_no_plain_value_is_told(cell: str, written: str, what: str) -> None:
    heading = "".join(f'<c t="str"><v>{each}</v></c>' for each in COLUMNS[:3])
    row = f'<c t="str"><v>a</v></c><c t="str"><v>b</v></c>{cell}'
    [fault] = read_table(sheet_of(f"<row>{heading}</row><row>{row}</row>")).faults
    assert (fault.row, fault.letter, fault.column, fault.cell) == (2, "C", "begins_on", written)
    assert what in fault.says


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (table(("a", "b", "c"), heading=("collective", "member", "colour")), "column C, “colour”"),
        (workbook(), "no column “collective”"),
        (table(), "no rows"),
        (workbook([[], COLUMNS, ("a", "b")]), "no column “collective”"),
        (table(*[("a", "b")] * (MOST_ROWS + 1)), "more than 25,000 rows"),
        (changed(table(), "xl/vbaProject.bin", lambda _: b"x"), "macros"),
    ],
    ids=["column", "nothing", "heading", "lower", "rows", "macros"],
)
def test_what_cannot_be_read_is_refused_before_any_row(content: bytes, what: str) -> None:
    with pytest.raises(Refused, match=what):
        read_table(content)


def test_a_cell_beside_the_columns_is_told() -> None:
    [fault] = read_table(table(("a", "b", "", "", "", "a remark"))).faults
    assert (fault.row, fault.says) == (2, "The row has 6 cells under 5 columns.")


def test_the_desk_shows_what_it_would_do_and_does_it_when_confirmed(trusts: Organisation, secretary: User) -> None:
    f.OrganisationFactory(name="New One")
    client = browser_of(secretary)
    wrong = send(client, table(("All Trusts", "Nobody", "", "", "")))
    assert "Row 2, column B, member, “Nobody”" in wrong.text
    shown = send(client, table(("All Trusts", "New One", DAY, "", "")))
    assert "The totals add up" in shown.text
    kept = {"packed": shown.context["packed"], "seen": shown.context["plan"].seen}
    assert send(client, None, **kept).status_code == 302
    assert CollectiveMembership.objects.get().begins_on == DAY


def test_the_largest_file_goes_along_until_it_is_confirmed(trusts: Organisation, secretary: User) -> None:
    f.OrganisationFactory(name="New One")
    small = table(("All Trusts", "New One", "", "", ""))
    picture = os.urandom(LARGEST - len(small) - 5_000)
    content = changed(small, "xl/media/image1.png", lambda _: picture)
    assert LARGEST - 10_000 < len(content) <= LARGEST
    client = browser_of(secretary)
    shown = send(client, content)
    kept = {"packed": shown.context["packed"], "seen": shown.context["plan"].seen}
    assert send(client, content, **kept).status_code == 200, "a file and the one before it"
    assert send(client, None, **kept).status_code == 302
    assert "larger than 5 MB" in send(client, content + b"x" * 10_000).text


def test_the_desk_refuses_what_is_no_table_in_one_sentence(secretary: User) -> None:
    answer = send(browser_of(secretary), b"PK\x03\x04")
    assert (answer.status_code, "The workbook is damaged" in answer.text) == (409, True)
    assert "The sample list." in answer.text
