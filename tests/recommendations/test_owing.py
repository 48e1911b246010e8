"""What an organisation owes on a day, and what its reports on that said."""

import datetime

import pytest

from organisations.models import Organisation
from recommendations.models import Commitment, SelfRating
from tests.factories import (
    CollectiveMembershipFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2014, 9, 30)


def led_by(*leads: Organisation) -> Commitment:
    commitment = CommitmentFactory()
    commitment.lead_organisations.set(leads)
    return commitment


def owed_by(organisation: Organisation, on: datetime.date) -> list[Commitment]:
    return [commitment for commitment in Commitment.objects.with_owing(organisation, on) if commitment.owed]


def test_it_owes_what_it_leads_and_what_its_collectives_lead_each_once() -> None:
    near = CollectiveMembershipFactory()
    far = CollectiveMembershipFactory(member=near.collective)
    own, expected, both = led_by(near.member), led_by(far.collective), led_by(near.member, near.collective)
    led_by(OrganisationFactory())

    owed = owed_by(near.member, DAY)

    assert [(each, each.led, [c["slug"] for c in each.through]) for each in owed] == [
        (own, True, []),
        (expected, False, [far.collective.slug]),
        (both, True, [near.collective.slug]),
    ]


def test_it_owes_nothing_through_a_collective_that_it_left() -> None:
    membership = CollectiveMembershipFactory(ends_on=DAY)
    expected = led_by(membership.collective)

    assert owed_by(membership.member, DAY) == [expected]
    assert owed_by(membership.member, DAY + datetime.timedelta(days=1)) == []


def test_a_collective_owes_nothing_that_only_its_members_lead() -> None:
    membership = CollectiveMembershipFactory()
    led_by(membership.member)

    assert owed_by(membership.collective, DAY) == []


def test_what_it_reported_in_each_period_is_told_together_and_silence_apart_from_no_report() -> None:
    first, second, third = PeriodFactory(), PeriodFactory(), PeriodFactory()
    report = ProgressReportFactory(period=first, self_rating=SelfRating.COMPLETE)
    row = {"commitment": report.commitment, "organisation": report.organisation}
    ProgressReportFactory(period=first, self_rating=SelfRating.NOT_BEGUN, **row)
    ProgressReportFactory(period=second, self_rating=SelfRating.NOT_REPORTED, **row)
    ProgressReportFactory(period=third, state="submitted", **row)
    ProgressReportFactory(period=third, commitment=report.commitment)

    told = Commitment.objects.with_reports_by(report.organisation).get(pk=report.commitment.pk)

    assert told.told == [{"period": first.pk, "rating": "in_progress"}]
    assert told.reported_in == [first.pk, second.pk]


@pytest.mark.usefixtures("record")
def test_in_the_record_three_bodies_owe_through_collectives() -> None:
    def owed(slug: str) -> list[tuple[int, bool]]:
        found = owed_by(Organisation.objects.get(slug=slug), DAY)
        return [(each.number, each.led) for each in found]

    expected = [(number, False) for number in (*range(33, 46), 50, 51, 52)]
    assert owed("nhs-england") == [*expected, *((number, True) for number in range(73, 83))]
    assert owed("nhs-tda") == [*expected, (84, True)]
    assert owed("cqc") == [*expected, (56, True), (57, True), (58, True)]
    assert owed("dh") == [(number, True) for number in range(1, 30)]
    assert owed("rcn") == []
