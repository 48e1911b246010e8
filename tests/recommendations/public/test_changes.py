"""The page of changes: what was told anew, in plain words, the newest first."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from recommendations.changes import record_changes
from recommendations.models import Change, Period, Rating, SelfRating
from tests.factories import (
    AssessmentFactory,
    ChangeFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)
from tests.pages import Page, read, words_of

pytestmark = pytest.mark.django_db


def lines(page: Page) -> list[str]:
    """Every change on the page, in its words, each after the heading that says how it changed."""
    told = []
    for section in page.root.iterfind(".//main//section"):
        way = ""
        for part in section:
            if part.tag == "h4":
                way = words_of(part).rpartition(":")[0] + ": "
            if part.tag == "ul":
                told += [way + words_of(item) for item in part]
    return told


def assessed(rating: str, conclusion: str = "Slow") -> dict[str, str]:
    return {"rating": rating, "conclusion": conclusion}


QUICK = "The panel now says Quick; before, it said Slow"
ASSESSMENTS = [
    (None, assessed("amber"), "A new assessment, amber", "Slow"),
    (assessed("amber"), assessed("amber_green", "Quick"), "From amber to amber-green", QUICK),
    (assessed("amber"), assessed("red"), "From amber to red", "The panel still says Slow"),
    (assessed("red"), assessed("red", "Quick"), "Still red, in other words", QUICK),
    (assessed("red"), None, "No assessment any more; before, red", "Before, the panel said Slow"),
]


@pytest.mark.parametrize(("before", "after", "way", "says"), ASSESSMENTS)
def test_a_conclusion_is_told_in_words(
    client: Client, before: dict[str, str] | None, after: dict[str, str] | None, way: str, says: str
) -> None:
    recommendation = RecommendationFactory(number=7, title="Explaining")
    ChangeFactory(kind=Change.Kind.ASSESSMENT, recommendation=recommendation, before=before, after=after)
    page = read(client, "/changes/")
    assert lines(page) == [f"{way}: Recommendation 7: Explaining: {says}"]
    assert page.links["/recommendations/7/"] == "Recommendation 7: Explaining"


def test_a_conclusion_is_quoted_exactly_and_marked_as_quoted(client: Client) -> None:
    ChangeFactory(kind=Change.Kind.ASSESSMENT, after=assessed("amber", "Good – “but” <slow>"))
    page = read(client, "/changes/")
    assert [quoted.text for quoted in page.root.iterfind(".//main//q")] == ["Good – “but” <slow>"]
    assert lines(page)[0].startswith("A new assessment, amber: The system overall: ")


REPORTS = [
    (None, "in_progress", "A new report, in progress"),
    (None, "not_reported", "A new report, nothing reported"),
    ("in_progress", "complete", "From in progress to complete"),
    ("complete", None, "No report any more; before, complete"),
]


@pytest.mark.parametrize(("before", "after", "told"), REPORTS)
def test_a_report_is_told_in_words(client: Client, before: str | None, after: str | None, told: str) -> None:
    facts = [{"self_rating": each} if each else None for each in (before, after)]
    ChangeFactory(
        kind=Change.Kind.SELF_RATING,
        recommendation=RecommendationFactory(number=4),
        commitment=CommitmentFactory(number=56, kind="expectation"),
        organisation=OrganisationFactory(name="The Doer"),
        before=facts[0],
        after=facts[1],
    )
    assert lines(read(client, "/changes/")) == [f"{told}: Expectation 56 under recommendation 4, The Doer"]


def test_what_the_source_does_not_name_is_told_as_that(client: Client) -> None:
    told = {"kind": Change.Kind.SELF_RATING, "after": {"self_rating": "complete"}}
    ChangeFactory(recommendation=RecommendationFactory(number=16), **told)
    ChangeFactory(commitment=CommitmentFactory(number=5), **told)
    assert sorted(lines(read(client, "/changes/"))) == [
        "A new report, complete: Commitment 5 under the Introduction, not named",
        "A new report, complete: Row without a number under recommendation 16, not named",
    ]


def test_what_changed_in_the_same_way_stands_together_with_its_number(client: Client) -> None:
    before, period = PeriodFactory(), PeriodFactory()
    same, other, quick = (RecommendationFactory() for _ in range(3))
    for recommendation, then, now in ((same, "amber", "red"), (quick, "red", "green"), (other, "amber", "red")):
        AssessmentFactory(recommendation=recommendation, period=before, rating=then)
        AssessmentFactory(recommendation=recommendation, period=period, rating=now)
    for _ in range(3):
        ProgressReportFactory(period=period, self_rating=SelfRating.COMPLETE)
    record_changes(period.editions.get(), None)
    page = read(client, "/changes/")
    assert [words_of(heading) for heading in page.root.iterfind(".//main//section/h3")] == [
        "The panel’s conclusions: 3 changes",
        "What was reported: 3 changes",
    ]
    assert [words_of(heading) for heading in page.root.iterfind(".//main//section/h4")] == [
        "From amber to red: 2",
        "From red to green: 1",
        "A new report, complete: 3",
    ]


def test_a_number_counts_what_is_on_other_pages_and_nothing_that_is_filtered_out(client: Client) -> None:
    period, doer = PeriodFactory(), OrganisationFactory(slug="doer")
    for _ in range(60):
        ProgressReportFactory(period=period, organisation=doer, self_rating=SelfRating.COMPLETE)
    ProgressReportFactory(period=period, self_rating=SelfRating.COMPLETE)
    record_changes(period.editions.get(), None)
    for page, told in ((1, "60, 50 on this page"), (2, "60, 10 on this page")):
        (heading,) = read(client, f"/changes/?organisation=doer&page={page}").root.iterfind(".//main//section/h4")
        assert words_of(heading) == f"A new report, complete: {told}"


def test_the_newest_publication_comes_first_and_each_has_its_heading(client: Client) -> None:
    first = PeriodFactory(position_date=datetime.date(2101, 3, 31))
    second = PeriodFactory(position_date=datetime.date(2101, 9, 30))
    AssessmentFactory(period=second)
    for period in (first, second):
        record_changes(period.editions.get(), None)
    today = timezone.localdate()
    page = read(client, "/changes/")

    headings = [words_of(heading) for heading in page.root.iterfind(".//main//h2")]
    assert [heading.partition(" published here on ")[0] for heading in headings] == [
        "Position at 30 September 2101",
        "Position at 31 March 2101",
    ]
    assert headings[0].endswith(f"{today.day} {today:%B %Y}")
    assert [line.partition(":")[0] for line in lines(page)] == [
        "Position at 30 September 2101",
        "A new assessment, amber",
        "Position at 31 March 2101",
    ]


def test_why_something_was_corrected_is_told(client: Client) -> None:
    ChangeFactory(reason="The figure was wrong.")
    assert lines(read(client, "/changes/"))[0].endswith("published. Why: The figure was wrong.")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=assessment", "Recommendation 7"),
        ("recommendation=7", "Recommendation 7"),
        ("organisation=cqc", "Commitment 56"),
        ("period=2014-09-30", "Position at 30 September 2014"),
    ],
)
def test_the_list_is_narrowed_by_the_address(client: Client, query: str, found: str) -> None:
    ChangeFactory(period=PeriodFactory(position_date=datetime.date(2014, 9, 30)))
    period = PeriodFactory()
    seven = RecommendationFactory(number=7, title="Explaining")
    ChangeFactory(period=period, kind=Change.Kind.ASSESSMENT, recommendation=seven, after=assessed("amber"))
    ChangeFactory(
        period=period,
        kind=Change.Kind.SELF_RATING,
        commitment=CommitmentFactory(number=56),
        organisation=OrganisationFactory(slug="cqc"),
        after={"self_rating": "complete"},
    )
    (line,) = lines(read(client, f"/changes/?{query}"))
    assert found in line


def test_kinds_recommendations_and_periods_say_how_many_changes_they_have(client: Client) -> None:
    period = PeriodFactory()
    AssessmentFactory.create_batch(2, period=period)
    record_changes(period.editions.get(), None)
    options = [words_of(option) for option in read(client, "/changes/").root.iterfind(".//main//option")]
    assert "The panel’s conclusion (2)" in options
    assert f"{period} (3)" in options


def test_it_names_its_feed_and_its_files(client: Client) -> None:
    page = read(client, "/changes/")
    twins = {link.get("type"): link.get("href") for link in page.root.iterfind(".//head/link[@rel='alternate']")}
    assert twins["application/atom+xml"] == "/changes/feed/"
    assert twins["application/json"] == "/api/v1/changes/"
    assert twins["text/csv"] == "?format=csv"
    assert page.links["/changes/feed/"]


@pytest.mark.parametrize("state", [Period.State.PLANNED, Period.State.OPEN, Period.State.CLOSED])
def test_nothing_of_a_period_that_is_not_published_is_told(client: Client, state: str) -> None:
    period = PeriodFactory(open_=True, state=state)
    ChangeFactory(period=period, kind=Change.Kind.ASSESSMENT, after=assessed(Rating.RED, "Not for anybody yet"))
    page = read(client, "/changes/")
    assert lines(page) == []
    assert "(1)" not in page.text
    assert b"Not for anybody" not in client.get("/changes/?format=csv").getvalue()
    read(client, f"/changes/?period={period.slug}", status=400)


@pytest.mark.parametrize("number", [1, 60])
@pytest.mark.parametrize("query", ["", "?kind=self_rating"])
def test_it_costs_the_same_for_few_and_many(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, number: int, query: str
) -> None:
    period = PeriodFactory()
    for _ in range(number):
        AssessmentFactory(period=period)
        ProgressReportFactory(period=period, self_rating=SelfRating.COMPLETE)
    record_changes(period.editions.get(), None)
    with django_assert_max_num_queries(6):
        read(client, f"/changes/{query}")
