"""What a list or a detail costs the database, however many rows there are."""

from collections.abc import Callable

import pytest

from organisations.models import FigureCheck, Organisation
from recommendations.models import Change, Commitment, ProgressReport, Recommendation
from tests.caldicott.api.reading import RESOURCES, listed, one, queries
from tests.factories import (
    AdditionalInformationFactory,
    AliasFactory,
    AssessmentFactory,
    ChangeFactory,
    CommitmentFactory,
    EvidenceFactory,
    FigureCheckFactory,
    MappingFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
    RequirementGroupFactory,
    SuccessionFactory,
    TargetDateFactory,
    ToolkitReturnFactory,
)

pytestmark = pytest.mark.django_db


def a_recommendation() -> Recommendation:
    recommendation = AssessmentFactory().recommendation
    MappingFactory(recommendation=recommendation)
    MappingFactory(recommendation=recommendation)
    assert recommendation is not None
    return recommendation


def a_commitment() -> Commitment:
    commitment = MappingFactory().commitment
    MappingFactory(commitment=commitment)
    ProgressReportFactory(commitment=commitment)
    commitment.lead_organisations.set([OrganisationFactory(), OrganisationFactory()])
    return commitment


def a_report() -> ProgressReport:
    report = EvidenceFactory().report
    EvidenceFactory(report=report)
    return report


def an_organisation() -> Organisation:
    organisation = SuccessionFactory(predecessor=AliasFactory().organisation).predecessor
    SuccessionFactory(successor=organisation)
    return organisation


def a_figure_check() -> FigureCheck:
    return FigureCheckFactory(organisation_type=OrganisationTypeFactory(), group=RequirementGroupFactory())


def a_change() -> Change:
    return ChangeFactory(
        kind=Change.Kind.SELF_RATING,
        commitment=CommitmentFactory(),
        recommendation=RecommendationFactory(),
        organisation=OrganisationFactory(),
    )


# The queries of a list: its count, its rows, and one for each kind of row that comes with them; a detail has no count.
COSTS: list[tuple[str, Callable[[], object], str, int]] = [
    ("recommendations", a_recommendation, "number", 4),
    ("commitments", a_commitment, "number", 3),
    ("organisations", an_organisation, "slug", 5),
    ("periods", PeriodFactory, "slug", 2),
    ("progress-reports", a_report, "public_id", 2),
    ("target-dates", TargetDateFactory, "public_id", 2),
    ("additional-information", AdditionalInformationFactory, "public_id", 2),
    ("assessments", AssessmentFactory, "public_id", 2),
    ("toolkit-returns", ToolkitReturnFactory, "pk", 2),
    ("figure-checks", a_figure_check, "pk", 2),
    ("editions", PeriodFactory, "slug", 2),
    ("changes", a_change, "pk", 2),
]


@pytest.mark.parametrize(("resource", "make", "key", "cost"), COSTS, ids=[cost[0] for cost in COSTS])
@pytest.mark.parametrize("rows", [3, 30])
def test_a_list_costs_the_same_with_few_rows_and_many(
    resource: str, make: Callable[[], object], key: str, cost: int, rows: int
) -> None:
    for _ in range(rows):
        make()

    assert listed(resource, page_size=500)["count"] >= rows
    assert queries(lambda: listed(resource, page_size=500)) == cost


@pytest.mark.parametrize(("resource", "make", "key", "cost"), COSTS, ids=[cost[0] for cost in COSTS])
def test_a_detail_costs_a_list_without_its_count(
    resource: str, make: Callable[[], object], key: str, cost: int
) -> None:
    made = make()
    # An edition is known by its period and its number.
    known = f"{getattr(made, key)}/1" if resource == "editions" else getattr(made, key)

    assert queries(lambda: one(resource, known)) == cost - 1


def test_every_resource_has_its_cost_pinned() -> None:
    assert [cost[0] for cost in COSTS] == RESOURCES
