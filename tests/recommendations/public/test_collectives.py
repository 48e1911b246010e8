"""The page of a collective: who is in it, and how many of them reported."""

import datetime
import re

import pytest
from django.test import Client

from organisations.models import Organisation
from organisations.toolkit.collectives import collectives_of
from recommendations.models import SelfRating
from tests.factories import (
    CollectiveMembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    ToolkitReturnFactory,
)
from tests.pages import read
from tests.recommendations.public.organisations import lead, names

pytestmark = pytest.mark.django_db

COLLECTIVE = Organisation.Kind.COLLECTIVE
OF_ANNEX_3 = [
    "general-practices",
    "care-commissioning-groups-and-contract-support-units",
    "commercial-third-parties",
    "community-health-providers",
    "acute-trusts",
]


def test_a_collective_says_who_is_in_it_and_how_many_of_them_reported(client: Client) -> None:
    period = PeriodFactory()
    collective = lead(kind=COLLECTIVE, slug="all")
    since = datetime.date(2013, 4, 1)
    telling = CollectiveMembershipFactory(collective=collective, member__name="A", begins_on=since, source="By law.")
    ProgressReportFactory(organisation=telling.member, period=period)
    empty = CollectiveMembershipFactory(collective=collective, member__name="B")
    ProgressReportFactory(organisation=empty.member, period=period, self_rating=SelfRating.NOT_REPORTED)
    CollectiveMembershipFactory(collective=collective, member__name="C")
    within = CollectiveMembershipFactory(collective=collective, member__name="D", member__kind=COLLECTIVE).member
    CollectiveMembershipFactory(collective=within, member__name="E")

    page = read(client, "/organisations/all/")

    assert page.rows[:5] == [
        ["A from 1 April 2013", "By law.", "Reported"],
        ["B", "–", "Nothing reported"],
        ["C", "–", "No report"],
        ["D a collective", "–", "No report"],
        ["E", "Through another collective in it", "No report"],
    ]
    assert "1 of 4 bodies on record as members today reported for the position" in page.section("members")
    assert "1 collective is in it too" in page.section("members")
    told = {words: address for address, words in page.links.items()}
    assert names(client, told["2 gave no report"].partition("?")[2]) == ["C", "E"]
    assert names(client, told["1 reported nothing"].partition("?")[2]) == ["B"]


@pytest.mark.parametrize("through", [False, True], ids=["in it", "in a collective in it"])
def test_of_how_many_a_collective_reported_is_told_beyond_the_annexes(client: Client, through: bool) -> None:
    period, collective = PeriodFactory(), lead(kind=COLLECTIVE, slug="all")
    shown = CollectiveMembershipFactory(
        collective=collective, source="Annex 1, Progress on Recommendation Five: shown."
    )
    ProgressReportFactory(organisation=shown.member, period=period)
    of_annexes = {"collective": collective, "member__kind": COLLECTIVE, "source": "Annex 1, by its name"}
    within = CollectiveMembershipFactory(**of_annexes).member
    told = read(client, "/organisations/all/").section("members")
    assert "1 body on record as a member today reported for the position" in told
    assert "How many were asked is not known" in told

    CollectiveMembershipFactory(collective=within if through else collective, source="A letter")
    told = read(client, "/organisations/all/").section("members")
    assert "1 of 2 bodies on record as members today reported for the position" in told
    assert "1 gave no report. 1 collective is in it too" in told
    assert "How many were asked is not known" not in told


@pytest.mark.parametrize("ended", [False, True], ids=["today", "in the past"])
def test_who_has_a_member_on_record_is_not_said_to_have_none_of_them_here(client: Client, ended: bool) -> None:
    collective = lead(kind=COLLECTIVE, slug="practices")
    ToolkitReturnFactory(table__organisation_type__slug="practices")
    pages = ("/organisations/practices/", "/toolkit/practices/")
    for address in pages:
        assert "This site has nothing on any one of them." in read(client, address).text
    CollectiveMembershipFactory(collective=collective, ends_on=datetime.date(2014, 1, 1) if ended else None)
    for address in pages:
        told = read(client, address).text
        assert "This site has nothing" not in told
        assert "This site has no scores of any one of them." in told


