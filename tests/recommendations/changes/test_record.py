"""What a publication changed: against the period before it, once, and in an order that a reader can go on from."""

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from recommendations.changes import record_changes
from recommendations.editions.numbering import number_what_is_new
from recommendations.models import Assessment, Change, Period, ProgressReport, Recommendation, SelfRating
from tests.factories import (
    AssessmentFactory,
    ChangeFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


def told_by(period: Period) -> int:
    """How many changes its first edition tells."""
    return record_changes(period.editions.get(number=1), before=None)


def changes_of(period: Period, kind: str) -> list[tuple[Any, ...]]:
    """What the period changed of a kind, in order: what it tells of, before and after."""
    if not period.changes.exists():
        told_by(period)
    columns = ("recommendation", "commitment", "organisation__slug", "before", "after")
    return list(period.changes.filter(kind=kind).order_by("pk").values_list(*columns))


def assessed(
    period: Period, number: int | None, rating: str = "amber", conclusion: str = "Slow", **more: object
) -> None:
    if number and not Recommendation.objects.filter(number=number).exists():
        RecommendationFactory(number=number)
    AssessmentFactory(
        period=period,
        recommendation=Recommendation.objects.get(number=number) if number else None,
        rating=rating,
        conclusion=conclusion,
        **more,
    )


def test_the_period_comes_first_then_the_conclusions_then_the_reports() -> None:
    period = PeriodFactory()
    ProgressReportFactory(period=period)
    AssessmentFactory(period=period)

    assert told_by(period) == 3
    told = list(period.changes.order_by("pk").values_list("kind", "before", "after"))
    assert told[0] == ("period", None, {"period": period.slug})
    assert [kind for kind, *_ in told] == ["period", "assessment", "self_rating"]


def test_the_first_assessment_has_nothing_before_it_and_the_system_overall_leads() -> None:
    period = PeriodFactory()
    for number in (8, None, 7):
        assessed(period, number, public_id=None)
    number_what_is_new(period)
    after = {"rating": "amber", "conclusion": "Slow"}
    assert changes_of(period, "assessment") == [(number, None, None, None, after) for number in (None, 7, 8)]


def test_an_assessment_is_told_where_its_rating_or_its_conclusion_differs_from_the_one_before() -> None:
    first, second = PeriodFactory(), PeriodFactory()
    for period, rating, words in ((first, "amber", "Slow"), (second, "green", "Quick")):
        assessed(period, 1)
        assessed(period, 2, rating=rating)
        assessed(period, 3, conclusion=words)
    assessed(first, 4)
    assessed(second, 5)
    slow, quick = ({"rating": "amber", "conclusion": words} for words in ("Slow", "Quick"))

    assert changes_of(second, "assessment") == [
        (2, None, None, slow, {"rating": "green", "conclusion": "Slow"}),
        (3, None, None, slow, quick),
        (5, None, None, None, slow),
        (4, None, None, slow, None),
    ]


ROWS: list[tuple[str | None, str | None, tuple[str | None, str | None] | None]] = [
    (None, "complete", (None, "complete")),
    (None, "not_reported", (None, "not_reported")),
    ("complete", "complete", None),
    ("in_progress", "complete", ("in_progress", "complete")),
    ("complete", "not_reported", ("complete", "not_reported")),
    ("not_reported", "complete", ("not_reported", "complete")),
    ("complete", None, ("complete", None)),
    ("not_reported", None, None),
]


@pytest.mark.parametrize(("then", "now", "told"), ROWS)
@pytest.mark.parametrize("nothing_named", [True, False])
def test_a_row_is_told_where_its_self_rating_differs(
    then: str | None, now: str | None, told: tuple[str | None, str | None] | None, nothing_named: bool
) -> None:
    row: dict[str, Any] = {
        "recommendation": RecommendationFactory(number=16),
        "commitment": None if nothing_named else CommitmentFactory(number=56),
        "organisation": None if nothing_named else OrganisationFactory(slug="cqc"),
    }
    first, second = PeriodFactory(), PeriodFactory()
    for period, self_rating in ((first, then), (second, now)):
        if self_rating:
            ProgressReportFactory(period=period, self_rating=self_rating, **row)

    names = (16, None, None) if nothing_named else (16, 56, "cqc")
    facts = [{"self_rating": each} if each else None for each in told or ()]
    assert changes_of(second, "self_rating") == ([(*names, *facts)] if told else [])


def test_the_period_before_is_the_latest_published_one_with_an_earlier_position() -> None:
    days = [datetime.date(2101, month, 1) for month in (1, 2, 3, 4)]
    oldest, before = (PeriodFactory(position_date=day) for day in days[:2])
    collected = PeriodFactory(position_date=days[2], open_=True)
    now = PeriodFactory(position_date=days[3])
    later = PeriodFactory()
    for period, rating in ((oldest, "red"), (before, "amber"), (collected, "red"), (now, "green"), (later, "red")):
        assessed(period, 1, rating=rating)

    ((*_, then, after),) = changes_of(now, "assessment")
    assert (then["rating"], after["rating"]) == ("amber", "green")


def test_what_is_not_published_is_compared_with_nothing() -> None:
    first, second = PeriodFactory(), PeriodFactory()
    for period in (first, second):
        AssessmentFactory(period=period, state=Assessment.State.AGREED)
        for state in (ProgressReport.State.DRAFT, ProgressReport.State.SUBMITTED, ProgressReport.State.RETURNED):
            ProgressReportFactory(period=period, state=state)
    assert told_by(second) == 1


def test_what_was_told_before_there_were_editions_gets_its_edition_and_is_told_once() -> None:
    period = PeriodFactory()
    AssessmentFactory(period=period)
    told = [ChangeFactory(period=period, edition=None).pk for _ in range(2)]
    assert told_by(period) == 0
    assert list(Change.objects.order_by("pk").values_list("pk", "edition__number")) == [(pk, 1) for pk in told]


def test_all_of_a_publication_has_one_moment() -> None:
    period = PeriodFactory()
    ProgressReportFactory.create_batch(3, period=period)
    told_by(period)
    assert len(set(Change.objects.values_list("at", flat=True))) == 1


def test_later_publications_have_higher_ids() -> None:
    first, second = PeriodFactory(), PeriodFactory()
    told_by(second)
    told_by(first)
    assert second.changes.latest("pk").pk < first.changes.earliest("pk").pk


@pytest.mark.parametrize("rows", [3, 60])
def test_it_takes_few_queries_however_many_rows_changed(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second = PeriodFactory(), PeriodFactory()
    for _ in range(rows):
        recommendation = AssessmentFactory(period=first).recommendation
        ProgressReportFactory(period=second, recommendation=recommendation)
    with django_assert_num_queries(10):
        told_by(second)


VALUES = st.dictionaries(
    st.tuples(st.integers(1, 3), st.integers(1, 3)), st.sampled_from([each.value for each in SelfRating]), max_size=9
)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(VALUES, VALUES)
def test_whoever_follows_the_changes_knows_what_is_reported(
    then: dict[tuple[int, int], str], now: dict[tuple[int, int], str]
) -> None:
    first, second = PeriodFactory(), PeriodFactory()
    recommendations = RecommendationFactory.create_batch(3)
    commitments = CommitmentFactory.create_batch(3)
    for period, rows in ((first, then), (second, now)):
        for (a, b), self_rating in rows.items():
            ProgressReportFactory(
                period=period,
                recommendation=recommendations[a - 1],
                commitment=commitments[b - 1],
                organisation=None,
                self_rating=self_rating,
            )
    told_by(second)

    known = {(recommendations[a - 1].pk, commitments[b - 1].pk): each for (a, b), each in then.items()}
    expected = {(recommendations[a - 1].pk, commitments[b - 1].pk): each for (a, b), each in now.items()}
    for change in second.changes.filter(kind=Change.Kind.SELF_RATING):
        key = (change.recommendation_id, change.commitment_id)
        assert (change.before or {}).get("self_rating") == known.get(key)
        known[key] = (change.after or {}).get("self_rating", "not_reported")

    silence = dict.fromkeys({*known, *expected}, "not_reported")
    assert silence | known == silence | expected
