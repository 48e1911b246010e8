import pytest
from django.test import Client

from recommendations.models import Assessment, Rating, Sufficiency
from tests.factories import AssessmentFactory, MappingFactory, PeriodFactory, RecommendationFactory
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_recommendations_stand_under_the_three_answers_with_ratings_commitments_and_comments(client: Client) -> None:
    recommendation = RecommendationFactory(
        number=6, title="Six", sufficiency=Sufficiency.ASSISTS, gap_comments="Too weak."
    )
    AssessmentFactory(recommendation=recommendation, rating=Rating.RED)
    MappingFactory(recommendation=recommendation, commitment__number=12)
    MappingFactory(recommendation=recommendation, commitment__number=13, in_table_b=False)
    page = read(client, "/gap-analysis/")
    assert page.section("assists").startswith("Assists, but not sufficient alone: 1 ")
    assert ["6. Six", "Red", "12", "Too weak."] in page.rows
    assert page.section("delivers") == "Capable of delivering: 0 None"
    assert page.links["#assists"] == "1 Assists, but not sufficient alone"


def test_sufficiency_and_rating_are_counted_against_each_other(client: Client) -> None:
    period = PeriodFactory()
    for rating in (Rating.RED, Rating.RED, Rating.GREEN):
        AssessmentFactory(period=period, recommendation__sufficiency=Sufficiency.DELIVERS, rating=rating)
    page = read(client, "/gap-analysis/")
    cells = ["1 Green", "0 Amber-green", "0 Amber", "0 Amber-red", "2 Red", "3 in all"]
    assert ["Capable of delivering", *cells] in page.rows
    for rating in Rating:
        address = f"/recommendations/?sufficiency=delivers&rating={rating}"
        number = int(page.links[address].split()[0]) if address in page.links else 0
        assert len(read(client, address).rows) == number


def test_it_says_where_progress_is_good_on_promises_that_would_not_be_enough(client: Client) -> None:
    period = PeriodFactory()
    for number, (sufficiency, rating) in enumerate(
        [
            (Sufficiency.NOT_SUFFICIENT, Rating.GREEN),
            (Sufficiency.ASSISTS, Rating.AMBER_GREEN),
            (Sufficiency.DELIVERS, Rating.GREEN),
            (Sufficiency.ASSISTS, Rating.AMBER),
            (Sufficiency.DELIVERS, Rating.RED),
            (Sufficiency.DELIVERS, Rating.AMBER),
        ],
        1,
    ):
        AssessmentFactory(
            period=period,
            recommendation__number=number,
            recommendation__title="Title",
            recommendation__sufficiency=sufficiency,
            rating=rating,
        )
    section = read(client, "/gap-analysis/").section("cross")
    assert "On 2 of the 3 recommendations with good progress" in section
    assert "1. Title: Green; not sufficient 2. Title: Amber-green; assists, but not sufficient alone" in section
    assert "On 2 of the 3 recommendations that the commitments could deliver" in section
    assert "1 of them is rated red: 5. Title: Red 6. Title: Amber" in section


def test_it_says_where_nothing_parts(client: Client) -> None:
    AssessmentFactory(recommendation__sufficiency=Sufficiency.DELIVERS, rating=Rating.GREEN)
    section = read(client, "/gap-analysis/").section("cross")
    assert "no recommendation with good progress whose commitments would not be enough" in section
    assert "no recommendation that the commitments could deliver without good progress" in section


def test_only_the_latest_published_ratings_count(client: Client) -> None:
    older, newer = PeriodFactory(), PeriodFactory()
    recommendation = RecommendationFactory(sufficiency=Sufficiency.DELIVERS)
    AssessmentFactory(recommendation=recommendation, period=older, rating=Rating.GREEN)
    AssessmentFactory(recommendation=recommendation, period=newer, rating=Rating.RED, state=Assessment.State.AGREED)
    AssessmentFactory(recommendation=recommendation, period=PeriodFactory(open_=True), rating=Rating.AMBER)
    cells = ["0 Green", "0 Amber-green", "0 Amber", "0 Amber-red", "0 Red", "1 Not assessed", "1 in all"]
    assert ["Capable of delivering", *cells] in read(client, "/gap-analysis/").rows


@pytest.mark.usefixtures("record")
def test_the_answers_of_the_record_are_those_of_table_a(client: Client) -> None:
    page = read(client, "/gap-analysis/")
    assert page.section("not_sufficient").startswith("Not sufficient: 6 ")
    assert page.section("assists").startswith("Assists, but not sufficient alone: 13 ")
    assert page.section("delivers").startswith("Capable of delivering: 7 ")


@pytest.mark.usefixtures("record")
def test_the_record_tells_that_good_progress_is_mostly_on_promises_that_would_not_be_enough(client: Client) -> None:
    section = read(client, "/gap-analysis/").section("cross")
    assert "On 5 of the 6 recommendations with good progress" in section
    assert "On 6 of the 7 recommendations that the commitments could deliver" in section
    assert "none of them is rated red" in section
