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

pytestmark = pytest.mark.django_db

SECRET = "Not for anybody yet"


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
    reported = {**made, "commitment": mapping.commitment, "organisation": organisation}
    ProgressReportFactory(period=open_, state=ProgressReport.State.ACCEPTED, **reported)
    ProgressReportFactory(period=published, state=ProgressReport.State.SUBMITTED, **reported)
    AdditionalInformationFactory(period=open_, organisation=organisation, **made)
    introduced = {**reported, "recommendation": None}
    ProgressReportFactory(period=published, state=ProgressReport.State.SUBMITTED, **introduced)
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
        "/gap-analysis/",
        "/assessments/",
        "/additional-information/",
    ]


def test_a_draft_shows_on_no_page(client: Client, pages: list[str]) -> None:
    for address in pages:
        assert SECRET not in read(client, address).response.content.decode(), address


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
    for thing in (Recommendation.objects.get(), Commitment.objects.get()):
        assert SECRET in read(client, thing.get_absolute_url()).text
