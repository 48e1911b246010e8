"""What a list of periods tells of each: its neighbours, its headline, the assessment of the system overall."""

import pytest

from recommendations.models import Assessment, Period, ProgressReport, Rating, Recommendation, SelfRating
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


def test_the_neighbours_of_a_period_are_published() -> None:
    first, second = PeriodFactory(), PeriodFactory()
    PeriodFactory(open_=True)
    third = PeriodFactory()
    neighbours = Period.objects.published().with_neighbours().order_by("position_date")
    assert [(period.date_before, period.date_after) for period in neighbours] == [
        (None, second.position_date),
        (first.position_date, third.position_date),
        (second.position_date, None),
    ]


def test_the_headline_counts_what_is_published_in_the_period() -> None:
    period = PeriodFactory()
    for rating in (Rating.GREEN, Rating.AMBER_GREEN, Rating.AMBER):
        AssessmentFactory(period=period, rating=rating)
    AssessmentFactory(period=period, recommendation=None, rating=Rating.GREEN)
    told = ProgressReportFactory(period=period, recommendation=None)
    ProgressReportFactory(period=period, recommendation=None, commitment=told.commitment)
    ProgressReportFactory(period=period, recommendation=None, self_rating=SelfRating.NOT_REPORTED)
    CommitmentFactory()
    RecommendationFactory()
    # None of these is in the headline.
    AssessmentFactory(period=period, rating=Rating.GREEN, state=Assessment.State.AGREED)
    AssessmentFactory(recommendation_id=period.assessments.exclude(recommendation=None).first().recommendation_id)
    ProgressReportFactory(period=period, commitment=told.commitment, state=ProgressReport.State.SUBMITTED)
    ProgressReportFactory(commitment=told.commitment)

    found = Period.objects.with_figures().get(pk=period.pk)

    assert (found.good_progress, found.recommendations) == (2, Recommendation.objects.count())
    assert (found.reports, found.nil_returns) == (2, 1)
    assert (found.untold, found.commitments) == (2, 3)


def test_a_period_without_rows_has_noughts() -> None:
    PeriodFactory()
    found = Period.objects.with_figures().get()
    assert [found.good_progress, found.recommendations, found.reports, found.nil_returns] == [0] * 4
    assert [found.commitments, found.untold] == [0, 0]


def test_the_assessment_of_the_system_overall_is_the_published_one() -> None:
    overall = AssessmentFactory(recommendation=None)
    AssessmentFactory(period=overall.period)
    draft = AssessmentFactory(recommendation=None, state=Assessment.State.DRAFT)
    found = {period: period.overall for period in Period.objects.with_overall()}
    assert found == {overall.period: [overall], draft.period: []}
