import csv

import pytest
from django.test import Client

from recommendations.models import Commitment, Rating, SelfRating
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)
from tests.pages import read, words_of

pytestmark = pytest.mark.django_db


def test_the_list_gives_wording_lead_recommendations_and_status(client: Client) -> None:
    mapping = MappingFactory(commitment__number=9, commitment__summary="Do it.", recommendation__number=4)
    mapping.commitment.lead_organisations.set([OrganisationFactory(name="A"), OrganisationFactory(name="B")])
    ProgressReportFactory(commitment=mapping.commitment, self_rating=SelfRating.STOPPED)
    assert read(client, "/commitments/").rows == [["Commitment 9", "Do it.", "A, B", "4 Not assessed", "Stopped"]]


def test_the_list_tells_what_the_panel_concluded_on_each_recommendation_in_the_latest_period(client: Client) -> None:
    before, latest = PeriodFactory(), PeriodFactory()
    commitment = CommitmentFactory(number=9)
    for number, rating, conclusion in ((4, Rating.AMBER, "So, so"), (5, Rating.GREEN, "Good")):
        recommendation = MappingFactory(commitment=commitment, recommendation__number=number).recommendation
        AssessmentFactory(recommendation=recommendation, period=latest, rating=rating, conclusion=conclusion)
        AssessmentFactory(recommendation=recommendation, period=before, rating=Rating.RED)
        AssessmentFactory(recommendation=recommendation, period=PeriodFactory(open_=True), rating=Rating.RED)
    MappingFactory(commitment=commitment, recommendation__number=6)
    assert read(client, "/commitments/").rows[0][3] == "4 Amber 5 Green 6 Not assessed"
    (row,) = csv.DictReader(client.get("/commitments/?format=csv").getvalue().decode("utf-8-sig").splitlines())
    assert (row["recommendations"], row["ratings"]) == ("4, 5, 6", "amber, green, not_assessed")
    assert row["conclusions"] == "4: So, so; 5: Good"
    assert [len(read(client, f"/commitments/?rating={rating}").rows) for rating in ("amber", "green", "red")] == [
        1,
        1,
        0,
    ]


@pytest.fixture
def of_two() -> Commitment:
    """A commitment that belongs to one recommendation rated green and to another rated amber."""
    commitment, period = CommitmentFactory(number=56), PeriodFactory()
    for number, rating in ((2, Rating.GREEN), (4, Rating.AMBER)):
        recommendation = MappingFactory(commitment=commitment, recommendation__number=number).recommendation
        AssessmentFactory(recommendation=recommendation, period=period, rating=rating)
    return commitment


@pytest.mark.usefixtures("of_two")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rating=amber", 1),
        ("recommendation=4&rating=amber", 1),
        ("recommendation=2&rating=green", 1),
        ("recommendation=2&rating=amber", 0),
        ("recommendation=2&rating=not_assessed", 0),
    ],
)
def test_a_rating_and_a_recommendation_that_are_asked_for_together_belong_together(
    client: Client, query: str, found: int
) -> None:
    assert len(read(client, f"/commitments/?{query}").rows) == found
    lines = client.get(f"/commitments/?{query}&format=csv").getvalue().decode("utf-8-sig").splitlines()
    assert len(list(csv.DictReader(lines))) == found
    assert client.get(f"/api/v1/commitments/?{query}").json()["count"] == found


@pytest.mark.usefixtures("of_two")
@pytest.mark.parametrize(
    ("query", "label", "offered"),
    [
        ("", "The panel’s rating of any of its recommendations", ["Green (1)", "Amber (1)"]),
        ("recommendation=2", "The panel’s rating of that recommendation", ["Green (1)"]),
        ("recommendation=2&rating=amber", "The panel’s rating of that recommendation", ["Green (1)"]),
    ],
)
def test_a_recommendation_that_is_asked_for_has_one_rating(
    client: Client, query: str, label: str, offered: list[str]
) -> None:
    page = read(client, f"/commitments/?{query}")
    assert words_of(page.root.find(".//label[@for='id_rating']")) == label
    options = [words_of(option) for option in page.root.iterfind(".//select[@name='rating']/option")]
    assert [option for option in options if option.endswith("(1)")] == offered


@pytest.mark.usefixtures("record")
def test_what_is_said_to_be_complete_where_the_panel_says_otherwise_is_found_in_one_place(client: Client) -> None:
    page = read(client, "/commitments/?status=complete&rating=amber")
    assert [(row[0], row[3]) for row in page.rows] == [("Commitment 58", "23 Amber")]


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


def test_the_list_tells_whose_status_changed_since_the_period_before(client: Client) -> None:
    before, latest = PeriodFactory(), PeriodFactory()
    changed, same, silenced = (CommitmentFactory(number=number) for number in (1, 2, 3))
    for commitment, then, now in ((changed, "not_begun", "complete"), (same, "stopped", "stopped")):
        ProgressReportFactory(commitment=commitment, period=before, self_rating=then)
        ProgressReportFactory(commitment=commitment, period=latest, self_rating=now)
    ProgressReportFactory(commitment=silenced, period=before, self_rating="complete")
    told = ["Complete before, not begun", "Stopped", "Nothing reported before, complete"]
    assert [row[-1] for row in read(client, "/commitments/").rows] == told
    assert [row[-1] for row in read(client, "/commitments/?change=changed").rows] == [told[0], told[2]]
    assert [row[-1] for row in read(client, "/commitments/?change=same").rows] == [told[1]]


