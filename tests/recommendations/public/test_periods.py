import csv
import datetime
import re

import pytest
from django.test import Client

from recommendations.models import Assessment, Period, ProgressReport, Rating, SelfRating
from recommendations.public.presenters.position import Position
from recommendations.public.presenters.reported import Reported
from recommendations.public.presenters.rows import REPORTS_SHOWN
from recommendations.public.views.periods import EMPTY_ROWS, NAMED
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
    assert text.index("31 March 2015") < text.index("30 September 2014")
    assert "30 September 2015" not in text


def test_the_list_gives_the_figures_of_each_period(client: Client) -> None:
    older, newer = PeriodFactory(), PeriodFactory()
    good = AssessmentFactory(period=older, rating=Rating.AMBER_GREEN).recommendation
    AssessmentFactory(period=newer, recommendation=good, rating=Rating.RED)
    AssessmentFactory(period=older, recommendation=None, rating=Rating.GREEN, conclusion="Well done")
    told = ProgressReportFactory(period=older)
    ProgressReportFactory(period=older, commitment=told.commitment)
    ProgressReportFactory(period=older, self_rating=SelfRating.NOT_REPORTED)
    assert [row[1:] for row in read(client, "/periods/").rows] == [
        ["Not assessed", f"0 of {told_of(newer)} recommendations", "No reports", "On 2 of 2 commitments"],
        ["Green Well done", f"1 of {told_of(older)} recommendations", "2 reports", "On 1 of 2 commitments"],
    ]


def told_of(period: Period) -> int:
    """Of how many recommendations the page of a period tells."""
    return len(Position(period).recommendations)


def test_the_figures_of_the_list_are_those_of_each_page(client: Client) -> None:
    for _ in range(2):
        period = PeriodFactory()
        for rating in (Rating.GREEN, Rating.AMBER_GREEN, Rating.AMBER):
            AssessmentFactory(period=period, rating=rating)
        AssessmentFactory(period=period, rating=Rating.GREEN, state=Assessment.State.DRAFT)
        ProgressReportFactory(period=period)
        ProgressReportFactory(period=period, self_rating=SelfRating.NOT_REPORTED)
        ProgressReportFactory(period=period, state=ProgressReport.State.SUBMITTED)
    for found in Period.objects.with_figures():
        position, reported = Position(found), Reported(found)
        assert (found.good_progress, found.recommendations) == (position.good_progress, len(position.recommendations))
        assert (found.untold, found.commitments) == (len(reported.untold), len(reported.commitments))
        assert (found.reports, found.nil_returns) == (1, 1)


def test_the_list_can_be_taken_away(client: Client) -> None:
    period = PeriodFactory(position_date=datetime.date(2014, 9, 30))
    AssessmentFactory(period=period, recommendation=None, rating=Rating.AMBER_RED, conclusion="Slow")
    response = client.get("/periods/?format=csv")
    (row,) = csv.DictReader(b"".join(response).decode("utf-8-sig").splitlines())
    assert (row["slug"], row["rating"], row["conclusion"]) == ("2014-09-30", "amber_red", "Slow")


def test_a_period_sets_what_was_reported_beside_what_was_concluded(client: Client) -> None:
    period = PeriodFactory()
    assessment = AssessmentFactory(
        period=period, recommendation__number=2, recommendation__title="Two", rating=Rating.RED, conclusion="Bad"
    )
    for self_rating in (SelfRating.COMPLETE, SelfRating.COMPLETE, SelfRating.IN_PROGRESS):
        mapping = MappingFactory(recommendation=assessment.recommendation)
        ProgressReportFactory(period=period, commitment=mapping.commitment, self_rating=self_rating)
    MappingFactory(recommendation=assessment.recommendation)
    AssessmentFactory(period=period, recommendation=None, conclusion="Should be better")
    page = read(client, period.get_absolute_url())
    assert page.rows[0] == [
        "2. Two",
        "1 in progress, 2 complete, 1 nothing reported It differs from what the panel concluded",
        "Red",
        "Bad",
    ]
    assert "differ on 1 recommendation: 2. Two: Every commitment that tells" in page.section("recommendations")
    assert "Should be better" in page.section("overall")
    assert page.links[f"/recommendations/?period={period.slug}&rating=red"] == "1 Red"


def test_a_period_tells_of_its_own_time(client: Client) -> None:
    older, newer = PeriodFactory(), PeriodFactory()
    mapping = MappingFactory()
    for period, rating, said in ((older, Rating.AMBER, "in_progress"), (newer, Rating.GREEN, "complete")):
        AssessmentFactory(period=period, recommendation=mapping.recommendation, rating=rating, conclusion="So far")
        ProgressReportFactory(period=period, commitment=mapping.commitment, self_rating=said)
    then, now = (read(client, period.get_absolute_url()).rows[0][1:] for period in (older, newer))
    assert then == ["1 in progress", "Amber", "So far"]
    assert now == ["1 complete", "Green Better than before: was Amber", "So far"]


