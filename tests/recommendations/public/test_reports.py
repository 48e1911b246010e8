"""A period's report as a document: its pages."""

import datetime
import gzip
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation, ToolkitReturn
from recommendations.models import Period, ProgressReport, Recommendation, SelfRating
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    FigureCheckFactory,
    MappingFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
    ToolkitReturnFactory,
    ToolkitTableFactory,
)
from tests.pages import Page, read, words_of
from tests.publishing import sealed

pytestmark = pytest.mark.django_db

REPORT = "/periods/2014-09-30/report/"
PAGES = [
    REPORT,
    *(f"{REPORT}annex-1/{part}" for part in ("", "part-2/", "part-3/")),
    f"{REPORT}annex-2/",
    *(f"{REPORT}annex-3/{part}" for part in ("", "part-2/")),
]
# Style and script of a first visit are about a third of the 60 kB that it may weigh.
MOST_BYTES = 40_000


def anchors(page: Page) -> set[str]:
    return {element.get("id") for element in page.root.iter() if element.get("id")}


def report_of(period: Period) -> str:
    """The address of the report of what a test has made, sealed as it stands."""
    sealed(period)
    return f"{period.get_absolute_url()}report/"


def numbers(page: Page) -> list[str]:
    """The numbers of the sections, in their order."""
    headings = (words_of(heading) for heading in page.root.iterfind(".//main//section/h2"))
    return [words.split()[0] for words in headings if words[0].isdigit()]


@pytest.mark.usefixtures("record")
def test_the_cover_gives_what_the_report_comes_to(client: Client) -> None:
    page = read(client, REPORT)

    assert "Report on the position at 30 September 2014" in page.title
    assert "It is not the panel’s own publication." in page.text
    assert "the system should have done better" in page.section("overall")
    assert "Amber-red" in page.section("overall")
    conclusions = [row for row in page.rows if row[0].split(".")[0].isdigit()]
    assert [row[0].split(".")[0] for row in conclusions] == [str(number) for number in range(1, 27)]
    assert conclusions[0] == ["1. Audit trail", "Green", "Good progress"]
    assert "There are 95 rows for this period, of which 15 report nothing." in page.section("reported")
    assert ["Arm’s-length body", "4", "4", "0", "0"] in page.rows


@pytest.mark.usefixtures("record")
def test_sections_stand_in_the_order_of_the_annexes_one_after_another(client: Client) -> None:
    found = [number for address in PAGES for number in numbers(read(client, address))]
    assert found == [*(f"1.{n}" for n in range(1, 28)), "2.1", "2.2", *(f"3.{n}" for n in range(1, 7))]


@pytest.mark.usefixtures("record")
def test_every_line_of_the_contents_leads_to_its_section(client: Client) -> None:
    pages = {address: read(client, address) for address in PAGES}
    links = [link for page in pages.values() for link in page.links if link.startswith(REPORT)]
    anchored = [link.split("#") for link in links if "#" in link]
    there = {address: anchors(page) for address, page in pages.items()}

    assert len(anchored) > 26 * 3
    assert [link for link in anchored if link[1] not in there[link[0]]] == []


@pytest.mark.usefixtures("record")
def test_pages_lead_on_and_back_to_the_contents(client: Client) -> None:
    for address, before, after in zip(PAGES, [None, *PAGES], [*PAGES[1:], None], strict=False):
        links = read(client, address).root.findall(".//nav[@class='govuk-pagination govuk-pagination--block']//a")
        expected = [each for each in (before, after) if each]
        assert [link.get("href").removesuffix("#contents") for link in links] == expected


@pytest.mark.usefixtures("record")
def test_a_section_tells_what_was_promised_reported_and_concluded(client: Client) -> None:
    section = read(client, f"{REPORT}annex-1/").section("recommendation-1")
    recommendation = Recommendation.objects.get(number=1)
    assessment = recommendation.assessments.get()

    assert section.startswith("1.1 Recommendation 1: Audit trail")
    assert " ".join(recommendation.summary.split()) in section
    assert "Commitment 73 Led by NHS England" in section
    for report in recommendation.progress_reports.all():
        assert " ".join(report.summary.split()) in section
        assert report.get_self_rating_display() in section
    assert "Anticipated progress" in section
    assert "expects by 31 March 2015" in section
    assert " ".join(assessment.summary.split()) in section
    assert assessment.conclusion in section
    assert "Read from the panel’s words by the written rule for ratings" in section


@pytest.mark.usefixtures("record")
def test_the_last_section_of_annex_1_has_the_introduction_and_the_system_overall(client: Client) -> None:
    section = read(client, f"{REPORT}annex-1/part-3/").section("introduction")
    for number in (1, 2, 3, 4, 5):
        assert f"Commitment {number} " in section
    for number in (31, 32, 33):
        assert f"Expectation {number} " in section
    assert "the system should have done better" in section


@pytest.mark.usefixtures("record")
def test_annex_3_marks_what_does_not_follow(client: Client) -> None:
    page = read(client, f"{REPORT}annex-3/")
    marked = [element for element in page.root.iter() if element.get("class") == "app-figure--differs"]
    assert "45.9%" in {words_of(element) for element in marked}
    assert "3,903 (45.9% 66.2%)" in [cell for row in page.rows for cell in row]


def test_official_wording_is_quoted_and_a_summary_says_that_it_is_one(client: Client) -> None:
    mapping = MappingFactory(commitment__summary="In short.")
    report = ProgressReportFactory(
        commitment=mapping.commitment,
        recommendation=mapping.recommendation,
        official_wording="Word for word.",
        position=1,
    )
    page = read(client, f"{report_of(report.period)}annex-1/")

    quoted = [words_of(element) for element in page.root.iterfind(".//blockquote")]
    assert quoted == ["Word for word."]
    assert "Summary In short." in page.text
    assert "Official wording Word for word." in page.text


