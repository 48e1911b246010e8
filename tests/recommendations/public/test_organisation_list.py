"""The list of organisations: what narrows, finds and sorts it, and its file."""

import datetime

import pytest
from django.test import Client

from organisations.models import Organisation
from tests.factories import (
    AliasFactory,
    CollectiveMembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
)
from tests.pages import read
from tests.recommendations.public.organisations import lead, names

pytestmark = pytest.mark.django_db

COLLECTIVE = Organisation.Kind.COLLECTIVE


def test_the_list_gives_name_short_form_kind_what_is_led_and_how_it_stands(client: Client) -> None:
    organisation = lead(name="The Regulator", abbreviation="TR", kind=Organisation.Kind.REGULATOR)
    ProgressReportFactory(organisation=organisation)
    page = read(client, "/organisations/")
    assert page.rows == [
        ["The Regulator (TR)", "Regulator", "1 led by The Regulator", "Reported 1 time by The Regulator"]
    ]
    assert f"/commitments/?lead_organisation={organisation.slug}" in page.links
    assert f"{organisation.get_absolute_url()}#reports" in page.links


def test_the_list_tells_silence_apart_from_not_being_asked(client: Client) -> None:
    PeriodFactory()
    lead(name="Asked")
    OrganisationFactory(name="Not asked")
    assert [row[-1] for row in read(client, "/organisations/").rows] == ["No report", "Not asked"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("collective=true", ["All"]),
        ("collective=false", ["One", "Other"]),
        ("kind=charity", ["One"]),
        ("kind=panel_or_group", []),
        ("member_of=all", ["One"]),
        ("standing=no_report", ["All", "One"]),
        ("standing=not_asked", ["Other"]),
        ("standing=no_report&kind=charity", ["One"]),
        ("sort=commitments", ["All", "One", "Other"]),
    ],
)
def test_the_list_is_narrowed_by_the_address(client: Client, query: str, found: list[str]) -> None:
    PeriodFactory()
    everybody = lead(name="All", slug="all", kind=COLLECTIVE)
    CollectiveMembershipFactory(collective=everybody, member__name="One", member__kind=Organisation.Kind.CHARITY)
    OrganisationFactory(name="Other")
    assert names(client, query) == found


@pytest.mark.parametrize(
    "query", ["collective=maybe", "kind=club", "standing=late", "member_of=nobody", "member_of=one"]
)
def test_a_filter_that_is_not_understood_is_an_error_on_the_page(client: Client, query: str) -> None:
    OrganisationFactory(slug="one")
    page = read(client, f"/organisations/?{query}", status=400)
    assert "This list cannot be narrowed like that" in page.text


def test_the_filters_say_how_many_each_choice_leaves(client: Client) -> None:
    PeriodFactory()
    lead()
    OrganisationFactory(kind=COLLECTIVE)
    text = read(client, "/organisations/").text
    assert "Collective (1)" in text
    assert "Yes (1) No (1)" in text
    assert (
        "Reported (0) Nothing reported (0) No report (1) Asked only as one of all organisations (0) Not asked (1)"
        in text
    )


def test_members_are_those_of_today_themselves_or_through_another_collective(client: Client) -> None:
    outer = CollectiveMembershipFactory(collective__slug="outer", member__name="Inner", member__kind=COLLECTIVE)
    CollectiveMembershipFactory(collective=outer.member, member__name="Within")
    left = datetime.date(2014, 9, 30)
    CollectiveMembershipFactory(collective=outer.collective, member__name="Gone", ends_on=left)
    assert names(client, "member_of=outer") == ["Inner", "Within"]


@pytest.mark.parametrize("words", ["health bureau", "HB", "watches", "old board", "body"])
def test_words_find_an_organisation_by_name_short_form_note_or_alias(client: Client, words: str) -> None:
    found = OrganisationFactory(name="The Health Bureau", abbreviation="HB", note="A body that watches.")
    AliasFactory(organisation=found, name="The Old Board")
    OrganisationFactory()
    page = read(client, f"/organisations/?q={words}")
    assert [row[0].split(" (HB)")[0] for row in page.rows] == ["The Health Bureau"]
    assert [mark.text for mark in page.root.iterfind(".//tbody//mark")] != []


def test_the_list_is_sorted_by_what_was_reported(client: Client) -> None:
    period = PeriodFactory()
    few, many = OrganisationFactory(name="A"), OrganisationFactory(name="B")
    for organisation in (few, many, many):
        ProgressReportFactory(organisation=organisation, period=period)
    assert names(client, "sort=reports") == ["B", "A"]


def test_the_file_has_all_rows_as_they_are_listed(client: Client) -> None:
    PeriodFactory()
    lead(slug="one", name="One")
    OrganisationFactory(name="Other")
    response = client.get("/organisations/?format=csv&standing=no_report")
    heading, row = response.getvalue().decode().strip().lstrip("\ufeff").splitlines()
    assert dict(zip(heading.split(","), row.split(","), strict=True)) == {
        "slug": "one", "name": "One", "abbreviation": "", "kind": "other", "collective": "false", "commitments": "1",
        "standing": "no_report", "reports": "0", "note": "", "source": "",
    }  # fmt: skip
