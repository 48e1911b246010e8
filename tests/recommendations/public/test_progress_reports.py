"""The list of every progress report as it was published."""

import csv
import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from recommendations.models import Period, ProgressReport, Rating, SelfRating
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)
from tests.pages import read, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> ProgressReport:
    """One that every filter and the search below finds, beside one that none finds."""
    ProgressReportFactory(period=PeriodFactory(), self_rating=SelfRating.UNCLEAR)
    made: ProgressReport = ProgressReportFactory(
        period=PeriodFactory(position_date=datetime.date(2014, 9, 30)),
        commitment=CommitmentFactory(number=56),
        recommendation=RecommendationFactory(number=4, title="Explaining"),
        organisation=OrganisationFactory(slug="cqc", name="The Commission"),
        self_rating=SelfRating.COMPLETE,
        summary="A pilot was held.",
    )
    return made


def test_a_row_tells_on_what_who_when_how_far_and_in_which_words(client: Client, report: ProgressReport) -> None:
    page = read(client, "/reports/?recommendation=4")
    assert page.rows == [
        [
            "Commitment 56 under Recommendation 4: Explaining",
            "The Commission Position at 30 September 2014",
            "Complete The panel on the recommendation: not assessed",
            "A pilot was held.",
        ]
    ]
    assert page.links["/commitments/56/"] == "Commitment 56"
    assert page.links["/organisations/cqc/"] == "The Commission"


def test_what_was_quoted_stands_in_quotation_marks_and_a_note_beside_it(client: Client) -> None:
    ProgressReportFactory(summary="In short.", official_wording="As printed.", note="A slip of the printer.")
    page = read(client, "/reports/")
    assert [quoted.text for quoted in page.root.iterfind(".//tbody//q")] == ["As printed."]
    assert page.rows[0][3] == "As printed. Note: A slip of the printer."


@pytest.mark.parametrize(("printed", "marked"), [("“Complete”", True), ("Complete", False)])
def test_what_is_printed_in_quotation_marks_gets_no_second_pair(client: Client, printed: str, marked: bool) -> None:
    ProgressReportFactory(official_wording=printed)
    (quoted,) = read(client, "/reports/").root.iterfind(".//tbody//q")
    assert ("app-quoted-text--marked" in quoted.get("class").split()) is marked


def test_a_row_that_reports_nothing_and_names_nobody_says_so(client: Client) -> None:
    ProgressReportFactory(commitment=None, organisation=None, self_rating=SelfRating.NOT_REPORTED)
    (row,) = read(client, "/reports/").rows
    assert row[0].startswith("A row without a number under Recommendation ")
    assert row[1].startswith("Nobody is named")
    assert row[2:] == ["Nothing reported The panel on the recommendation: not assessed", "No progress is given"]


@pytest.mark.parametrize(
    "query",
    ["commitment=56", "recommendation=04", "organisation=cqc", "period=2014-09-30", "self_rating=complete", "q=pilots"],
)
def test_the_list_is_narrowed_by_the_address(client: Client, report: ProgressReport, query: str) -> None:
    page = read(client, f"/reports/?{query}")
    assert len(page.rows) == 1
    assert page.rows[0][0].startswith("Commitment 56 ")
    assert "1 progress report" in page.text


def test_what_was_looked_for_is_marked(client: Client, report: ProgressReport) -> None:
    page = read(client, "/reports/?q=pilots")
    assert [mark.text for mark in page.root.iterfind(".//tbody//mark")] == ["pilot"]


def test_each_choice_says_how_many_reports_it_would_leave(client: Client, report: ProgressReport) -> None:
    options = {words_of(option) for option in read(client, "/reports/").root.iterfind(".//main//option")}
    assert {"Complete (1)", "Stopped (0)", "Position at 30 September 2014 (1)"} <= options
    assert "Recommendation 4: Explaining (1)" in options
    assert "Commitment 56 (1)" in options


def test_the_latest_period_comes_first_in_the_order_of_the_source(client: Client) -> None:
    older, newer = PeriodFactory(), PeriodFactory()
    for period, number, position in ((older, 1002, 2), (older, 1001, 1), (newer, 1003, 9)):
        ProgressReportFactory(period=period, commitment=CommitmentFactory(number=number), position=position)
    for query, numbers in (("", [1003, 1001, 1002]), ("?sort=commitment", [1001, 1002, 1003])):
        rows = read(client, f"/reports/{query}").rows
        assert [row[0].split()[1] for row in rows] == [str(number) for number in numbers]


def test_it_names_its_files_and_the_api(client: Client) -> None:
    links = read(client, "/reports/").root.iterfind(".//head/link[@rel='alternate']")
    twins = {link.get("type"): link.get("href") for link in links}
    assert twins["application/json"] == "/api/v1/progress-reports/"
    assert twins["text/csv"] == "?format=csv"


@pytest.mark.parametrize("state", [state for state in ProgressReport.State if state != ProgressReport.State.ACCEPTED])
def test_what_is_not_published_is_neither_shown_nor_counted(client: Client, state: str) -> None:
    ProgressReportFactory(state=state, summary="Not for anybody yet")
    ProgressReportFactory(period=PeriodFactory(open_=True), summary="Not for anybody yet")
    page = read(client, "/reports/")
    assert page.rows == []
    assert "(1)" not in page.text
    assert b"Not for anybody" not in client.get("/reports/?format=csv").getvalue()
    read(client, f"/reports/?period={Period.objects.exclude(state='published').get().slug}", status=400)


@pytest.mark.parametrize("number", [1, 60])
@pytest.mark.parametrize(
    "query", ["", "?commitment=56&recommendation=4&organisation=cqc&period=2014-09-30&self_rating=complete&q=pilot"]
)
def test_it_costs_the_same_for_few_and_many(
    client: Client, report: ProgressReport, django_assert_num_queries: DjangoAssertNumQueries, number: int, query: str
) -> None:
    ProgressReportFactory.create_batch(number, period=report.period)
    with django_assert_num_queries(6):
        read(client, f"/reports/{query}")


def test_the_list_tells_what_the_panel_concluded_on_the_recommendation_in_the_same_period(client: Client) -> None:
    report = ProgressReportFactory()
    here = {"recommendation": report.recommendation}
    AssessmentFactory(period=report.period, rating=Rating.AMBER_RED, conclusion="Slow", **here)
    AssessmentFactory(rating=Rating.GREEN, **here)
    AssessmentFactory(period=report.period, recommendation=None, rating=Rating.GREEN)
    unassessed = ProgressReportFactory(period=report.period)
    introduction = ProgressReportFactory(period=report.period, recommendation=None)
    page = read(client, "/reports/")
    assert [row[2].partition(" The panel on the recommendation: ")[2] for row in page.rows] == [
        "amber-red",
        "not assessed",
        "",
    ]
    lines = client.get("/reports/?format=csv").getvalue().decode("utf-8-sig").splitlines()
    told = {row["id"]: (row["rating"], row["conclusion"]) for row in csv.DictReader(lines)}
    assert told == {
        str(report.public_id): ("amber_red", "Slow"),
        str(unassessed.public_id): ("not_assessed", ""),
        str(introduction.public_id): ("", ""),
    }
