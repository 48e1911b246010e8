"""What a page costs the database, however many rows it shows."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from recommendations.models import Commitment, Period, Recommendation
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    EvidenceFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    ReminderFactory,
    TargetDateFactory,
)
from tests.pages import read

pytestmark = pytest.mark.django_db

LATEST = datetime.date(9999, 9, 30)

Queries = Callable[[int], Any]


def rows(number: int) -> tuple[Recommendation, Commitment, Period]:
    """So many of everything, all of it on one recommendation, one commitment and one period."""
    mapping = MappingFactory()
    period = PeriodFactory(position_date=LATEST)
    for _ in range(number):
        other = MappingFactory(recommendation=mapping.recommendation)
        MappingFactory(commitment=mapping.commitment)
        other.commitment.lead_organisations.set([OrganisationFactory(), OrganisationFactory()])
        AssessmentFactory(period=period)
        AssessmentFactory(recommendation=mapping.recommendation)
        AdditionalInformationFactory(recommendation=mapping.recommendation)
        report = ProgressReportFactory(
            recommendation=mapping.recommendation, commitment=mapping.commitment, period=period
        )
        EvidenceFactory(report=report)
        TargetDateFactory(commitment=mapping.commitment, organisation=report.organisation, period=period)
        ProgressReportFactory(period=period, self_rating="not_reported")
        ProgressReportFactory(recommendation=mapping.recommendation, commitment=other.commitment, period=period)
        ProgressReportFactory(commitment=mapping.commitment, period=period)
        introduced = MappingFactory(recommendation=None)
        introduced.commitment.lead_organisations.set([OrganisationFactory()])
        ProgressReportFactory(recommendation=None, commitment=introduced.commitment, period=period)
        AdditionalInformationFactory(recommendation=None, period=period)
    return mapping.recommendation, mapping.commitment, period


@pytest.mark.parametrize("number", [1, 6])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 6),
        ("/recommendations/", 4),
        ("/recommendations/?rating=amber", 4),
        ("/commitments/", 5),
        ("/commitments/?status=in_progress", 5),
        ("/periods/", 2),
        ("/assessments/", 4),
        ("/assessments/?rating=amber&q=progress", 4),
        ("/additional-information/", 5),
        ("/gap-analysis/", 2),
        ("/about/", 0),
    ],
)
def test_a_list_costs_the_same_for_few_and_many(
    client: Client, django_assert_num_queries: Queries, number: int, address: str, queries: int
) -> None:
    rows(number)
    with django_assert_num_queries(queries):
        read(client, address)


@pytest.mark.parametrize("number", [1, 6])
@pytest.mark.parametrize(("place", "queries"), [(0, 6), (1, 6), (2, 6)], ids=["recommendation", "commitment", "period"])
def test_a_detail_costs_the_same_for_few_and_many(
    client: Client, django_assert_num_queries: Queries, number: int, place: int, queries: int
) -> None:
    thing = rows(number)[place]
    with django_assert_num_queries(queries):
        read(client, thing.get_absolute_url())


@pytest.mark.parametrize("number", [1, 60])
@pytest.mark.parametrize(("part", "queries"), [("", 6), ("introduction/", 5), ("silence/", 3)])
def test_a_period_of_few_and_many_costs_no_more(
    client: Client, django_assert_max_num_queries: Queries, number: int, part: str, queries: int
) -> None:
    period = rows(1)[2]
    mapping = MappingFactory(recommendation=None)
    mapping.commitment.lead_organisations.set(OrganisationFactory.create_batch(number))
    for _ in range(number):
        ProgressReportFactory(period=period, recommendation=None, commitment=mapping.commitment)
        nothing = ProgressReportFactory(period=period, self_rating="not_reported")
        ReminderFactory(organisation=nothing.organisation, period=period, letter__sent_at=timezone.now())
        EvidenceFactory(report=ProgressReportFactory(period=period, recommendation=None, commitment=mapping.commitment))
    with django_assert_max_num_queries(queries):
        read(client, f"{period.get_absolute_url()}{part}")
