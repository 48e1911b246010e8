"""What is not published is neither found nor counted, nor does it move what is."""

import datetime

import pytest

from recommendations.models import AdditionalInformation, Assessment, ProgressReport
from recommendations.search import Asked, Found
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    CommitmentFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)
from tests.private import at_the_desk, evidence_of, with_answers
from tests.publishing import publish_past_all_rules

pytestmark = pytest.mark.django_db

WORDS = Asked.of("xylophonist")


@pytest.fixture
def unpublished() -> None:
    """The words in each text that can be unpublished, for each reason."""
    open_ = PeriodFactory(open_=True, note="Xylophonist", position_date=datetime.date(9999, 9, 30))
    recommendation, commitment = RecommendationFactory(), CommitmentFactory()
    for state in ProgressReport.State:
        period = open_ if state == ProgressReport.State.ACCEPTED else PeriodFactory()
        report = ProgressReportFactory(
            period=period,
            state=state,
            commitment=commitment,
            recommendation=recommendation,
            **with_answers("Xylophonist"),
        )
        evidence_of(report, "Xylophonist")
        at_the_desk(report, "Xylophonist")
    for stage in Assessment.State:
        period = open_ if stage == Assessment.State.PUBLISHED else PeriodFactory()
        AssessmentFactory(period=period, state=stage, conclusion="Xylophonist", recommendation=recommendation)
    AdditionalInformationFactory(period=open_, summary="Xylophonist")


@pytest.mark.usefixtures("unpublished")
def test_nothing_of_it_is_found_or_counted() -> None:
    found = Found(WORDS)
    assert (found.counts, found[0:25]) == ({}, [])


def test_what_stands_behind_a_published_report_is_not_found() -> None:
    at_the_desk(ProgressReportFactory(), "Xylophonist")
    assert Found(WORDS).counts == {}


@pytest.mark.parametrize("field", ["official_wording", "done", "next_steps", "nil_reason"])
def test_every_answer_of_a_published_report_is_found(field: str) -> None:
    rating = "not_reported" if field == "nil_reason" else "complete"
    ProgressReportFactory(self_rating=rating, **{field: "Our xylophonist left."})
    (result,) = Found(WORDS)[0:1]
    assert "xylophonist" in result.headline
    assert Found(WORDS).counts == {"progress-report": 1}


@pytest.mark.usefixtures("unpublished")
def test_an_open_period_is_not_found_by_its_date() -> None:
    assert Found(Asked.of("September 9999")).counts == {}


@pytest.mark.usefixtures("unpublished")
def test_it_does_not_change_what_is_shown_of_others() -> None:
    commitment = ProgressReport.objects.get(state="draft").commitment
    assert commitment
    assert [result.status for result in Found(Asked.of(f"c{commitment.number}"))[0:1]] == ["not_reported"]


@pytest.mark.usefixtures("unpublished")
def test_all_of_it_is_found_once_it_is_published() -> None:
    publish_past_all_rules()
    ProgressReport.objects.update(state=ProgressReport.State.ACCEPTED)
    Assessment.objects.update(state=Assessment.State.PUBLISHED)
    assert Found(WORDS).counts == {
        "assessment": Assessment.objects.count(),
        "progress-report": ProgressReport.objects.count(),
        "additional-information": AdditionalInformation.objects.count(),
        "period": 1,
    }