def test_of_very_many_reports_the_first_stand_and_the_rest_are_led_to(client: Client) -> None:
    mapping, period = MappingFactory(), PeriodFactory()
    here = {"period": period, "commitment": mapping.commitment, "recommendation": mapping.recommendation}
    ProgressReportFactory.create_batch(7, summary="At length.", **here)

    page = read(client, f"{report_of(period)}annex-1/")

    assert "7 reports: In progress 7 The first 5 by name:" in page.text
    assert "At length." not in page.text
    assert page.links[f"{mapping.commitment.get_absolute_url()}#reports"]


def test_a_period_without_anything_has_a_report_that_says_so(client: Client) -> None:
    RecommendationFactory(number=1)
    here = report_of(PeriodFactory())
    assert "The panel published no overall assessment for this period." in read(client, here).text
    assert "nobody was asked to report" in read(client, f"{here}annex-1/").text
    for annex in (2, 3):
        read(client, f"{here}annex-{annex}/")


def test_an_unpublished_period_has_no_report(client: Client) -> None:
    here = f"{PeriodFactory(open_=True).get_absolute_url()}report"
    for address in ("/", "/annex-1/", "/annex-2/", "/annex-3/", ".pdf"):
        read(client, f"{here}{address}", status=404)


@pytest.mark.parametrize("address", ["annex-0/", "annex-4/", "annex-1/part-0/", "annex-1/part-2/", "annex-2/part-2/"])
def test_a_page_that_the_report_does_not_have_is_not_found(client: Client, address: str) -> None:
    read(client, f"{report_of(PeriodFactory())}{address}", status=404)


def test_the_first_part_of_an_annex_has_one_address(client: Client) -> None:
    here = f"{report_of(PeriodFactory())}annex-1/"
    response = client.get(f"{here}part-1/")
    assert (response.status_code, response["Location"]) == (301, here)


@pytest.mark.parametrize("number", [1, 6])
@pytest.mark.parametrize(("address", "queries"), [("", 3), ("annex-1/", 3), ("annex-2/", 3), ("annex-3/", 3)])
def test_a_page_costs_the_same_for_few_and_many(
    client: Client, django_assert_num_queries: Callable[[int], Any], number: int, address: str, queries: int
) -> None:
    period = PeriodFactory()
    for _ in range(number):
        mapping = MappingFactory()
        mapping.commitment.lead_organisations.set([OrganisationFactory(), OrganisationFactory()])
        here = {"period": period, "recommendation": mapping.recommendation}
        ProgressReportFactory.create_batch(number, commitment=mapping.commitment, **here)
        AssessmentFactory(**here)
        AdditionalInformationFactory(**here)
        table = ToolkitTableFactory()
        ToolkitReturnFactory(table=table)
        FigureCheckFactory(organisation_type=table.organisation_type)
    report = report_of(period)
    with django_assert_num_queries(queries):
        read(client, f"{report}{address}")


@pytest.fixture
def large_period() -> Period:
    """500 organisations, of which all report on a twelfth of 84 commitments, and three on each other one."""
    chance = random.Random(2013)  # noqa: S311 (texts for a test, nothing secret)
    words = [f"{''.join(chance.choices('aeioulmnrst', k=chance.randint(2, 9)))}" for _ in range(900)]
    period = PeriodFactory(position_date=datetime.date(2024, 9, 30))
    bodies = Organisation.objects.bulk_create(OrganisationFactory.build_batch(500))
    recommendations = RecommendationFactory.create_batch(26, summary=" ".join(chance.choices(words, k=60)))
    reports = []
    for number in range(1, 85):
        recommendation = recommendations[number % 26]
        commitment = MappingFactory(
            recommendation=recommendation, commitment__summary=" ".join(chance.choices(words, k=25))
        ).commitment
        commitment.lead_organisations.set(bodies[:3])
        for body in bodies if number % 12 == 0 else bodies[:3]:
            report = ProgressReportFactory.build(
                period=period, commitment=commitment, recommendation=recommendation, organisation=body,
                self_rating=chance.choice(SelfRating.values[:5]), summary=" ".join(chance.choices(words, k=60)),
            )  # fmt: skip
            reports.append(report)
    ProgressReport.objects.bulk_create(reports)
    for recommendation in (*recommendations, None):
        summary = " ".join(chance.choices(words, k=80))
        AssessmentFactory(period=period, recommendation=recommendation, summary=summary)
        AdditionalInformationFactory(period=period, recommendation=recommendation, summary=summary)
    for kind in OrganisationTypeFactory.create_batch(5):
        for version in ("V10", "V11"):
            table = ToolkitTableFactory(organisation_type=kind, version=version)
            group = ToolkitReturnFactory(table=table).group
            counts = ({f"level_{level}": chance.randrange(9_000) for level in range(4)} for _ in range(40))
            rows = (ToolkitReturnFactory.build(table=table, group=group, **row) for row in counts)
            ToolkitReturn.objects.bulk_create(rows)
    return period


def test_every_page_of_a_large_report_stays_light(client: Client, large_period: Period) -> None:
    here = report_of(large_period)
    addresses = [here, *(address.replace(REPORT, here) for address in PAGES[1:])]
    weights = {address: len(gzip.compress(read(client, address).response.content, 6)) for address in addresses}
    assert max(weights.values()) < MOST_BYTES, weights
