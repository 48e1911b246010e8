import pytest
from django.test import Client

from recommendations.models import Assessment, Rating, SelfRating
from recommendations.public.presenters.heat_map import CODES
from recommendations.public.presenters.positions import MOST_PERIODS
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_the_overview_counts_recommendations_by_rating(client: Client) -> None:
    period = PeriodFactory()
    for rating in (Rating.GREEN, Rating.AMBER, Rating.AMBER):
        AssessmentFactory(period=period, rating=rating)
    page = read(client, "/")
    assert page.links["/recommendations/?rating=amber"] == "2 Amber"
    assert page.links["/recommendations/?rating=green"] == "1 Green"
    assert page.links["/recommendations/?rating=red"] == "0 Red"


def test_the_overview_says_on_how_many_progress_is_good(client: Client) -> None:
    period = PeriodFactory()
    for rating in (Rating.GREEN, Rating.AMBER_GREEN, Rating.AMBER):
        AssessmentFactory(period=period, rating=rating)
    page = read(client, "/")
    assert page.links["/recommendations/?progress=good"] == "good progress on 2 of 3 recommendations"
    assert len(read(client, "/recommendations/?progress=good").rows) == 2


def test_every_count_of_the_overview_is_that_of_the_list_to_which_it_leads(client: Client) -> None:
    RecommendationFactory()
    older, newer = PeriodFactory(), PeriodFactory()
    for then, now in [(Rating.RED, Rating.AMBER), (Rating.RED, Rating.GREEN), (Rating.AMBER, Rating.AMBER_RED)]:
        recommendation = AssessmentFactory(period=older, rating=then).recommendation
        AssessmentFactory(period=newer, rating=now, recommendation=recommendation)
    page = read(client, "/")
    counted = {
        address: words for address, words in page.links.items() if "?rating=" in address or "?movement=" in address
    }
    assert len(counted) == 6 + 4
    for address, words in counted.items():
        assert len(read(client, address).rows) == int(words.split()[0])


def test_the_overview_quotes_the_overall_conclusion_and_says_where_its_rating_is_from(client: Client) -> None:
    AssessmentFactory(
        recommendation=None, conclusion="Much to do", rating=Rating.RED, rating_basis="derived_from_words"
    )
    page = read(client, "/")
    assert "Much to do Red The panel’s conclusion on the system overall. Read from the panel’s words" in page.text


def test_the_overview_is_of_the_latest_published_period(client: Client) -> None:
    earlier, later, unpublished = PeriodFactory(), PeriodFactory(), PeriodFactory(open_=True)
    page = read(client, "/")
    assert later.get_absolute_url() in page.links
    assert page.section("position").startswith(later.label)
    assert earlier.label not in page.section("position")
    assert unpublished.get_absolute_url() not in page.links


def test_the_overview_counts_commitments_by_status(client: Client) -> None:
    ProgressReportFactory(self_rating=SelfRating.COMPLETE)
    CommitmentFactory()
    page = read(client, "/")
    assert page.links["/commitments/?status=complete"] == "1 Complete"
    assert page.links["/commitments/?status=not_reported"] == "1 Nothing reported"


def test_the_overview_says_when_nothing_is_published(client: Client) -> None:
    PeriodFactory(open_=True)
    assert "No period has been published yet" in read(client, "/").text


def test_the_overview_tells_what_changed_since_the_period_before(client: Client) -> None:
    oldest, older, newer = PeriodFactory(), PeriodFactory(), PeriodFactory()
    recommendation = RecommendationFactory(number=7, title="Explaining")
    for period, rating in ((oldest, Rating.GREEN), (older, Rating.AMBER), (newer, Rating.AMBER_GREEN)):
        AssessmentFactory(recommendation=recommendation, period=period, rating=rating)
    page = read(client, "/")
    assert page.links["/recommendations/?movement=better"] == "1 better than before"
    assert page.links["/recommendations/?movement=worse"] == "0 worse than before"
    assert page.links[older.get_absolute_url()]
    assert "Better than before 7. Explaining: from Amber to Amber-green Worse than before None" in page.section("moved")


