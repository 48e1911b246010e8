"""What stands in the way of publishing a period: each thing alone, and how many queries it takes to know."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.editions.obstacles import About, Obstacle, assessed, obstacles
from recommendations.models import Assessment, Period, ProgressReport, Recommendation
from tests import factories as f
from tests.returning import Desk, commitment_of

DRAFT = {"state": "draft", "agreed_by": None, "agreed_by_name": "", "agreed_at": None}

pytestmark = pytest.mark.django_db


def assess(period: Period, *recommendations: Recommendation | None, state: str = "agreed") -> None:
    for recommendation in recommendations:
        f.AssessmentFactory(period=period, recommendation=recommendation, state=state)


@pytest.fixture
def desk() -> Desk:
    """With a recommendation, a period that is closed, a report that is accepted, and all assessments agreed."""
    desk = Desk.make()
    desk.save()
    desk.submit()
    desk.accept()
    Period.objects.filter(pk=desk.period.pk).update(state="closed")
    desk.period.refresh_from_db()
    assess(desk.period, *Recommendation.objects.all(), None)
    return desk


def test_where_all_is_closed_decided_and_agreed_nothing_stands_in_the_way(desk: Desk) -> None:
    assert obstacles(desk.period) == []


@pytest.mark.parametrize(("state", "says"), [("planned", "is planned"), ("open", "is open")])
def test_a_period_that_is_not_closed(desk: Desk, state: str, says: str) -> None:
    desk.period.state = state
    (found,) = obstacles(desk.period)
    assert (found.about, found.count) == (About.PERIOD, 1)
    assert says in found.sentence


def test_a_period_that_is_published_already(desk: Desk) -> None:
    desk.period.state = "published"
    (found,) = obstacles(desk.period)
    assert "is published already" in found.sentence


def test_reports_that_are_submitted_and_not_decided_on(desk: Desk) -> None:
    ProgressReport.objects.update(state="submitted")
    assert obstacles(desk.period) == [
        Obstacle(About.REPORTS, desk.period, "1 report is submitted and not yet decided on.", 1),
    ]


@pytest.mark.parametrize("state", ["draft", "returned", "accepted"])
def test_a_report_that_nobody_waits_for_the_secretariat_with_does_not_stand_in_the_way(desk: Desk, state: str) -> None:
    ProgressReport.objects.update(state=state)
    assert obstacles(desk.period) == []


def test_reports_and_assessments_of_another_period_do_not_count(desk: Desk) -> None:
    other = f.PeriodFactory(open_=True, position_date=datetime.date(2080, 9, 30), state="closed")
    f.ProgressReportFactory(period=other, state="submitted")
    found = {each.about for each in obstacles(desk.period)}
    assert About.REPORTS not in found
    assert About.MISSING_ASSESSMENTS in {each.about for each in obstacles(other)}


def test_recommendations_without_an_assessment_are_named(desk: Desk) -> None:
    numbers = [f.RecommendationFactory().number for _ in range(2)]
    Assessment.objects.filter(recommendation=None).delete()
    names = [*map(str, numbers), "the system overall"]
    (found,) = obstacles(desk.period)
    assert found == Obstacle(
        About.MISSING_ASSESSMENTS,
        desk.period,
        f"Nothing is written yet on recommendations {numbers[0]}, {numbers[1]} and the system overall.",
        3,
        tuple(names),
    )


def test_assessments_that_are_drafts_still_are_named(desk: Desk) -> None:
    first = Recommendation.objects.first()
    Assessment.objects.filter(recommendation=first).update(**DRAFT)
    (found,) = obstacles(desk.period)
    assert (found.about, found.count) == (About.DRAFT_ASSESSMENTS, 1)
    assert f"the assessment of recommendation {first.number}." in found.sentence  # type: ignore[union-attr]


def test_the_system_overall_alone_is_named(desk: Desk) -> None:
    Assessment.objects.filter(recommendation=None).update(**DRAFT)
    (found,) = obstacles(desk.period)
    assert found.sentence == "Written and not yet agreed is the assessment of the system overall."


def test_every_recommendation_and_the_system_overall_stands_in_one_place(desk: Desk) -> None:
    f.RecommendationFactory()
    found = assessed(desk.period)
    assert found.count == Recommendation.objects.count() + 1
    assert (len(found.missing), len(found.draft)) == (1, 0)


def test_it_takes_four_queries_however_much_there_is(desk: Desk) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            obstacles(desk.period)
        return len(captured)

    few = queries()
    for _ in range(20):
        commitment: Any = commitment_of(desk.organisation)
        f.ProgressReportFactory(period=desk.period, commitment=commitment, state="submitted")
    assert (few, queries()) == (4, 4)


def test_an_earlier_period_that_is_collected_comes_first(desk: Desk) -> None:
    before = desk.period.position_date - datetime.timedelta(days=91)
    earlier = f.PeriodFactory(open_=True, position_date=before)
    (found,) = obstacles(desk.period)
    assert (found.about, found.period) == (About.EARLIER_PERIOD, earlier)
    assert found.sentence == f"{earlier} is not published yet. It comes first."
