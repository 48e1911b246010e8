"""The start page answers what is to be done now, to each role first what is theirs."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Organisation, Role
from recommendations.models import Commitment, Period
from recommendations.panel.start import start_for
from recommendations.reporting.coming_in import coming_in, missing
from tests import factories as f
from tests.desk import browser_of
from tests.pages import read
from tests.publishing import closed_period
from tests.returning import Desk, commitment_of, open_period, person

pytestmark = pytest.mark.django_db
START = reverse("admin:index")


def who(role: Role) -> Client:
    return browser_of(person(role, is_staff=True))


def practices(count: int, lead: Organisation) -> None:
    """So many members of a collective that leads a commitment."""
    named = [f"{lead.pk} {number}" for number in range(count)]
    bodies = Organisation.objects.bulk_create(
        Organisation(name=f"Sample practice {each}", slug=f"sample-practice-{each.replace(' ', '-')}", kind="other")
        for each in named
    )
    for body in bodies[:3] if count > 100 else bodies:
        f.CollectiveMembershipFactory(collective=lead, member=body)


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (Role.SECRETARIAT, ["reports", "returns"]),
        (Role.PANEL_MEMBER, ["write"]),
        (Role.CHAIR, ["agree", "obstacles"]),
        (Role.OBSERVER, []),
    ],
)
def test_each_role_is_told_first_what_is_theirs_and_then_the_rest(role: Role, first: list[str]) -> None:
    open_period()
    start = start_for(person(role))
    assert start is not None
    assert list(start.sections[: start.own]) == first
    assert set(start.sections) == {"returns", "reports", "write", "agree", "obstacles"}


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER])
def test_the_page_tells_the_period_the_returns_and_what_stands_in_the_way(role: Role) -> None:
    desk = Desk.make()
    text = read(who(role), START).text
    for told in ("Position at 30 September 2090 : open", "left to the deadline", "0 of 1", "Who is missing: 1"):
        assert told.replace(" :", ":") in text.replace(" :", ":")
    assert "It is published once it is closed." in text
    desk.save()
    desk.submit()
    text = read(who(role), START).text
    assert "1 of 1" in text
    assert "1 report to look at" in text


@pytest.mark.parametrize(("role", "offered"), [(Role.SECRETARIAT, True), (Role.CHAIR, False), (Role.OBSERVER, False)])
def test_without_a_period_it_says_so_and_whoever_plans_one_is_led_there(role: Role, offered: bool) -> None:
    page = read(who(role), START)
    assert "No period is planned." in page.text
    assert ("Plan a period" in page.text) is offered


def test_the_period_at_hand_is_the_earliest_that_is_worked_on() -> None:
    closed = open_period(state="closed")
    f.PeriodFactory(open_=True)
    start = start_for(person(Role.CHAIR))
    assert start is not None
    assert (start.period, start.days_left) == (closed, None)


def test_a_return_is_in_when_nothing_is_owed_any_more_and_a_returned_report_is_owed_again() -> None:
    desk = Desk.make()
    desk.save()
    assert [(each.asked, each.complete) for each in coming_in(desk.period)] == [(1, 0)]
    desk.submit()
    assert [(each.asked, each.complete, each.percent) for each in coming_in(desk.period)] == [(1, 1, 100)]
    desk.give_back()
    assert [each.missing for each in coming_in(desk.period)] == [1]
    assert [(each.name, each.owes) for each in missing(desk.period, limit=5)] == [(desk.organisation.name, 1)]


def test_of_a_collective_it_is_the_members_that_are_asked_and_who_is_missing_is_found_by_name() -> None:
    collective = f.OrganisationFactory(kind="collective")
    commitment_of(collective)
    period = open_period()
    practices(3, collective)
    assert sum(each.asked for each in coming_in(period)) == 3
    page = reverse("admin:recommendations_period_missing", args=[period.pk])
    found = who(Role.OBSERVER).get(page, {"q": f"PRACTICE {collective.pk} 2"}).text
    assert f"Sample practice {collective.pk} 2" in found
    assert f"Sample practice {collective.pk} 1" not in found
    assert "No organisation of this name is missing." in who(Role.OBSERVER).get(page, {"q": "%"}).text


def queries(client: Client, page: str) -> int:
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_the_page_takes_as_many_queries_at_three_thousand_organisations_as_at_three() -> None:
    collective = f.OrganisationFactory(kind="collective")
    commitment: Commitment = commitment_of(collective)
    period: Period = open_period()
    client = who(Role.SECRETARIAT)
    pages = [START, reverse("admin:recommendations_period_missing", args=[period.pk])]
    practices(3, collective)
    few = [queries(client, page) for page in pages]
    practices(3_000, f.OrganisationFactory(kind="collective"))
    commitment.lead_organisations.add(*Organisation.objects.exclude(kind="collective"))
    assert [queries(client, page) for page in pages] == few
    assert few[0] <= 22, few


def test_the_chair_is_led_to_publish_and_to_the_corrections_that_wait() -> None:
    f.CorrectionFactory(assessment=f.AssessmentFactory(recommendation=None))
    period = closed_period()
    page = who(Role.CHAIR).get(START).text
    assert reverse("admin:recommendations_period_act", args=[period.pk, "publish"]) in page
    assert "1 to agree" in page
    assert "Look at it and publish" not in who(Role.OBSERVER).get(START).text