def test_the_overview_says_that_the_first_period_has_nothing_before_it(client: Client) -> None:
    AssessmentFactory(period=PeriodFactory())
    PeriodFactory(open_=True)
    page = read(client, "/")
    assert "This is the first position that is published here" in page.section("changed")
    assert not any("movement=" in address for address in page.links)


def test_the_overview_names_some_of_those_who_have_not_reported_and_counts_all(client: Client) -> None:
    report = ProgressReportFactory(organisation__name="A Speaker")
    report.commitment.lead_organisations.set([report.organisation])
    silent = [OrganisationFactory(name=f"Silent {number}") for number in range(7)]
    CommitmentFactory().lead_organisations.set(silent)
    page = read(client, "/")
    assert page.links["/commitments/?status=not_reported"] in (
        "Nothing is reported on 1 of 2 commitments and expectations",
        "1 Nothing reported",
    )
    assert page.links[f"{report.period.get_absolute_url()}#silence"] == "No report from 7 bodies"
    told = page.section("silence")
    assert "No report from 7 bodies: Silent 0, Silent 1, Silent 2, Silent 3, Silent 4 and 2 more." in told
    assert "A Speaker" not in told


def test_the_overview_names_bodies_before_collectives_and_empty_rows_before_none(client: Client) -> None:
    report = ProgressReportFactory(organisation__name="Wordless", self_rating=SelfRating.NOT_REPORTED)
    absent = [OrganisationFactory(name="Absent"), OrganisationFactory(name="All", kind="collective")]
    report.commitment.lead_organisations.set([report.organisation, *absent])
    assert (
        read(client, "/")
        .section("silence")
        .endswith(
            "Nothing reported by 1 body: Wordless. No report from 1 body: Absent. No report from 1 collective: All."
        )
    )


def test_the_overview_says_when_everybody_has_reported(client: Client) -> None:
    report = ProgressReportFactory()
    report.commitment.lead_organisations.set([report.organisation])
    assert "Everybody asked by name or as a member on record has reported." in read(client, "/").section("silence")


def test_the_heat_map_has_a_cell_for_every_recommendation_and_period_the_latest_first(client: Client) -> None:
    older, newer = PeriodFactory(), PeriodFactory()
    recommendation = RecommendationFactory(number=7, title="Explaining")
    AssessmentFactory(recommendation=recommendation, period=older, rating=Rating.AMBER_RED)
    AssessmentFactory(recommendation=recommendation, period=newer, rating=Rating.GREEN)
    AssessmentFactory(recommendation=None, period=newer, rating=Rating.RED)
    page = read(client, "/")
    assert page.rows == [
        ["7. Explaining", "G Green", "AR Amber-red"],
        ["The system overall", "R Red", "– Not assessed"],
    ]
    assert page.links[f"/recommendations/7/#position-{older.slug}"] == "AR Amber-red"
    assert page.links[f"{newer.get_absolute_url()}#overall"] == "R Red"


def test_the_heat_map_shows_nothing_that_is_not_published(client: Client) -> None:
    draft = AssessmentFactory(state=Assessment.State.DRAFT, rating=Rating.RED)
    AssessmentFactory(recommendation=draft.recommendation, period=PeriodFactory(open_=True), rating=Rating.GREEN)
    assert [row[1:] for row in read(client, "/").rows] == [["– Not assessed"]] * 2


def test_the_heat_map_shows_as_many_periods_as_there_is_room_for(client: Client) -> None:
    periods = PeriodFactory.create_batch(MOST_PERIODS + 1)
    AssessmentFactory(period=periods[0], rating=Rating.RED)
    page = read(client, "/")
    assert {len(row) for row in page.rows} == {1 + MOST_PERIODS}
    assert periods[0].get_absolute_url() not in page.links
    assert f"The latest {MOST_PERIODS} positions are shown" in page.section("heat-map")


def test_the_legend_has_every_code_with_its_word_and_no_code_stands_for_two(client: Client) -> None:
    PeriodFactory()
    section = read(client, "/").section("heat-map")
    assert len(set(CODES.values())) == len(Rating)
    for rating in Rating:
        assert f"{CODES[rating]} {rating.label}" in section


@pytest.mark.usefixtures("record")
def test_the_overview_of_the_record_gives_the_panels_headline(client: Client) -> None:
    assert "good progress on 6 of 26 recommendations" in read(client, "/").text