def test_every_count_of_a_period_is_that_of_the_list_to_which_it_leads(client: Client) -> None:
    older, newer, newest = PeriodFactory(), PeriodFactory(), PeriodFactory()
    for then, now, at_last in [(Rating.RED, Rating.AMBER, Rating.RED), (Rating.GREEN, Rating.GREEN, Rating.AMBER)]:
        recommendation = AssessmentFactory(period=older, rating=then).recommendation
        AssessmentFactory(period=newer, rating=now, recommendation=recommendation)
        AssessmentFactory(period=newest, rating=at_last, recommendation=recommendation)
    AssessmentFactory(period=older)
    page = read(client, newer.get_absolute_url())
    counted = {
        address: words for address, words in page.links.items() if "&rating=" in address or "&movement=" in address
    }
    assert len(counted) == 6 + 4
    for address, words in counted.items():
        assert len(read(client, address).rows) == int(words.split()[0])


def test_a_period_leads_to_the_ones_before_and_after_it(client: Client) -> None:
    first, second, third = (PeriodFactory() for _ in range(3))
    PeriodFactory(open_=True)
    around = {
        period: {
            other for other in (first, second, third) if other.get_absolute_url() in page.links and other != period
        }
        for period in (first, second, third)
        if (page := read(client, period.get_absolute_url()))
    }
    assert around == {first: {second}, second: {first, third}, third: {second}}


def test_a_period_leads_to_its_report_as_a_document(client: Client) -> None:
    period = PeriodFactory()
    assert f"{period.get_absolute_url()}report/" in read(client, period.get_absolute_url()).links


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
    assert (
        "Of 2 rows in this period, 1 row reports nothing. Commitment 71, not named, under the Introduction" in section
    )


def test_a_period_lists_every_commitment_on_which_nothing_is_reported(client: Client) -> None:
    period = PeriodFactory()
    CommitmentFactory(number=2001)
    twice = CommitmentFactory(number=2002)
    for _ in range(2):
        ProgressReportFactory(period=period, commitment=twice, self_rating=SelfRating.NOT_REPORTED)
    ProgressReportFactory(period=period, commitment__number=2003)
    ProgressReportFactory(period=period, commitment=None, self_rating=SelfRating.NOT_REPORTED)
    section = read(client, period.get_absolute_url()).section("silence")
    assert "On 2 of 3 commitments and expectations nothing is reported: " in section
    assert "Commitment 2001: no row Commitment 2002: 2 empty rows 1 of them has no row at all" in section
    assert "3 rows report nothing. 1 of these has no number" in section


def test_many_rows_that_report_nothing_are_read_a_page_at_a_time(client: Client) -> None:
    period = PeriodFactory()
    for number in range(EMPTY_ROWS + 1):
        ProgressReportFactory(
            period=period, self_rating=SelfRating.NOT_REPORTED, organisation__name=f"Wordless {number:02}"
        )
    address = period.get_absolute_url()
    assert f"Wordless {EMPTY_ROWS:02}" not in read(client, address).section("silence")
    assert f"Wordless {EMPTY_ROWS:02}" in read(client, f"{address}?page=2").section("silence")
    read(client, f"{address}?page=3", status=404)


def test_a_period_names_those_who_were_asked_and_did_not_report(client: Client) -> None:
    report = ProgressReportFactory(organisation__name="Speaking")
    silent = OrganisationFactory(name="Silent", kind="collective")
    report.commitment.lead_organisations.set([report.organisation])
    CommitmentFactory().lead_organisations.set([silent])
    section = read(client, report.period.get_absolute_url()).section("silence")
    assert "Silent (a collective)" in section
    assert "Speaking" not in section


def test_all_of_the_many_who_did_not_report_are_on_a_page_of_their_own(client: Client) -> None:
    period = PeriodFactory()
    silent = [OrganisationFactory(name=f"Silent {number:03}") for number in range(60)]
    CommitmentFactory().lead_organisations.set(silent)
    page = read(client, period.get_absolute_url())
    assert f"Silent {NAMED - 1:03}" in page.section("silence")
    assert f"Silent {NAMED:03}" not in page.section("silence")
    address = f"{period.get_absolute_url()}silence/"
    assert page.links[address] == "All 60 who have not reported"
    assert "60 organisations, 1 to 50 shown" in read(client, address).text
    assert "Silent 059: no report" in read(client, f"{address}?page=2").text


