import pytest
from django.test import Client

from recommendations.models import Commitment, SelfRating
from tests.factories import (
    CommitmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_the_list_gives_wording_lead_recommendations_and_status(client: Client) -> None:
    mapping = MappingFactory(commitment__number=9, commitment__summary="Do it.", recommendation__number=4)
    mapping.commitment.lead_organisations.set([OrganisationFactory(name="A"), OrganisationFactory(name="B")])
    ProgressReportFactory(commitment=mapping.commitment, self_rating=SelfRating.STOPPED)
    assert read(client, "/commitments/").rows == [["Commitment 9", "Do it.", "A, B", "4", "Stopped"]]


def test_the_list_shows_the_official_wording_as_a_quotation(client: Client) -> None:
    CommitmentFactory(summary="Do it.", official_wording="Do it well.")
    page = read(client, "/commitments/")
    assert page.root.find(".//tbody//q").text == "Do it well."
    assert "Do it." not in page.text


def test_a_commitment_of_the_introduction_says_so(client: Client) -> None:
    mapping = MappingFactory(recommendation=None)
    assert read(client, "/commitments/").rows[0][3] == "Introduction"
    assert "Belongs to Introduction" in read(client, mapping.commitment.get_absolute_url()).text


def test_the_introduction_is_read_on_the_page_of_the_latest_period(client: Client) -> None:
    mapping, period = MappingFactory(recommendation=None), PeriodFactory()
    address = f"{period.get_absolute_url()}#introduction"
    assert read(client, mapping.commitment.get_absolute_url()).links[address] == "Introduction"
    assert "The Introduction" in read(client, address).section("introduction")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=expectation", ["Expectation 2"]),
        ("recommendation=4", ["Commitment 1"]),
        ("lead_organisation=a-lead", ["Expectation 2"]),
        ("status=complete", ["Commitment 1"]),
        ("status=not_reported", ["Expectation 2"]),
        ("kind=expectation&status=complete", []),
    ],
)
def test_the_list_is_narrowed_by_the_address(client: Client, query: str, found: list[str]) -> None:
    first = CommitmentFactory(number=1)
    MappingFactory(commitment=first, recommendation__number=4)
    ProgressReportFactory(commitment=first, self_rating=SelfRating.COMPLETE)
    second = CommitmentFactory(number=2, kind=Commitment.Kind.EXPECTATION)
    second.lead_organisations.set([OrganisationFactory(slug="a-lead")])
    RecommendationFactory(number=5)
    assert [row[0] for row in read(client, f"/commitments/?{query}").rows] == found


def test_only_who_leads_something_is_offered_and_anybody_else_leads_nothing(client: Client) -> None:
    CommitmentFactory().lead_organisations.set([OrganisationFactory(slug="a-lead")])
    OrganisationFactory(slug="a-follower")
    page = read(client, "/commitments/?lead_organisation=a-follower")
    offered = [option.get("value") for option in page.root.iterfind(".//select[@name='lead_organisation']/option")]
    assert offered == ["", "a-lead", "a-follower"]
    assert page.root.find(".//select[@name='lead_organisation']/option[@selected]").get("value") == "a-follower"
    assert page.rows == []


def test_what_was_asked_for_stays_chosen(client: Client) -> None:
    CommitmentFactory()
    page = read(client, "/commitments/?kind=commitment")
    chosen = [option.get("value") for option in page.root.iterfind(".//option[@selected]")]
    assert "commitment" in chosen


@pytest.mark.parametrize(
    "query",
    ["kind=promise", "recommendation=99", "recommendation=seven", "lead_organisation=nobody", "lead_organisation=%00"],
)
def test_a_filter_that_is_not_understood_is_an_error_on_the_page(client: Client, query: str) -> None:
    CommitmentFactory()
    page = read(client, f"/commitments/?{query}", status=400)
    assert "This list cannot be narrowed like that" in page.text
    assert page.rows == []


def test_the_list_comes_fifty_at_a_time_and_keeps_its_filters(client: Client) -> None:
    CommitmentFactory.create_batch(51)
    page = read(client, "/commitments/?kind=commitment")
    assert len(page.rows) == 50
    assert "51 commitments and expectations, 1 to 50 shown" in page.text
    assert "?kind=commitment&page=2" in page.links
    last = read(client, "/commitments/?kind=commitment&page=2")
    assert len(last.rows) == 1
    assert "page 2" in last.title


def test_a_commitment_tells_kind_lead_place_and_note(client: Client) -> None:
    mapping = MappingFactory(
        commitment__kind=Commitment.Kind.EXPECTATION, commitment__note="Told oddly.", in_annex_1=False
    )
    mapping.commitment.lead_organisations.set([OrganisationFactory(name="All of Them")])
    page = read(client, mapping.commitment.get_absolute_url())
    assert "Expectation: something expected of a body or of many" in page.text
    assert "Lead All of Them" in page.text
    assert "Annex 1 has no row for it here." in page.text
    assert "Note Told oddly." in page.text
    assert mapping.recommendation.get_absolute_url() in page.links


def test_a_commitment_shows_every_report_under_its_recommendation(client: Client) -> None:
    commitment = CommitmentFactory()
    period = PeriodFactory()
    for title in ("First", "Second"):
        ProgressReportFactory(
            commitment=commitment, period=period, recommendation__title=title, summary=f"{title} told."
        )
    section = read(client, commitment.get_absolute_url()).section("reports")
    assert "2 reports" in section
    assert "First In progress Summary in this site’s words First told." in section
    assert "Second In progress Summary in this site’s words Second told." in section


def test_a_commitment_that_nobody_reports_on_says_so(client: Client) -> None:
    section = read(client, CommitmentFactory().get_absolute_url()).section("reports")
    assert "No report on it is published" in section


@pytest.mark.usefixtures("record")
def test_every_commitment_of_the_record_has_its_page(client: Client) -> None:
    for commitment in Commitment.objects.all():
        assert str(commitment) in read(client, commitment.get_absolute_url()).title
