import datetime

import pytest
from django.test import Client

from recommendations.models import Rating, SelfRating
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
)
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_the_list_has_the_published_periods_the_latest_first(client: Client) -> None:
    PeriodFactory(position_date=datetime.date(2014, 9, 30))
    PeriodFactory(position_date=datetime.date(2015, 3, 31))
    PeriodFactory(position_date=datetime.date(2015, 9, 30), open_=True)
    text = read(client, "/periods/").text
    assert "2 published periods" in text
    assert text.index("Position at 31 March 2015") < text.index("Position at 30 September 2014")
    assert "30 September 2015" not in text


def test_a_period_gives_every_conclusion_and_its_rating(client: Client) -> None:
    period = PeriodFactory()
    AssessmentFactory(
        period=period, recommendation__number=2, recommendation__title="Two", rating=Rating.RED, conclusion="Bad"
    )
    AssessmentFactory(period=period, recommendation=None, conclusion="Should be better")
    page = read(client, period.get_absolute_url())
    assert page.rows == [["2. Two", "Red", "Bad"]]
    assert "Should be better" in page.section("overall")
    assert page.links[f"/recommendations/?rating=red&period={period.slug}"] == "1 Red"


def test_a_period_lists_the_rows_that_report_nothing(client: Client) -> None:
    period = PeriodFactory()
    ProgressReportFactory(period=period)
    ProgressReportFactory(
        period=period,
        self_rating=SelfRating.NOT_REPORTED,
        commitment__number=71,
        organisation=None,
        recommendation=None,
    )
    section = read(client, period.get_absolute_url()).section("silence")
    assert "Of 2 rows in this period, 1 row reports nothing. Commitment 71, nobody named, under Introduction" in section


def test_a_period_names_the_leads_that_never_report(client: Client) -> None:
    report = ProgressReportFactory(organisation__name="Speaking")
    silent = OrganisationFactory(name="Silent", kind="collective")
    report.commitment.lead_organisations.set([report.organisation])
    CommitmentFactory().lead_organisations.set([silent])
    section = read(client, report.period.get_absolute_url()).section("silence")
    assert "Silent (a collective)" in section
    assert "Speaking" not in section


@pytest.mark.parametrize("slug", ["2013-09-30", "2014-13-45", "20140930", "september"])
def test_a_period_that_is_not_there_is_not_found(client: Client, slug: str) -> None:
    PeriodFactory(position_date=datetime.date(2014, 9, 30))
    read(client, f"/periods/{slug}/", status=404)
