"""What an organisation reported here: its own words as such, and all else that it said for everybody."""

import csv
import datetime

import pytest
from django.test import Client

from recommendations.models import ProgressReport, SelfRating
from tests.factories import (
    CommitmentFactory,
    EvidenceFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
)
from tests.pages import Page, read, words_of
from tests.publishing import sealed

pytestmark = pytest.mark.django_db

OWN = "The Body, in its own words, position at 31 December 2026"


@pytest.fixture
def report() -> ProgressReport:
    """Under a recommendation, with everything that an organisation may say."""
    mapping = MappingFactory(commitment__number=9, recommendation__number=4)
    report: ProgressReport = ProgressReportFactory(
        period=PeriodFactory(position_date=datetime.date(2026, 12, 31)),
        commitment=mapping.commitment,
        recommendation=mapping.recommendation,
        organisation=OrganisationFactory(name="The Body", slug="body"),
        official_wording="We trained everybody.",
        done="Two courses.",
        next_steps="A third course.",
        expected_on=datetime.date(2027, 3, 31),
        given_here=True,
    )
    EvidenceFactory(
        report=report,
        title="<Audit>",
        url="https://nhs.uk@example.org/audit",
        page="page 4",
        about_on=datetime.date(2026, 9, 1),
    )
    sealed(report.period)
    return report


PAGES = [
    "/commitments/9/",
    "/recommendations/4/",
    "/organisations/body/",
    "/periods/2026-12-31/report/annex-1/",
]


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_with_a_report_tells_all_of_it(client: Client, address: str) -> None:
    page = read(client, address)
    for told in (
        "We trained everybody.",
        "What was done, in its own words Two courses.",
        "What comes next, in its own words A third course.",
        "<Audit> on example.org, page 4, about 1 September 2026",
    ):
        assert told in page.text.replace("Expected completion: ", "Expected completion ")
    assert "Expected completion 31 March 2027" in page.text.replace("completion: ", "completion ")
    assert "Official wording: reported progress" not in page.text
    assert "n its own words" in page.text


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("address", [*PAGES, "/reports/"])
def test_evidence_is_a_link_for_which_the_site_does_not_vouch(client: Client, address: str) -> None:
    page = read(client, address)
    (link,) = [each for each in page.root.iterfind(".//main//a") if words_of(each) == "<Audit>"]
    assert link.get("href") == "https://nhs.uk@example.org/audit"
    assert link.get("rel") == "nofollow noopener"


@pytest.mark.usefixtures("report")
def test_its_own_words_are_a_quotation_with_their_source(client: Client) -> None:
    page = read(client, "/commitments/9/")
    figure = page.root.find(".//figure[@class='app-quotation']")
    assert words_of(figure) == f"We trained everybody. {OWN}"


def test_words_that_others_published_are_not_told_to_be_its_own(client: Client, report: ProgressReport) -> None:
    ProgressReport.objects.update(given_here=False)
    sealed(report.period)
    assert "Official wording: reported progress, position at 31 December 2026" in read(client, PAGES[0]).text
    assert "in its own words, position" not in read(client, PAGES[0]).text
    assert "Official wording We trained everybody." in read(client, PAGES[3]).text


@pytest.mark.usefixtures("record")
def test_no_row_of_2014_is_told_to_be_in_an_organisations_own_words() -> None:
    assert not [report for report in ProgressReport.objects.all() if report.in_own_words]


def test_under_the_introduction_it_is_told_as_well(client: Client) -> None:
    report = ProgressReportFactory(
        recommendation=None,
        commitment=MappingFactory(recommendation=None).commitment,
        official_wording="We did.",
        done="All.",
    )
    EvidenceFactory(report=report, title="Minutes")
    page = read(client, f"{report.period.get_absolute_url()}introduction/")
    assert "We did." in page.text
    assert "What was done, in its own words All." in page.text
    assert "Minutes on example.org" in page.text


def nil_return() -> ProgressReport:
    mapping = MappingFactory(commitment=CommitmentFactory(number=9), recommendation__number=4)
    report: ProgressReport = ProgressReportFactory(
        commitment=mapping.commitment,
        recommendation=mapping.recommendation,
        organisation__slug="body",
        self_rating=SelfRating.NOT_REPORTED,
        nil_reason="The law has to change first.",
    )
    sealed(report.period)
    return report


@pytest.mark.parametrize("address", ["/commitments/9/", "/recommendations/4/", "/organisations/body/", "/reports/"])
def test_a_nil_return_says_why(client: Client, address: str) -> None:
    nil_return()
    page = read(client, address)
    assert "Nothing to report" in page.text
    assert "The law has to change first." in page.text
    assert "no progress is given" not in page.text


def test_the_report_says_why_nothing_is_reported(client: Client) -> None:
    page = read(client, f"{nil_return().period.get_absolute_url()}report/annex-1/")
    assert "Nothing to report, and why, in its own words The law has to change first." in page.text


def test_an_empty_row_of_a_source_still_says_that_it_reports_nothing(client: Client) -> None:
    report = ProgressReportFactory(self_rating=SelfRating.NOT_REPORTED, position=1)
    page = read(client, report.get_absolute_url())
    assert "Reports nothing: no progress is given against the commitment." in page.text


@pytest.mark.parametrize("address", ["/commitments/9/", "/organisations/body/"])
def test_what_is_as_in_the_period_before_says_so_beside_its_sentence(client: Client, address: str) -> None:
    ProgressReportFactory(
        commitment=CommitmentFactory(number=9),
        organisation__slug="body",
        as_last_period=True,
        given_here=True,
        official_wording="Still under way.",
    )
    page = read(client, address)
    assert "It reports the same as for the period before. Still under way." in page.text


@pytest.mark.usefixtures("report")
def test_the_file_of_reports_has_it_in_columns(client: Client) -> None:
    lines = client.get("/reports/?format=csv").getvalue().decode("utf-8-sig").splitlines()
    (row,) = csv.DictReader(lines)
    assert (row["narrative"], row["wording"]) == ("We trained everybody.", "official")
    assert (row["done"], row["next_steps"], row["expected_on"]) == ("Two courses.", "A third course.", "2027-03-31")
    assert (row["nil_reason"], row["as_last_period"]) == ("", "false")
    assert row["evidence"] == "<Audit> (https://nhs.uk@example.org/audit, page 4, about 2026-09-01)"


def test_many_pieces_of_evidence_stand_in_their_order(client: Client) -> None:
    report = ProgressReportFactory()
    for position in (3, 1, 2):
        EvidenceFactory(report=report, position=position, title=f"Number {position}")
    page: Page = read(client, report.get_absolute_url())
    found = [
        words_of(each) for each in page.root.iterfind(".//ul[@class='govuk-list govuk-list--bullet app-evidence']/li/a")
    ]
    assert found == ["Number 1", "Number 2", "Number 3"]
