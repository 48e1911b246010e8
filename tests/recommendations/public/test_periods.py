import datetime

import pytest
from django.test import Client

from recommendations.models import Rating, SelfRating
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    CommitmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
)
from tests.pages import read, words_of

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
    assert page.links[f"/recommendations/?period={period.slug}&rating=red"] == "1 Red"


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


def test_a_period_gives_what_was_reported_and_added_under_the_introduction(client: Client) -> None:
    mapping = MappingFactory(recommendation=None, commitment__number=4, commitment__summary="Lead the way.")
    report = ProgressReportFactory(recommendation=None, commitment=mapping.commitment, summary="We lead.")
    here = {"period": report.period, "organisation__name": "A Speaker"}
    AdditionalInformationFactory(recommendation=None, summary="And another thing.", **here)
    AdditionalInformationFactory(summary="On a recommendation.", organisation__name="Another", period=report.period)
    ProgressReportFactory(period=report.period, summary="For a recommendation.")
    ProgressReportFactory(recommendation=None, commitment=mapping.commitment, summary="In another period.")

    section = read(client, report.period.get_absolute_url()).section("introduction")

    assert "Commitment 4" in section
    assert "Lead the way." in section
    assert "We lead." in section
    assert "A Speaker" in section
    assert "And another thing." in section
    for elsewhere in ("On a recommendation.", "For a recommendation.", "In another period."):
        assert elsewhere not in section


def test_of_very_many_reports_under_the_introduction_a_period_gives_the_first(client: Client) -> None:
    period = PeriodFactory()
    mapping = MappingFactory(recommendation=None)
    for _ in range(51):
        ProgressReportFactory(period=period, recommendation=None, commitment=mapping.commitment)
    section = read(client, period.get_absolute_url()).section("introduction")
    assert section.count("In progress") == 50
    assert "These are the first of 51 reports." in section
    assert "Each commitment’s own page has all of its reports." in section


@pytest.mark.usefixtures("record")
def test_the_record_shows_its_introduction(client: Client) -> None:
    page = read(client, "/periods/2014-09-30/")
    introduction = page.root.find(".//section[@aria-labelledby='introduction']")
    cards = [element for element in introduction.iter() if element.get("class") == "app-card"]
    shown = [words_of(card.find("h3")).split()[1] for card in cards]
    reports = [element for element in introduction.iter() if element.get("class") == "app-report"]
    assert shown == ["1", "2", "3", "4", "5", "31", "32", "33"]
    assert len(reports) == 8 + 3


@pytest.mark.parametrize("slug", ["2013-09-30", "2014-13-45", "20140930", "september"])
def test_a_period_that_is_not_there_is_not_found(client: Client, slug: str) -> None:
    PeriodFactory(position_date=datetime.date(2014, 9, 30))
    read(client, f"/periods/{slug}/", status=404)