def test_what_belongs_to_the_introduction_stands_on_the_period_with_its_status(client: Client) -> None:
    mapping = MappingFactory(recommendation=None, commitment__number=4, commitment__summary="Lead the way.")
    MappingFactory(commitment__number=5)
    report = ProgressReportFactory(recommendation=None, commitment=mapping.commitment, self_rating="stopped")
    page = read(client, report.period.get_absolute_url())
    assert ["Commitment 4", "Lead the way.", "Stopped"] in page.rows
    assert "Commitment 5" not in page.section("introduction")
    assert f"{report.period.get_absolute_url()}introduction/" in page.links


def test_the_introduction_gives_what_was_reported_and_added_under_it(client: Client) -> None:
    mapping = MappingFactory(recommendation=None, commitment__number=4, commitment__summary="Lead the way.")
    report = ProgressReportFactory(recommendation=None, commitment=mapping.commitment, summary="We lead.")
    here = {"period": report.period, "organisation__name": "A Speaker"}
    AdditionalInformationFactory(recommendation=None, summary="And another thing.", **here)
    AdditionalInformationFactory(summary="On a recommendation.", organisation__name="Another", period=report.period)
    ProgressReportFactory(period=report.period, summary="For a recommendation.")
    ProgressReportFactory(recommendation=None, commitment=mapping.commitment, summary="In another period.")

    text = read(client, f"{report.period.get_absolute_url()}introduction/").text

    assert "Commitment 4" in text
    assert "Lead the way." in text
    assert "We lead." in text
    assert "A Speaker" in text
    assert "And another thing." in text
    for elsewhere in ("On a recommendation.", "For a recommendation.", "In another period."):
        assert elsewhere not in text


def test_of_very_many_reports_under_the_introduction_it_gives_the_first(client: Client) -> None:
    period = PeriodFactory()
    mapping = MappingFactory(recommendation=None)
    for _ in range(REPORTS_SHOWN + 2):
        ProgressReportFactory(period=period, recommendation=None, commitment=mapping.commitment)
    text = read(client, f"{period.get_absolute_url()}introduction/").text
    assert text.count("In progress") == REPORTS_SHOWN
    assert f"2 more reports on {mapping.commitment}" in text


@pytest.mark.usefixtures("record")
def test_the_record_shows_its_introduction(client: Client) -> None:
    page = read(client, "/periods/2014-09-30/introduction/")
    cards = [element for element in page.root.iter() if element.get("class") == "app-card"]
    shown = [words_of(card.find("h3")).split()[1] for card in cards]
    reports = [element for element in page.root.iter() if element.get("class") == "app-report"]
    assert shown == ["1", "2", "3", "4", "5", "31", "32", "33"]
    assert len(reports) == 8 + 3


@pytest.mark.usefixtures("record")
def test_the_record_tells_of_each_recommendation_and_of_what_is_silent(client: Client) -> None:
    page = read(client, "/periods/2014-09-30/")
    assert len(page.rows) == 26 + 8
    assert "On 17 of 84 commitments and expectations nothing is reported: " in page.section("silence")
    section = page.root.find(".//section[@aria-labelledby='silence']")
    untold = [words_of(item) for item in section.iterfind(".//ul/li") if words_of(item).endswith("row")]
    numbers = [24, 31, 32, 33, 40, 41, 42, 43, 49, 53, 55, 61, 71, 76, 78, 81, 83]
    assert [int(re.findall(r"\d+", words)[0]) for words in untold] == numbers
    assert [words for words in untold if words.endswith("no row")] == [
        "Commitment 24: no row",
        "Expectation 31: no row",
        "Commitment 76: no row",
    ]
    assert "3 of them have no row at all in this period." in page.section("silence")
    assert "1 of these has no number, and so stands under no commitment above." in page.section("silence")
    assert "Nothing reported by 4 bodies: Academy of Medical Royal Colleges" in page.section("silence")
    assert "No report from 5 collectives: All staff" in page.section("silence")
    assert "Of 95 rows in this period, 15 rows report nothing." in page.section("silence")
    assert "differ on 7 recommendations: 7. " in page.section("recommendations")


@pytest.mark.parametrize("page", ["", "introduction/", "silence/"])
@pytest.mark.parametrize("slug", ["2013-09-30", "2014-12-31", "2014-13-45", "20140930", "september"])
def test_a_period_that_is_not_there_is_not_found(client: Client, slug: str, page: str) -> None:
    PeriodFactory(position_date=datetime.date(2014, 9, 30))
    PeriodFactory(position_date=datetime.date(2014, 12, 31), open_=True)
    read(client, f"/periods/{slug}/{page}", status=404)
