"""The list of every assessment that the panel published."""

import datetime

import pytest
from django.test import Client

from recommendations.models import Assessment, Period, Rating
from tests.factories import AssessmentFactory, PeriodFactory
from tests.pages import read, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    """One that every filter and the search below finds, beside one that none finds."""
    AssessmentFactory(rating=Rating.GREEN, conclusion="Done")
    made: Assessment = AssessmentFactory(
        period=PeriodFactory(position_date=datetime.date(2014, 9, 30)),
        recommendation__number=4,
        recommendation__title="Explaining",
        rating=Rating.AMBER,
        conclusion="A pilot, but slow",
        summary="In short.",
    )
    return made


def test_a_row_tells_on_what_when_the_rating_the_conclusion_and_the_words(
    client: Client, assessment: Assessment
) -> None:
    page = read(client, "/assessments/?recommendation=4")
    assert page.rows == [
        [
            "Recommendation 4: Explaining Position at 30 September 2014",
            "Amber Given by the panel",
            "A pilot, but slow",
            "In short.",
        ]
    ]
    assert [quoted.text for quoted in page.root.iterfind(".//tbody//q")] == ["A pilot, but slow"]
    assert page.links["/recommendations/4/?period=2014-09-30"] == "Recommendation 4: Explaining"


def test_that_of_the_system_overall_is_among_them_after_the_others(client: Client, assessment: Assessment) -> None:
    AssessmentFactory(period=assessment.period, recommendation=None)
    page = read(client, "/assessments/?period=2014-09-30")
    assert [row[0].partition(" Position")[0] for row in page.rows] == [
        "Recommendation 4: Explaining",
        "The system overall",
    ]
    assert page.links["/periods/2014-09-30/#overall"] == "The system overall"


@pytest.mark.parametrize("query", ["recommendation=4", "period=2014-09-30", "rating=amber", "q=pilots"])
def test_the_list_is_narrowed_by_the_address(client: Client, assessment: Assessment, query: str) -> None:
    page = read(client, f"/assessments/?{query}")
    assert [row[0].split(":")[0] for row in page.rows] == ["Recommendation 4"]
    assert "1 assessment" in page.text
    assert f"/api/v1/assessments/?{query}" in page.links or query.startswith("q=")


def test_what_was_looked_for_is_marked_in_the_conclusion(client: Client, assessment: Assessment) -> None:
    page = read(client, "/assessments/?q=pilots")
    assert [mark.text for mark in page.root.iterfind(".//tbody//q/mark")] == ["pilot"]


def test_each_choice_says_how_many_assessments_it_would_leave(client: Client, assessment: Assessment) -> None:
    options = {words_of(option) for option in read(client, "/assessments/").root.iterfind(".//main//option")}
    assert {"Amber (1)", "Red (0)", "Recommendation 4: Explaining (1)", "Position at 30 September 2014 (1)"} <= options


def test_the_worst_or_the_best_come_first(client: Client) -> None:
    for rating in (Rating.AMBER, Rating.RED, Rating.GREEN):
        AssessmentFactory(rating=rating)
    for order, ratings in (("worst", ["Red", "Amber", "Green"]), ("best", ["Green", "Amber", "Red"])):
        rows = read(client, f"/assessments/?sort={order}").rows
        assert [row[1].removesuffix(" Given by the panel") for row in rows] == ratings


def test_what_is_not_published_is_neither_shown_nor_counted(client: Client) -> None:
    AssessmentFactory(state=Assessment.State.AGREED, conclusion="Not for anybody yet")
    AssessmentFactory(period=PeriodFactory(open_=True), conclusion="Not for anybody yet")
    page = read(client, "/assessments/")
    assert page.rows == []
    assert "(1)" not in page.text
    assert b"Not for anybody" not in client.get("/assessments/?format=csv").getvalue()
    read(client, f"/assessments/?period={Period.objects.exclude(state='published').get().slug}", status=400)


@pytest.mark.usefixtures("record")
def test_the_data_and_the_period_lead_to_it(client: Client) -> None:
    assert "/assessments/" in read(client, "/data/").links
    assert "/assessments/?period=2014-09-30" in read(client, "/periods/2014-09-30/").links
    assert "/assessments/" in client.get("/sitemap-rooms.xml").content.decode()
