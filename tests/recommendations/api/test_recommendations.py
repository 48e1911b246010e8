"""The resource of the 26 recommendations."""

import pytest
from django.test import Client

from recommendations.models import Assessment, Rating, Sufficiency
from tests.caldicott.api.reading import listed, one, refused, values
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


def test_a_recommendation_tells_what_the_contract_names() -> None:
    recommendation = RecommendationFactory(
        number=7,
        title="Duty to share",
        summary="In short.",
        sufficiency=Sufficiency.DELIVERS,
        gap_comments="It would do.",
        source="Annex 1",
    )
    for number in (63, 37):
        MappingFactory(recommendation=recommendation, commitment=CommitmentFactory(number=number))

    assert one("recommendations", 7) == {
        "url": "http://testserver/api/v1/recommendations/7/",
        "html_url": "http://testserver/recommendations/7/",
        "number": 7,
        "title": "Duty to share",
        "summary": "In short.",
        "statement": None,
        "footnotes": [],
        "commitments": [37, 63],
        "sufficiency": "delivers",
        "gap_comments": "It would do.",
        "lead_organisations": [],
        "rating": "not_assessed",
        "rating_before": "not_assessed",
        "movement": "nothing_before",
        "conclusion": "",
        "latest_assessment": None,
        "source": "Annex 1",
    }


def test_the_statement_is_the_official_wording_exactly() -> None:
    RecommendationFactory(number=7, official_wording="  “Words”,\n\nas <b>printed</b>. ", footnotes=["A note."])

    told = one("recommendations", 7)

    assert told["statement"] == "  “Words”,\n\nas <b>printed</b>. "
    assert told["footnotes"] == ["A note."]


def test_a_commitment_that_only_annex_1_shows_does_not_belong() -> None:
    MappingFactory(recommendation__number=25, commitment__number=70, in_table_b=False)

    assert one("recommendations", 25)["commitments"] == []


def test_the_latest_assessment_is_that_of_the_latest_published_period() -> None:
    recommendation = RecommendationFactory(number=1)
    older, newer, coming = PeriodFactory(), PeriodFactory(), PeriodFactory(open_=True)
    AssessmentFactory(recommendation=recommendation, period=older, conclusion="Slow", rating=Rating.AMBER_RED)
    AssessmentFactory(recommendation=recommendation, period=newer, conclusion="Good progress", rating=Rating.GREEN)
    AssessmentFactory(recommendation=recommendation, period=coming, conclusion="Secret", rating=Rating.RED)

    assert one("recommendations", 1)["latest_assessment"] == {
        "period": newer.slug,
        "conclusion": "Good progress",
        "rating": "green",
        "rating_basis": "given_by_panel",
    }


def test_a_rating_is_that_of_the_latest_published_period_unless_another_is_named() -> None:
    older, newer = PeriodFactory(), PeriodFactory()
    for number, then, now in ((1, Rating.RED, Rating.GREEN), (2, Rating.GREEN, Rating.RED)):
        recommendation = RecommendationFactory(number=number)
        AssessmentFactory(recommendation=recommendation, period=older, rating=then, conclusion=f"{then} then")
        AssessmentFactory(recommendation=recommendation, period=newer, rating=now, conclusion=f"{now} now")

    assert values("recommendations", "number", rating="green") == [1]
    assert values("recommendations", "number", rating="green", period=older.slug) == [2]
    assert values("recommendations", "rating") == ["green", "red"]
    assert values("recommendations", "conclusion") == ["green now", "red now"]
    assert values("recommendations", "rating", period=older.slug) == ["red", "green"]
    assert values("recommendations", "conclusion", period=older.slug) == ["red then", "green then"]


def test_a_movement_is_between_the_two_latest_published_periods() -> None:
    older, newer, coming = PeriodFactory(), PeriodFactory(), PeriodFactory(open_=True)
    recommendation = RecommendationFactory(number=1)
    for period, rating in ((older, Rating.AMBER), (newer, Rating.GREEN), (coming, Rating.RED)):
        AssessmentFactory(recommendation=recommendation, period=period, rating=rating)

    told = one("recommendations", 1)

    assert (told["rating_before"], told["rating"], told["movement"]) == ("amber", "green", "better")
    assert values("recommendations", "movement", movement="better") == ["better"]


def test_a_recommendation_without_a_published_assessment_is_not_assessed() -> None:
    period = PeriodFactory()
    AssessmentFactory(recommendation__number=1, period=period)
    AssessmentFactory(recommendation__number=2, period=period, rating=Rating.NOT_ASSESSED)
    AssessmentFactory(recommendation__number=3, period=period, state=Assessment.State.DRAFT)

    assert values("recommendations", "number", rating="not_assessed") == [2, 3]


