"""Members of collectives from a table: looked at first, then all of it or nothing, with totals that add up."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caldicott.refusals import Refused
from organisations.keeping.members import Plan, import_members, plan_members
from organisations.models import AuditRow, CollectiveMembership, Organisation, Role, User
from tests import factories as f
from tests.desk import browser_of
from tests.organisations.keeping.sending import send
from tests.returning import person

pytestmark = pytest.mark.django_db

HEADING = "collective,member,begins_on,ends_on,source"
DAY = datetime.date(2014, 4, 1)
MANY = 20_000


@pytest.fixture
def secretary() -> User:
    return person(Role.SECRETARIAT, is_staff=True)


@pytest.fixture
def trusts() -> Organisation:
    made: Organisation = f.OrganisationFactory(name="All Trusts", slug="all-trusts", kind="collective")
    return made


def table(*rows: str, heading: str = HEADING) -> bytes:
    return "\r\n".join([heading, *rows, ""]).encode()


def planned(*rows: str, make_new: bool = False) -> Plan:
    plan = plan_members(table(*rows), make_new=make_new)
    assert plan.adds_up
    return plan


def bring(content: bytes, by: User, *, make_new: bool = False, seen: str = "") -> Plan:
    seen = seen or plan_members(content, make_new=make_new).seen
    return import_members(content=content, make_new=make_new, seen=seen, reason="The sample list.", by=by)


def test_rows_are_added_ended_and_left_alone_and_the_totals_say_so(trusts: Organisation, secretary: User) -> None:
    new, known, going = (f.OrganisationFactory(name=name) for name in ("New One", "Known One", "Going One"))
    f.CollectiveMembershipFactory(collective=trusts, member=known)
    ending = f.CollectiveMembershipFactory(collective=trusts, member=going)
    other = f.CollectiveMembershipFactory(collective=trusts)
    content = table(
        "All Trusts,New One,1/4/2014,,Sample list",
        "",
        "all trusts,KNOWN ONE,,,",
        "all-trusts,Going One,,2014-03-31,",
        "All Trusts,Known One,,,",
    )
    done = bring(content, secretary)
    expected = {"read": 4, "added": 1, "ended": 1, "there already": 1, "repeated": 1, "refused": 0, "blank": 1}
    assert {name: done.totals[name] for name in expected} == expected
    assert (done.before, done.after) == (3, 3)
    assert trusts.memberships.get(member=new).begins_on == DAY
    ending.refresh_from_db()
    assert ending.ends_on == datetime.date(2014, 3, 31)
    other.refresh_from_db()
    assert other.ends_on is None
    deed = AuditRow.objects.get(verb="import_members")
    assert (deed.reason, deed.facts["totals"], deed.facts["sha256"]) == ("The sample list.", done.totals, done.sha256)


def test_an_organisation_is_known_by_its_alias(trusts: Organisation) -> None:
    f.AliasFactory(name="Earlier Name")
    assert planned("All Trusts,earlier name,,,").totals["added"] == 1


def test_new_organisations_are_made_only_where_that_is_asked(trusts: Organisation, secretary: User) -> None:
    f.OrganisationFactory(slug="nobody-knows")
    row = "All Trusts,Nobody Knows!,,,"
    assert planned(row).totals["refused"] == 1
    bring(table(row), secretary, make_new=True)
    made = Organisation.objects.get(name="Nobody Knows!")
    assert (made.slug, trusts.memberships.get().member) == ("nobody-knows-2", made)


def test_every_fault_is_told_at_once_by_row_and_column_with_the_cell(trusts: Organisation, secretary: User) -> None:
    body = f.OrganisationFactory(name="A Body")
    ended = f.CollectiveMembershipFactory(collective=trusts, ends_on=DAY, member__name="Ended One").member
    merged = f.SuccessionFactory(kind="merger", since=DAY, predecessor__name="Merged One").predecessor
    content = table(
        "Nowhere,A Body,,,",
        f"All Trusts,{body.name},31/02/2014,,",
        "All Trusts,=cmd(),,,",
        "A Body,Ended One,,,",
        "All Trusts,,,,",
        f"All Trusts,{ended.name},,2014-05-01,",
        f"All Trusts,{merged.name},,,",
        "All Trusts,A Body,2014-04-02,2014-04-01,",
        "All Trusts,All Trusts,,,",
        "All Trusts,A\x07Body,,,",
        "All Trusts",
    )
    plan = plan_members(content, make_new=False)
    told = {(fault.row, fault.column, fault.cell) for fault in plan.faults}
    assert told >= {
        (2, "collective", "Nowhere"),
        (3, "begins_on", "31/02/2014"),
        (4, "member", "=cmd()"),
        (5, "collective", "A Body"),
        (6, "member", ""),
        (7, "ends_on", "2014-05-01"),
        (8, "member", "Merged One"),
        (9, "ends_on", "2014-04-01"),
        (10, "member", "All Trusts"),
        (11, "member", "A\x07Body"),
        (12, "", "All Trusts"),
    }
    assert plan.adds_up
    assert plan.refused == set(range(2, 13))
    with pytest.raises(Refused, match="nothing was changed"):
        bring(content, secretary)
    assert CollectiveMembership.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (table("a,b", heading="collective,member,colour"), "“colour”"),
        (table("a", heading="collective"), "no column “member”"),
        (table("a,b,c", heading="collective,member,member"), "there twice"),
        (table("é,b").decode().encode("latin-1"), "Line 2 is not in UTF-8"),
        (table('"a,b'), "cannot be read as CSV"),
        (table(), "no rows"),
        (b"PK\x03\x04", "The workbook is damaged"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (table(*["a,b,,,"] * 25_001), "more than 25,000 rows"),
    ],
    ids=["column", "missing", "twice", "encoding", "quotation", "empty", "workbook", "size", "rows"],
)
def test_what_cannot_be_read_is_refused_before_any_row(content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        plan_members(content, make_new=False)


def test_what_has_changed_since_it_was_looked_at_is_refused(trusts: Organisation, secretary: User) -> None:
    member = f.OrganisationFactory(name="New One")
    content = table("All Trusts,New One,,,")
    seen = plan_members(content, make_new=False).seen
    f.CollectiveMembershipFactory(collective=trusts, member=member, ends_on=DAY)
    with pytest.raises(Refused, match="since you looked"):
        bring(content, secretary, seen=seen)
    assert CollectiveMembership.objects.count() == 1


def test_twenty_thousand_rows_take_as_few_queries_as_one(trusts: Organisation, secretary: User) -> None:
    Organisation.objects.bulk_create(
        Organisation(slug=f"trust-{number}", name=f"Trust {number}", kind="other") for number in range(MANY)
    )
    content = table(*(f"All Trusts,Trust {number},01/04/2014,,Sample" for number in range(MANY)))
    with CaptureQueriesContext(connection) as captured:
        plan = plan_members(content, make_new=False)
    assert (len(captured), plan.totals["added"]) == (7, MANY)
    assert bring(content, secretary, seen=plan.seen).after == MANY
    assert plan_members(content, make_new=False).totals["there already"] == MANY


def test_the_desk_shows_what_a_table_would_do_and_does_it_when_confirmed(trusts: Organisation, secretary: User) -> None:
    f.OrganisationFactory(name="New One")
    client = browser_of(secretary)
    shown = send(client, table("All Trusts,New One,,,"))
    assert "The totals add up" in shown.text
    assert not trusts.memberships.exists()
    kept = {"packed": shown.context["packed"], "seen": shown.context["plan"].seen}
    assert send(client, None, **kept).status_code == 302
    assert trusts.memberships.count() == 1
    again = send(client, None, **kept)
    assert again.status_code == 409
    assert "since you looked" in again.text


def test_the_desk_quotes_what_is_wrong_and_offers_no_confirmation(trusts: Organisation, secretary: User) -> None:
    client = browser_of(secretary)
    shown = send(client, table("All Trusts,<b>Nobody</b>,,,"))
    assert "“&lt;b&gt;Nobody&lt;/b&gt;”" in shown.text
    assert 'name="seen"' not in shown.text
    assert "The sample list." in shown.text
    assert "Choose the file" in send(client, None).text
    assert "once more" in send(client, None, packed="%%%").text


def test_only_the_secretariat_brings_in_members() -> None:
    browser = browser_of(person(Role.CHAIR, is_staff=True))
    assert send(browser, table("a,b,,,")).status_code == 403
