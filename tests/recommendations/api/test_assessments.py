"""The resource of the panel's assessments."""

import datetime

import pytest

from recommendations.models import Rating, RatingBasis
from tests.caldicott.api.reading import one, refused, values
from tests.factories import AssessmentFactory, PeriodFactory

pytestmark = pytest.mark.django_db


def test_an_assessment_tells_what_the_contract_names() -> None:
    assessment = AssessmentFactory(
        period__position_date=datetime.date(2014, 9, 30),
        recommendation__number=3,
        summary="The panel is not content.",
        conclusion="Progress is very slow",
        rating=Rating.RED,
        rating_basis=RatingBasis.DERIVED_FROM_WORDS,
    )

    assert one("assessments", assessment.public_id) == {
        "url": f"http://testserver/api/v1/assessments/{assessment.public_id}/",
        "html_url": "http://testserver/recommendations/3/",
        "id": assessment.public_id,
        "recommendation": 3,
        "period": "2014-09-30",
        "narrative": "The panel is not content.",
        "wording": "summary",
        "footnotes": [],
        "conclusion": "Progress is very slow",
        "rating": "red",
        "rating_basis": "derived_from_words",
    }


def test_the_overall_assessment_has_no_recommendation_and_comes_last() -> None:
    period = PeriodFactory(position_date=datetime.date(2014, 9, 30))
    overall = AssessmentFactory(period=period, recommendation=None)
    AssessmentFactory(period=period, recommendation__number=26)

    assert values("assessments", "recommendation") == [26, None]
    assert values("assessments", "recommendation", ordering="-recommendation") == [26, None]
    assert one("assessments", overall.public_id)["html_url"] == "http://testserver/periods/2014-09-30/"


def test_each_filter_narrows_the_list() -> None:
    wanted = AssessmentFactory(
        recommendation__number=1, period__position_date=datetime.date(2014, 9, 30), rating=Rating.GREEN
    )
    AssessmentFactory()

    for name, value in {"recommendation": 1, "period": "2014-09-30", "rating": "green"}.items():
        assert values("assessments", "id", **{name: value}) == [wanted.public_id], name


def test_search_finds_words_of_narrative_and_conclusion() -> None:
    wanted = [
        AssessmentFactory(summary="Progress after a slow start"),
        AssessmentFactory(official_wording="Slow progress"),
        AssessmentFactory(conclusion="Progress is slow"),
    ]
    AssessmentFactory(conclusion="Good progress")

    assert set(values("assessments", "id", search="slow progress")) == {assessment.public_id for assessment in wanted}


@pytest.mark.parametrize("parameter", ["recommendation", "period", "rating"])
def test_a_value_that_does_not_exist_is_refused_by_name(parameter: str) -> None:
    assert list(refused("assessments", **{parameter: "999"})) == [parameter]
