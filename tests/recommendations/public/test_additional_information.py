"""The list of everything that was added on a recommendation as a whole."""

import datetime

import pytest
from django.test import Client

from recommendations.models import AdditionalInformation, Period
from tests.factories import AdditionalInformationFactory, OrganisationFactory, PeriodFactory, RecommendationFactory
from tests.pages import read, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def addition() -> AdditionalInformation:
    """One that every filter and the search below finds, beside one that none finds."""
    AdditionalInformationFactory()
    made: AdditionalInformation = AdditionalInformationFactory(
        period=PeriodFactory(position_date=datetime.date(2014, 9, 30)),
        recommendation=RecommendationFactory(number=4, title="Explaining"),
        organisation=OrganisationFactory(slug="cqc", name="The Commission"),
        kind=AdditionalInformation.Kind.ANTICIPATED,
        expected_by=datetime.date(2015, 3, 31),
        summary="A pilot will be held.",
    )
    return made


def test_a_row_tells_on_what_who_when_of_which_kind_and_in_which_words(
    client: Client, addition: AdditionalInformation
) -> None:
    page = read(client, "/additional-information/?recommendation=4")
    assert page.rows == [
        [
            "Recommendation 4: Explaining",
            "The Commission Position at 30 September 2014",
            "Anticipated progress Expected by 31 March 2015",
            "A pilot will be held.",
        ]
    ]
    assert page.links["/recommendations/4/?period=2014-09-30#anticipated"] == "Recommendation 4: Explaining"
    assert page.links["/organisations/cqc/"] == "The Commission"


def test_what_was_quoted_stands_in_quotation_marks(client: Client) -> None:
    AdditionalInformationFactory(summary="In short.", official_wording="As printed.")
    page = read(client, "/additional-information/")
    assert [quoted.text for quoted in page.root.iterfind(".//tbody//q")] == ["As printed."]


def test_what_belongs_to_the_introduction_and_names_nobody_says_so(client: Client) -> None:
    addition = AdditionalInformationFactory(recommendation=None, organisation=None)
    page = read(client, "/additional-information/")
    assert page.rows[0][0] == "Introduction"
    assert page.rows[0][1].startswith("Nobody is named ")
    read(client, f"{addition.period.get_absolute_url()}introduction/")
    assert f"{addition.period.get_absolute_url()}introduction/" in page.links


@pytest.mark.parametrize("query", ["recommendation=4", "organisation=cqc", "period=2014-09-30", "q=pilots"])
def test_the_list_is_narrowed_by_the_address(client: Client, addition: AdditionalInformation, query: str) -> None:
    page = read(client, f"/additional-information/?{query}")
    assert [row[0] for row in page.rows] == ["Recommendation 4: Explaining"]
    assert "1 addition" in page.text


def test_what_was_looked_for_is_marked(client: Client, addition: AdditionalInformation) -> None:
    page = read(client, "/additional-information/?q=pilots")
    assert [mark.text for mark in page.root.iterfind(".//tbody//mark")] == ["pilot"]


def test_each_choice_says_how_many_additions_it_would_leave(client: Client, addition: AdditionalInformation) -> None:
    options = {words_of(option) for option in read(client, "/additional-information/").root.iterfind(".//main//option")}
    assert {"Recommendation 4: Explaining (1)", "Position at 30 September 2014 (1)"} <= options


def test_what_is_expected_first_comes_first_and_what_has_no_date_last(client: Client) -> None:
    for day in (None, datetime.date(2102, 5, 1), datetime.date(2102, 4, 1)):
        AdditionalInformationFactory(kind="anticipated" if day else "additional", expected_by=day)
    kinds = [row[2] for row in read(client, "/additional-information/?sort=expected").rows]
    assert [kind.partition("Expected by ")[2] for kind in kinds] == ["1 April 2102", "1 May 2102", ""]


def test_what_is_not_published_is_neither_shown_nor_counted(client: Client) -> None:
    AdditionalInformationFactory(period=PeriodFactory(open_=True), summary="Not for anybody yet")
    page = read(client, "/additional-information/")
    assert page.rows == []
    assert "(1)" not in page.text
    assert b"Not for anybody" not in client.get("/additional-information/?format=csv").getvalue()
    read(client, f"/additional-information/?period={Period.objects.get().slug}", status=400)


@pytest.mark.usefixtures("record")
def test_the_data_the_period_and_the_recommendation_lead_to_it(client: Client) -> None:
    assert "/additional-information/" in read(client, "/data/").links
    assert "/additional-information/?period=2014-09-30" in read(client, "/periods/2014-09-30/").links
    assert "/additional-information/?recommendation=7" in read(client, "/recommendations/7/").links
    assert "/additional-information/" in client.get("/sitemap-rooms.xml").content.decode()
