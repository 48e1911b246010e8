"""What many owe, asked at once, is what each owes, asked alone."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from organisations.models import Organisation
from recommendations.letters.owed import Owed, owed_by, owing
from recommendations.models import Commitment
from tests.factories import (
    CollectiveMembershipFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    SuccessionFactory,
)

from .desks import collecting, desk, leads, reported

pytestmark = pytest.mark.django_db

ENDED = datetime.date(2027, 1, 31)


@pytest.mark.parametrize(
    ("state", "owed"), [("draft", "draft"), ("returned", "returned"), ("submitted", None), ("accepted", None)]
)
def test_what_was_submitted_or_accepted_is_owed_no_more(state: str, owed: str | None) -> None:
    period, (body, _) = collecting(), desk(commitments=2)
    one, other = Commitment.objects.order_by("number")
    reported(period, body, one, state)

    still = [Owed(one.number, owed)] if owed else []
    assert owed_by([body.pk], period) == {body.pk: [*still, Owed(other.number, "")]}
    reported(period, body, other, "submitted")
    assert owing([body.pk], period) == ({body.pk} if owed else set())


def test_a_report_for_another_period_or_by_another_body_settles_nothing() -> None:
    period, (body, _) = collecting(), desk()
    commitment = Commitment.objects.get()
    reported(period, OrganisationFactory(), commitment, "accepted")
    earlier = PeriodFactory()
    reported(earlier, body, commitment, "accepted")

    assert owing([body.pk], period) == {body.pk}


def test_it_agrees_with_what_each_owes_alone_through_collectives_rings_and_successions(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    period = collecting()
    near, far, ring, left = OrganisationFactory.create_batch(4, kind=Organisation.Kind.COLLECTIVE)
    member, heir, gone, alone, old = OrganisationFactory.create_batch(5)
    for collective, inside in ((near, member), (far, near), (ring, far), (near, ring), (near, heir), (far, gone)):
        CollectiveMembershipFactory(collective=collective, member=inside)
    CollectiveMembershipFactory(collective=left, member=member, ends_on=ENDED)
    SuccessionFactory(predecessor=gone, successor=heir, since=ENDED)
    SuccessionFactory(predecessor=old, successor=gone, since=ENDED)
    SuccessionFactory(predecessor=alone, successor=member)
    bodies = [near, far, ring, left, member, heir, gone, alone, old]
    for body in bodies:
        leads(body)
    CommitmentFactory().lead_organisations.add(member, far)
    CommitmentFactory()

    with django_assert_num_queries(1):
        found = owed_by([body.pk for body in bodies], period)

    assert {body.pk: [each.number for each in found.get(body.pk, [])] for body in bodies} == {
        body.pk: [each.number for each in Commitment.objects.with_owing(body, period.position_date) if each.owed]
        for body in bodies
    }
    assert owing([body.pk for body in bodies], period) == set(found)
    assert gone.pk not in found
    assert len(found[heir.pk]) > 3