def test_in_the_first_period_nothing_can_have_changed(client: Client) -> None:
    ProgressReportFactory()
    page = read(client, "/commitments/?change=nothing_before")
    assert [row[-1] for row in page.rows] == ["In progress"]
    assert read(client, "/commitments/?change=changed").rows == []


def test_the_twin_of_a_list_is_narrowed_as_the_list_is(client: Client) -> None:
    CommitmentFactory()
    address = "/api/v1/commitments/?kind=commitment"
    assert address in read(client, "/commitments/?kind=commitment&sort=status").links
    assert client.get(address).json()["count"] == 1


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
    assert "2 reports In progress: 2." in section
    assert "First In progress Summary in this site’s words First told." in section
    assert "Second In progress Summary in this site’s words Second told." in section


def test_a_commitment_that_nobody_reports_on_says_so(client: Client) -> None:
    section = read(client, CommitmentFactory().get_absolute_url()).section("reports")
    assert "No report on it is published" in section


def test_a_commitment_shows_the_latest_position_and_what_it_was_before(client: Client) -> None:
    commitment = CommitmentFactory()
    for self_rating, told in ((SelfRating.NOT_BEGUN, "Told then."), (SelfRating.COMPLETE, "Told now.")):
        ProgressReportFactory(commitment=commitment, self_rating=self_rating, summary=told)
    page = read(client, commitment.get_absolute_url())
    assert "Told now." in page.section("reports")
    assert "Told then." not in page.section("reports")
    assert "Status Complete Before, position at" in page.text


def test_the_history_tells_who_said_what_and_what_had_been_said_before(client: Client) -> None:
    report = ProgressReportFactory(self_rating=SelfRating.NOT_BEGUN, organisation__name="The Doer")
    made = {key: getattr(report, key) for key in ("commitment", "recommendation", "organisation")}
    again = ProgressReportFactory(self_rating=SelfRating.NOT_BEGUN, **made)
    last = ProgressReportFactory(self_rating=SelfRating.COMPLETE, **made)
    silent = PeriodFactory()
    page = read(client, report.commitment.get_absolute_url())
    entries = [
        words_of(page.root.find(f".//li[@id='position-{period.slug}']"))
        for period in (report.period, again.period, last.period, silent)
    ]
    assert "Not begun The Doer: not begun This page" in entries[0]
    assert "Not begun The Doer: not begun, as before" in entries[1]
    assert "Complete before, not begun The Doer: complete; before, not begun" in entries[2]
    assert "Nothing reported before, complete Nobody reported." in entries[3]
    assert "It was last reported on for the position at" in page.section("reports")


def test_of_very_many_who_reported_the_history_names_the_first_and_counts_all(client: Client) -> None:
    commitment, period = CommitmentFactory(), PeriodFactory()
    for number in range(8):
        ProgressReportFactory(
            commitment=commitment, period=period, self_rating=SelfRating.COMPLETE if number else SelfRating.STOPPED
        )
    section = read(client, commitment.get_absolute_url()).section("history")
    assert "and 3 more; of all: complete: 7, stopped: 1" in section


def test_what_the_panel_concluded_on_its_recommendations_stands_beside_it(client: Client) -> None:
    mapping, period = MappingFactory(recommendation__number=4, recommendation__title="Sharing"), PeriodFactory()
    other = MappingFactory(commitment=mapping.commitment, recommendation__number=5, recommendation__title="Telling")
    AssessmentFactory(recommendation=mapping.recommendation, period=period, rating="red", conclusion="Too slow")
    AssessmentFactory(recommendation=other.recommendation, period=PeriodFactory(open_=True), conclusion="Secret")
    rows = read(client, mapping.commitment.get_absolute_url()).rows
    assert rows == [
        ["4. Sharing", "Red", "Too slow"],
        ["5. Telling", "Not assessed", "No assessment is published"],
    ]


def test_a_commitment_names_its_source_its_citation_and_its_twins(client: Client) -> None:
    mapping = MappingFactory(commitment__number=56, in_annex_1=False)
    page = read(client, mapping.commitment.get_absolute_url())
    assert "Source Annex 2, Table B" in page.text
    assert "“Commitment 56”, http://testserver/c/56" in page.section("cite")
    assert "/api/v1/commitments/56/" in page.links
    assert "/reports/?commitment=56&format=csv" in page.links


@pytest.mark.usefixtures("record")
def test_every_commitment_of_the_record_has_its_page_and_a_description_of_its_own(client: Client) -> None:
    statuses = dict(Commitment.objects.with_status().values_list("number", "status"))  # type: ignore[misc]
    descriptions = set()
    for commitment in Commitment.objects.all():
        page = read(client, commitment.get_absolute_url())
        assert str(commitment) in page.title
        assert f"Status {SelfRating(statuses[commitment.number]).label} What all reports" in page.text
        descriptions.add(page.root.find(".//meta[@name='description']").get("content"))
    assert len(descriptions) == 84
    assert max(map(len, descriptions)) <= 155
