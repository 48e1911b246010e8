"""The resource of the 84 commitments and expectations."""

import pytest

from recommendations.models import Assessment, Commitment, ProgressReport, Rating, SelfRating
from tests.caldicott.api.reading import listed, one, refused, values
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


def test_a_commitment_tells_what_the_contract_names() -> None:
    commitment = CommitmentFactory(number=70, kind=Commitment.Kind.EXPECTATION, summary="In short.", note="Differs.")
    for number, in_table_b, in_annex_1 in ((26, True, True), (24, True, False), (25, False, True)):
        MappingFactory(
            commitment=commitment, recommendation__number=number, in_table_b=in_table_b, in_annex_1=in_annex_1
        )
    commitment.lead_organisations.set([OrganisationFactory(slug="iscg"), OrganisationFactory(slug="dh")])

    assert one("commitments", 70) == {
        "url": "http://testserver/api/v1/commitments/70/",
        "html_url": "http://testserver/commitments/70/",
        "number": 70,
        "kind": "expectation",
        "summary": "In short.",
        "wording": None,
        "footnotes": [],
        "recommendations": [24, 26],
        "section": "recommendations",
        "lead_organisations": ["dh", "iscg"],
        "status": "not_reported",
        "status_before": None,
        "change": "nothing_before",
        "ratings": ["not_assessed", "not_assessed"],
        "conclusions": [
            {"recommendation": 24, "rating": "not_assessed", "conclusion": ""},
            {"recommendation": 26, "rating": "not_assessed", "conclusion": ""},
        ],
        "mappings": [
            {"recommendation": 24, "in_table_b": True, "in_annex_1": False},
            {"recommendation": 25, "in_table_b": False, "in_annex_1": True},
            {"recommendation": 26, "in_table_b": True, "in_annex_1": True},
        ],
        "note": "Differs.",
    }


def test_a_commitment_of_the_introduction_belongs_to_no_recommendation() -> None:
    MappingFactory(commitment__number=1, recommendation=None)

    told = one("commitments", 1)

    assert told["recommendations"] == []
    assert told["section"] == "introduction"
    assert (told["ratings"], told["conclusions"]) == ([], [])
    assert told["mappings"] == [{"recommendation": None, "in_table_b": True, "in_annex_1": True}]


def test_the_wording_is_the_official_one_exactly() -> None:
    CommitmentFactory(number=1, official_wording=" “As printed” ")

    assert one("commitments", 1)["wording"] == " “As printed” "


def test_kind_narrows_the_list() -> None:
    CommitmentFactory(number=1)
    CommitmentFactory(number=2, kind=Commitment.Kind.EXPECTATION)

    assert values("commitments", "number", kind="expectation") == [2]


def test_a_recommendation_lists_what_belongs_to_it() -> None:
    recommendation = RecommendationFactory(number=25)
    MappingFactory(commitment__number=29, recommendation=recommendation)
    MappingFactory(commitment__number=70, recommendation=recommendation, in_table_b=False)
    CommitmentFactory(number=1)

    assert values("commitments", "number", recommendation=25) == [29]


def test_a_lead_organisation_lists_what_it_leads_once() -> None:
    both = [OrganisationFactory(slug="cqc"), OrganisationFactory(slug="nhs-tda")]
    CommitmentFactory(number=52).lead_organisations.set(both)
    CommitmentFactory(number=1)

    assert values("commitments", "number", lead_organisation="cqc") == [52]
    assert listed("commitments", lead_organisation="cqc")["count"] == 1


def test_status_is_read_from_the_accepted_reports_of_the_latest_published_period() -> None:
    commitment = CommitmentFactory(number=1)
    older, newer, coming = PeriodFactory(), PeriodFactory(), PeriodFactory(open_=True)
    ProgressReportFactory(commitment=commitment, period=older, self_rating=SelfRating.NOT_BEGUN)
    ProgressReportFactory(commitment=commitment, period=newer, self_rating=SelfRating.COMPLETE)
    ProgressReportFactory(
        commitment=commitment, period=newer, self_rating=SelfRating.STOPPED, state=ProgressReport.State.DRAFT
    )
    ProgressReportFactory(commitment=commitment, period=coming, self_rating=SelfRating.STOPPED)
    CommitmentFactory(number=2)

    assert values("commitments", "status") == ["complete", "not_reported"]
    assert values("commitments", "number", status="complete") == [1]
    assert values("commitments", "number", status="not_reported") == [2]
    assert values("commitments", "number", status="stopped") == []
    assert values("commitments", "number", ordering="-status") == [2, 1]


