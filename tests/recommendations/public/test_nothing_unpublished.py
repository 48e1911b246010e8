"""What is not published cannot be seen on any page."""

import pytest
from django.test import Client

from recommendations.models import Assessment, Commitment, Period, ProgressReport, Recommendation
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
)
from tests.pages import read
from tests.private import at_the_desk, date_moved, evidence_of, reminded, with_answers
from tests.publishing import sealed

pytestmark = pytest.mark.django_db

SECRET = "Not for anybody yet"

OF_AN_EDITION = ("", "differences/", "report/", "report/annex-1/")
FILES = [
    "/periods/editions/?format=csv",
    "/periods/editions.sha256",
    "/reports/?format=csv",
    "/commitments/?format=csv",
    "/organisations/?format=csv",
    "/periods/?format=csv",
    "/additional-information/?format=csv",
    "/changes/feed/",
]


@pytest.fixture
def pages() -> list[str]:
    """Every page on which an unpublished text of the things made here could slip out."""
    mapping = MappingFactory()
    organisation = OrganisationFactory()
    published, open_ = PeriodFactory(), PeriodFactory(open_=True)
    made = {"recommendation": mapping.recommendation, "summary": SECRET}
    for period, state in ((open_, Assessment.State.DRAFT), (open_, None), (published, Assessment.State.DRAFT)):
        recommendation = mapping.recommendation if state else None
        AssessmentFactory(
            period=period,
            recommendation=recommendation,
            state=state or Assessment.State.PUBLISHED,
            conclusion=SECRET,
            summary=SECRET,
        )
    reported = {**made, **with_answers(SECRET), "commitment": mapping.commitment, "organisation": organisation}
    accepted = ProgressReportFactory(period=open_, state=ProgressReport.State.ACCEPTED, **reported)
    submitted = ProgressReportFactory(period=published, state=ProgressReport.State.SUBMITTED, **reported)
    for report in (accepted, submitted):
        evidence_of(report, SECRET)
        at_the_desk(report, SECRET)
    mapping.commitment.lead_organisations.set([organisation])
    date_moved(mapping.commitment, organisation, open_, SECRET)
    reminded(organisation, open_, SECRET)
    AdditionalInformationFactory(period=open_, organisation=organisation, **made)
    introduced = {**reported, "recommendation": None}
    ProgressReportFactory(period=published, state=ProgressReport.State.SUBMITTED, **introduced)
    sealed(published)
    return [
        "/",
        "/recommendations/",
        mapping.recommendation.get_absolute_url(),
        "/commitments/",
        mapping.commitment.get_absolute_url(),
        "/organisations/",
        organisation.get_absolute_url(),
        "/periods/",
        published.get_absolute_url(),
        f"{published.get_absolute_url()}introduction/",
        f"{published.get_absolute_url()}silence/",
        f"{published.get_absolute_url()}report/",
        f"{published.get_absolute_url()}report/annex-1/",
        "/reports/",
        "/changes/",
        "/gap-analysis/",
        "/assessments/",
        "/additional-information/",
        *(f"{edition.get_absolute_url()}{part}" for edition in [published.editions.first()] for part in OF_AN_EDITION),
        "/periods/editions/",
    ]


def test_a_draft_shows_on_no_page(client: Client, pages: list[str]) -> None:
    for address in pages:
        shown = read(client, address).response.content.decode()
        assert SECRET not in shown, address
        assert "1987" not in shown, address


@pytest.mark.parametrize("address", FILES)
def test_a_draft_is_in_no_file_and_no_feed(client: Client, pages: list[str], address: str) -> None:
    response = client.get(address)
    content = response.getvalue() if response.streaming else response.content
    assert response.status_code == 200
    assert SECRET.encode() not in content
    assert b"1987" not in content


def test_what_stands_behind_a_published_report_is_on_no_page(client: Client) -> None:
    """The report, its public evidence and the date are there; what was for the panel only is not."""
    period, organisation = PeriodFactory(), OrganisationFactory(slug="body")
    mapping = MappingFactory(commitment__number=9)
    report = ProgressReportFactory(
        period=period,
        organisation=organisation,
        commitment=mapping.commitment,
        recommendation=mapping.recommendation,
        **with_answers("For everybody."),
    )
    evidence_of(report, "Public evidence")
    at_the_desk(report, SECRET)
    sealed(period)
    for address in (
        "/commitments/9/",
        mapping.recommendation.get_absolute_url(),
        "/organisations/body/",
        "/reports/",
        f"{period.get_absolute_url()}report/annex-1/",
    ):
        page = read(client, address)
        assert "Public evidence" in page.text, address
        assert SECRET not in page.response.content.decode(), address


def test_a_draft_is_in_no_file_of_an_edition(client: Client, pages: list[str]) -> None:
    edition = Period.objects.get(state=Period.State.PUBLISHED).editions.first()
    assert edition is not None
    assert edition.files.count() > 20
    for name in edition.files.values_list("name", flat=True):
        content = b"".join(client.get(f"{edition.get_absolute_url()}files/{name}"))
        assert SECRET.encode() not in content, name


def test_a_commitment_with_an_unpublished_report_counts_as_not_reported(client: Client, pages: list[str]) -> None:
    assert read(client, "/commitments/").rows[0][-1] == "Nothing reported"


def test_an_open_period_has_no_page_and_is_no_filter(client: Client, pages: list[str]) -> None:
    period = Period.objects.get(state=Period.State.OPEN)
    read(client, period.get_absolute_url(), status=404)
    read(client, f"/recommendations/?period={period.slug}", status=400)


def test_the_same_texts_show_once_they_are_published(client: Client, pages: list[str]) -> None:
    Period.objects.update(state=Period.State.PUBLISHED)
    Assessment.objects.update(state=Assessment.State.PUBLISHED)
    ProgressReport.objects.update(state=ProgressReport.State.ACCEPTED)
    for period in Period.objects.all():
        sealed(period)
    for thing in (Recommendation.objects.get(), Commitment.objects.get()):
        assert SECRET in read(client, thing.get_absolute_url()).text
    told = read(client, Commitment.objects.get().get_absolute_url())
    assert f"What was done, in its own words {SECRET}" in told.text
    assert f"{SECRET} on example.org" in told.text
    assert f"{SECRET} Why it moved" in told.section("expected")