def test_a_collective_shows_in_another_period_who_was_in_it_then(client: Client) -> None:
    before, since = PeriodFactory(), PeriodFactory()
    membership = CollectiveMembershipFactory(ends_on=before.position_date, member__name="Gone")
    page = read(client, f"{membership.collective.get_absolute_url()}?period={before.slug}")
    assert "None of 1 body on record as a member then reported" in page.section("members")
    later = read(client, f"{membership.collective.get_absolute_url()}?period={since.slug}")
    assert "The annexes do not say which bodies belong to it." in later.section("members")


@pytest.mark.parametrize("query", ["", "?period="])
def test_a_collective_shows_who_is_in_it_today_where_no_period_is_asked_for(client: Client, query: str) -> None:
    PeriodFactory(position_date=datetime.date(2014, 9, 30))
    joined = CollectiveMembershipFactory(begins_on=datetime.date(2014, 10, 1), member__name="New")
    page = read(client, f"{joined.collective.get_absolute_url()}{query}")
    assert page.rows[0][0].startswith("New from ")
    assert "on record as a member today" in page.section("members")
    member = read(client, f"{joined.member.get_absolute_url()}{query}")
    assert joined.collective.name in member.section("collectives")


def test_of_thousands_of_members_a_collective_shows_some_and_leads_to_all(client: Client) -> None:
    collective = lead(kind=COLLECTIVE, slug="all")
    for _ in range(51):
        CollectiveMembershipFactory(collective=collective)
    page = read(client, "/organisations/all/")
    assert page.links["/organisations/?member_of=all"] == "All 51 members of today"
    assert "51 organisations" in read(client, "/organisations/?member_of=all&page=2").text


def test_a_collective_whose_members_are_not_known_says_so(client: Client) -> None:
    page = read(client, OrganisationFactory(kind=COLLECTIVE).get_absolute_url())
    assert "The annexes do not say which bodies belong to it." in page.section("members")


def test_what_a_collective_told_under_its_own_name_is_shown_too(client: Client) -> None:
    report = ProgressReportFactory(organisation__kind=COLLECTIVE, summary="We all did.")
    assert "We all did." in read(client, report.organisation.get_absolute_url()).section("reports")


# The record


@pytest.mark.usefixtures("record")
def test_the_record_of_collectives(client: Client) -> None:
    everybody = read(client, "/organisations/all-organisations/")
    assert "3 bodies on record as members today reported" in everybody.section("members")
    assert "How many were asked is not known" in everybody.section("members")
    commissioners = read(client, "/organisations/local-commissioners/")
    assert "The annexes do not say which bodies belong to it." in commissioners.section("members")
    assert [row[0] for row in commissioners.rows] == ["Expectation 47", "Expectation 48", "Expectation 49"]


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("organisation_type", OF_ANNEX_3)
def test_the_organisation_types_of_annex_3_and_their_collectives_lead_to_each_other(
    client: Client, organisation_type: str
) -> None:
    scores = read(client, f"/toolkit/{organisation_type}/?of=answered")
    collectives = [address for address in scores.links if address.startswith("/organisations/")]
    assert collectives == [f"/organisations/{slug}/" for slug in collectives_of(organisation_type)]
    for address in collectives:
        page = read(client, address)
        assert f"/toolkit/{organisation_type}/" in page.links
        assert "This site has nothing on any one of them." in page.section("toolkit")
        (told,) = re.findall(r"in version 11, .* ([\d,.]+) organisations answered", page.section("toolkit"))
        assert f"Version 11: of those that answered, on average {told} organisations" in scores.text
        assert "13 items are expected, under recommendations 2, 5, 7, 12" in page.section("owes")


@pytest.mark.usefixtures("record")
def test_who_has_no_place_in_the_toolkit_leads_to_none_of_it(client: Client) -> None:
    page = read(client, "/organisations/local-authorities/")
    assert not [address for address in page.links if address.startswith("/toolkit/")]