def test_what_the_panel_concluded_in_the_latest_published_period_stands_beside_it() -> None:
    commitment = CommitmentFactory(number=1)
    older, newer, coming = PeriodFactory(), PeriodFactory(), PeriodFactory(open_=True)
    for number, rating, conclusion in ((5, Rating.GREEN, "Good"), (4, Rating.AMBER, "So, so")):
        recommendation = MappingFactory(commitment=commitment, recommendation__number=number).recommendation
        AssessmentFactory(recommendation=recommendation, period=newer, rating=rating, conclusion=conclusion)
        for period in (older, coming):
            AssessmentFactory(recommendation=recommendation, period=period, rating=Rating.RED, conclusion="Not now")
    unsaid = MappingFactory(commitment=commitment, recommendation__number=6).recommendation
    AssessmentFactory(recommendation=unsaid, period=newer, rating=Rating.RED, state=Assessment.State.AGREED)

    told = one("commitments", 1)

    assert told["ratings"] == ["amber", "green", "not_assessed"]
    assert told["conclusions"] == [
        {"recommendation": 4, "rating": "amber", "conclusion": "So, so"},
        {"recommendation": 5, "rating": "green", "conclusion": "Good"},
        {"recommendation": 6, "rating": "not_assessed", "conclusion": ""},
    ]
    assert values("commitments", "ratings", rating="amber") == [told["ratings"]]
    assert values("commitments", "ratings", rating="red") == []


def test_a_change_of_status_is_between_the_two_latest_published_periods() -> None:
    older, newer, coming = PeriodFactory(), PeriodFactory(), PeriodFactory(open_=True)
    for number, then in ((1, SelfRating.IN_PROGRESS), (2, SelfRating.COMPLETE)):
        commitment = CommitmentFactory(number=number)
        ProgressReportFactory(commitment=commitment, period=older, self_rating=then)
        ProgressReportFactory(commitment=commitment, period=newer, self_rating=SelfRating.COMPLETE)
        ProgressReportFactory(commitment=commitment, period=coming, self_rating=SelfRating.STOPPED)

    assert values("commitments", "status_before") == ["in_progress", "complete"]
    assert values("commitments", "change") == ["changed", "same"]
    assert values("commitments", "number", change="changed") == [1]


def test_filters_narrow_together_without_repeating_a_row() -> None:
    leader = OrganisationFactory(slug="dh")
    recommendation = RecommendationFactory(number=6)
    period = PeriodFactory()
    for number in (12, 13):
        commitment = MappingFactory(commitment__number=number, recommendation=recommendation).commitment
        commitment.lead_organisations.add(leader)
        ProgressReportFactory(commitment=commitment, period=period)
        ProgressReportFactory(commitment=commitment, period=period)

    query = {"recommendation": 6, "lead_organisation": "dh", "kind": "commitment", "status": "in_progress"}

    assert listed("commitments", **query)["count"] == 2
    assert values("commitments", "number", ordering="-number", **query) == [13, 12]


def test_search_finds_words_in_summary_wording_and_note() -> None:
    CommitmentFactory(number=1, summary="A plan to audit")
    CommitmentFactory(number=2, official_wording="Audit the plan")
    CommitmentFactory(number=3, note="No plan, no audit")
    CommitmentFactory(number=4, summary="A plan")

    assert values("commitments", "number", search="audit plan") == [1, 2, 3]


@pytest.mark.parametrize(
    ("parameter", "value", "allowed"),
    [
        ("kind", "promise", "expectation"),
        ("recommendation", "27", "26"),
        ("recommendation", "introduction", "26"),
        ("lead_organisation", "nobody", "dh"),
        ("status", "done", "complete"),
        ("ordering", "-summary", "number, kind, status"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_name(parameter: str, value: str, allowed: str) -> None:
    CommitmentFactory().lead_organisations.set([OrganisationFactory(slug="dh")])
    RecommendationFactory(number=26)

    problems = refused("commitments", **{parameter: value})

    assert list(problems) == [parameter]
    assert allowed in problems[parameter][0]