def test_good_progress_is_good_with_or_without_a_qualification() -> None:
    older, newer = PeriodFactory(), PeriodFactory()
    for number, rating in enumerate((Rating.GREEN, Rating.AMBER_GREEN, Rating.AMBER), 1):
        AssessmentFactory(recommendation__number=number, period=newer, rating=rating)
    AssessmentFactory(recommendation_id=3, period=older, rating=Rating.GREEN)

    assert values("recommendations", "number", progress="good") == [1, 2]
    assert values("recommendations", "number", progress="good", period=older.slug) == [3]


def test_a_movement_in_a_period_counts_what_was_not_assessed_in_it() -> None:
    older, newer = PeriodFactory(), PeriodFactory()
    better = AssessmentFactory(recommendation__number=1, period=older, rating=Rating.RED).recommendation
    AssessmentFactory(recommendation=better, period=newer, rating=Rating.AMBER)
    AssessmentFactory(recommendation__number=2, period=older)

    assert values("recommendations", "number", movement="better", period=newer.slug) == [1]
    assert values("recommendations", "number", movement="nothing_before", period=newer.slug) == [2]


def test_a_period_leaves_none_out_as_each_has_a_rating_in_it(client: Client) -> None:
    period = PeriodFactory()
    AssessmentFactory(recommendation__number=1, period=period, rating=Rating.RED)
    AssessmentFactory(recommendation__number=2)

    assert values("recommendations", "number", period=period.slug) == [1, 2]
    assert values("recommendations", "rating", period=period.slug) == ["red", "not_assessed"]
    table = client.get(f"/recommendations/?period={period.slug}&format=csv").getvalue().decode()
    assert len(table.splitlines()) == 1 + 2, "the page's table has the same rows"


def test_sufficiency_narrows_the_list() -> None:
    RecommendationFactory(number=1, sufficiency=Sufficiency.DELIVERS)
    RecommendationFactory(number=2, sufficiency=Sufficiency.ASSISTS)

    assert values("recommendations", "number", sufficiency="delivers") == [1]


def test_an_organisation_lists_each_recommendation_with_a_commitment_it_leads_once() -> None:
    leader = OrganisationFactory(slug="dh")
    recommendation = RecommendationFactory(number=6)
    for number in (12, 13):
        mapping = MappingFactory(recommendation=recommendation, commitment__number=number)
        mapping.commitment.lead_organisations.add(leader)
    elsewhere = MappingFactory(recommendation__number=25, in_table_b=False)
    elsewhere.commitment.lead_organisations.add(leader)
    MappingFactory(recommendation__number=7)

    assert listed("recommendations", organisation="dh")["count"] == 1
    assert values("recommendations", "number", organisation="dh") == [6]
    assert values("recommendations", "lead_organisations") == [["dh"], [], []]


def test_search_finds_words_in_title_summary_statement_and_comments() -> None:
    RecommendationFactory(number=1, title="Audit trail")
    RecommendationFactory(number=2, summary="An audit of the trail")
    RecommendationFactory(number=3, official_wording="Audit every trail")
    RecommendationFactory(number=4, gap_comments="No audit of a trail")
    RecommendationFactory(number=5, title="Audit")

    assert values("recommendations", "number", search="audit trail") == [1, 2, 3, 4]
    assert values("recommendations", "number", search='"audit trail"') == [1]


def test_the_list_is_by_number_and_can_be_ordered_otherwise() -> None:
    RecommendationFactory(number=2, title="A", sufficiency=Sufficiency.DELIVERS)
    RecommendationFactory(number=3, title="B", sufficiency=Sufficiency.ASSISTS)
    RecommendationFactory(number=1, title="C", sufficiency=Sufficiency.DELIVERS)

    assert values("recommendations", "number") == [1, 2, 3]
    assert values("recommendations", "number", ordering="-title") == [1, 3, 2]
    assert values("recommendations", "number", ordering="sufficiency,-number") == [3, 2, 1]


@pytest.mark.parametrize(
    ("parameter", "value", "allowed"),
    [
        ("rating", "blue", "amber_green"),
        ("sufficiency", "enough", "not_sufficient"),
        ("organisation", "nobody", "dh"),
        ("period", "2015-09-30", "2014-09-30"),
        ("period", "September", "2014-09-30"),
        ("ordering", "summary", "title"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_name(parameter: str, value: str, allowed: str) -> None:
    CommitmentFactory().lead_organisations.set([OrganisationFactory(slug="dh")])
    PeriodFactory(position_date="2014-09-30")

    problems = refused("recommendations", **{parameter: value})

    assert list(problems) == [parameter]
    assert allowed in problems[parameter][0]
