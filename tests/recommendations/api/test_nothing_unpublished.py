"""What is not published leaves by no way: not in a list, a count, a filter, a search, an order or an address."""

import pytest
from django.db.models import Model
from django.test import Client

from recommendations.models import Assessment, Period, ProgressReport, Rating, SelfRating
from tests.caldicott.api.reading import FILTERS, listed, one, refused
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)
from tests.private import at_the_desk, date_moved, evidence_of, reminded, with_answers

pytestmark = pytest.mark.django_db

HIDDEN_TEXT = "quokka"


def unpublished_period(state: str) -> Period:
    return PeriodFactory(open_=True, state=state)


@pytest.fixture
def hidden() -> list[tuple[str, Model]]:
    """What nobody may see yet, each with its resource: all of it tells of recommendation 1 and commitment 1."""
    recommendation = RecommendationFactory(number=1)
    commitment = MappingFactory(commitment__number=1, recommendation=recommendation).commitment
    published = PeriodFactory()
    rows: list[tuple[str, Model]] = [
        (
            "progress-reports",
            ProgressReportFactory(
                period=published,
                recommendation=recommendation,
                commitment=commitment,
                state=state,
                self_rating=SelfRating.STOPPED,
                summary=HIDDEN_TEXT,
                **with_answers(HIDDEN_TEXT),
            ),
        )
        for state in (ProgressReport.State.DRAFT, ProgressReport.State.SUBMITTED, ProgressReport.State.RETURNED)
    ]
    rows.append(
        (
            "assessments",
            AssessmentFactory(
                period=published,
                recommendation=recommendation,
                state=Assessment.State.AGREED,
                rating=Rating.RED,
                conclusion=HIDDEN_TEXT,
            ),
        )
    )
    for state in (Period.State.PLANNED, Period.State.OPEN, Period.State.CLOSED):
        period = unpublished_period(state)
        about = {"period": period, "recommendation": recommendation, "summary": HIDDEN_TEXT}
        rows += [
            ("target-dates", date_moved(commitment, OrganisationFactory(), period, HIDDEN_TEXT)),
            ("progress-reports", ProgressReportFactory(commitment=commitment, self_rating="stopped", **about)),
            ("additional-information", AdditionalInformationFactory(**about)),
            ("assessments", AssessmentFactory(rating=Rating.RED, conclusion=HIDDEN_TEXT, **about)),
        ]
    for _, row in rows:
        if isinstance(row, ProgressReport):
            evidence_of(row, HIDDEN_TEXT)
            at_the_desk(row, HIDDEN_TEXT)
    return rows


@pytest.mark.parametrize("resource", ["progress-reports", "target-dates", "additional-information", "assessments"])
@pytest.mark.parametrize("query", [{}, {"recommendation": 1}, {"search": HIDDEN_TEXT}, {"ordering": "-period"}])
def test_no_list_shows_or_counts_it(hidden: list[tuple[str, Model]], resource: str, query: dict[str, object]) -> None:
    if resource == "target-dates" and "recommendation" in query:
        query = {"commitment": 1}
    assert listed(resource, **query) == {"count": 0, "next": None, "previous": None, "results": []}


def test_no_address_has_it(hidden: list[tuple[str, Model]]) -> None:
    for resource, row in hidden:
        assert Client().get(f"/api/v1/{resource}/{row.pk}/").status_code == 404


@pytest.mark.parametrize("resource", [resource for resource, filters in FILTERS.items() if "period" in filters])
def test_an_unpublished_period_is_as_unknown_as_one_that_does_not_exist(resource: str) -> None:
    period = unpublished_period(Period.State.OPEN)
    told = refused(resource, period=period.slug)
    period.delete()

    assert refused(resource, period=period.slug) == told


def test_a_commitment_tells_nothing_of_it(hidden: list[tuple[str, Model]]) -> None:
    told = one("commitments", 1)
    assert (told["status"], told["status_before"], told["change"]) == ("not_reported", None, "nothing_before")
    assert told["conclusions"] == [{"recommendation": 1, "rating": "not_assessed", "conclusion": ""}]
    assert told["ratings"] == ["not_assessed"]
    assert listed("commitments", status="stopped")["count"] == 0
    assert listed("commitments", rating="red")["count"] == 0


def test_a_report_tells_nothing_of_it(hidden: list[tuple[str, Model]]) -> None:
    about = {"period": Period.objects.get(state=Period.State.PUBLISHED), "recommendation_id": 1}
    told = one("progress-reports", ProgressReportFactory(**about).public_id)
    assert (told["rating"], told["conclusion"]) == ("not_assessed", "")
    assert {each.rating for each in ProgressReport.objects.with_conclusion()} == {"not_assessed", None}


def test_a_recommendation_tells_nothing_of_it(hidden: list[tuple[str, Model]]) -> None:
    told = one("recommendations", 1)
    assert told["latest_assessment"] is None
    assert (told["rating"], told["rating_before"], told["conclusion"]) == ("not_assessed", "not_assessed", "")
    assert told["movement"] == "nothing_before"
    assert listed("recommendations", rating="red")["count"] == 0
    assert listed("recommendations", search=HIDDEN_TEXT)["count"] == 0


@pytest.mark.parametrize("resource", FILTERS)
def test_what_stands_behind_a_published_report_is_in_no_answer(resource: str) -> None:
    report = ProgressReportFactory(**with_answers("For everybody."))
    evidence_of(report, "Public evidence")
    at_the_desk(report, HIDDEN_TEXT)
    reminded(report.organisation, report.period, HIDDEN_TEXT)
    told = Client().get(f"/api/v1/{resource}/").content.decode()
    assert HIDDEN_TEXT not in told
    assert ("Public evidence" in told) == (resource == "progress-reports")


def test_what_is_published_is_there() -> None:
    """The other tests would pass on an API that shows nothing at all."""
    ProgressReportFactory(summary=HIDDEN_TEXT)
    AdditionalInformationFactory(summary=HIDDEN_TEXT)
    AssessmentFactory(summary=HIDDEN_TEXT)

    for resource in ("progress-reports", "additional-information", "assessments"):
        assert listed(resource, search=HIDDEN_TEXT)["count"] == 1
