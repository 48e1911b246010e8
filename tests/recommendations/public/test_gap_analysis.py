import pytest
from django.test import Client

from recommendations.models import Rating, Sufficiency
from tests.factories import AssessmentFactory, MappingFactory, RecommendationFactory
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_recommendations_stand_in_three_columns_with_their_ratings(client: Client) -> None:
    AssessmentFactory(
        recommendation__number=3,
        recommendation__title="Three",
        recommendation__sufficiency=Sufficiency.ASSISTS,
        rating=Rating.RED,
    )
    page = read(client, "/gap-analysis/")
    assert page.section("column-assists") == "Assists, but not sufficient alone: 1 3. Three Red"
    assert page.section("column-delivers") == "Capable of delivering: 0 None"


def test_sufficiency_and_rating_are_counted_against_each_other(client: Client) -> None:
    for rating in (Rating.RED, Rating.RED, Rating.GREEN):
        AssessmentFactory(recommendation__sufficiency=Sufficiency.DELIVERS, rating=rating)
    page = read(client, "/gap-analysis/")
    assert ["Capable of delivering", "1 Green", "0", "0", "0", "2 Red", "3"] in page.rows
    assert "/recommendations/?sufficiency=delivers&rating=red" in page.links


def test_a_recommendation_without_an_assessment_is_counted_as_such(client: Client) -> None:
    RecommendationFactory(sufficiency=Sufficiency.DELIVERS)
    assert ["Capable of delivering", "0", "0", "0", "0", "0", "1 Not assessed", "1"] in read(
        client, "/gap-analysis/"
    ).rows


def test_comments_stand_with_the_commitments_of_table_b(client: Client) -> None:
    recommendation = RecommendationFactory(number=6, title="Six", gap_comments="Too weak.")
    MappingFactory(recommendation=recommendation, commitment__number=12)
    MappingFactory(recommendation=recommendation, commitment__number=13, in_table_b=False)
    assert ["6. Six", "Assists, but not sufficient alone", "12", "Too weak."] in read(client, "/gap-analysis/").rows


@pytest.mark.usefixtures("record")
def test_the_columns_of_the_record_are_those_of_table_a(client: Client) -> None:
    page = read(client, "/gap-analysis/")
    assert page.section("column-not_sufficient").startswith("Not sufficient: 6 ")
    assert page.section("column-assists").startswith("Assists, but not sufficient alone: 13 ")
    assert page.section("column-delivers").startswith("Capable of delivering: 7 ")
