import pytest
from django.test import Client

from recommendations.models import Rating, SelfRating
from tests.factories import AssessmentFactory, CommitmentFactory, PeriodFactory, ProgressReportFactory
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
    assert "good progress on 2 of 3 recommendations" in read(client, "/").text


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
    assert earlier.get_absolute_url() not in page.links
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


@pytest.mark.usefixtures("record")
def test_the_overview_of_the_record_gives_the_panels_headline(client: Client) -> None:
    assert "good progress on 6 of 26 recommendations" in read(client, "/").text
