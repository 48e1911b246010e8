"""What an organisation owes on a day, and what its reports on that said."""

import datetime

import pytest

from organisations.models import Organisation
from recommendations.models import Commitment, SelfRating
from recommendations.models.standing import with_standing
from tests.factories import (
    AliasFactory,
    CollectiveMembershipFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    SuccessionFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2014, 9, 30)
DAY_BEFORE = datetime.date(2014, 9, 29)


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


def test_from_its_day_a_successor_owes_what_the_other_led_and_the_other_nothing_more() -> None:
    succession = SuccessionFactory(since=DAY)
    commitment = led_by(succession.predecessor)

    assert owed_by(succession.predecessor, DAY_BEFORE) == [commitment]
    assert owed_by(succession.successor, DAY_BEFORE) == []
    assert owed_by(succession.predecessor, DAY) == []
    (owed,) = owed_by(succession.successor, DAY)
    assert (owed, owed.led, owed.through) == (commitment, True, [])


def test_a_succession_without_a_day_passes_nothing_on() -> None:
    succession = SuccessionFactory()
    commitment = led_by(succession.predecessor)
    assert owed_by(succession.predecessor, DAY) == [commitment]
    assert owed_by(succession.successor, DAY) == []


def test_through_a_chain_of_successions_the_last_one_standing_owes_all() -> None:
    first = SuccessionFactory(since=DAY_BEFORE)
    second = SuccessionFactory(predecessor=first.successor, since=DAY)
    oldest, middle = led_by(first.predecessor), led_by(first.successor)

    assert owed_by(first.successor, DAY_BEFORE) == [oldest, middle]
    assert owed_by(second.successor, DAY_BEFORE) == []
    assert owed_by(second.successor, DAY) == [oldest, middle]
    assert [owed_by(each, DAY) for each in (first.predecessor, first.successor)] == [[], []]


def test_of_a_body_split_in_two_both_owe_what_it_led_each_from_its_own_day() -> None:
    whole = OrganisationFactory()
    one = SuccessionFactory(predecessor=whole, since=DAY_BEFORE).successor
    other = SuccessionFactory(predecessor=whole, since=DAY).successor
    commitment = led_by(whole)

    assert [owed_by(each, DAY_BEFORE) for each in (whole, one, other)] == [[], [commitment], []]
    assert [owed_by(each, DAY) for each in (whole, one, other)] == [[], [commitment], [commitment]]


def test_of_two_that_merged_the_new_one_owes_what_both_led() -> None:
    new = OrganisationFactory()
    led = [led_by(SuccessionFactory(successor=new, since=DAY).predecessor) for _ in range(2)]
    assert owed_by(new, DAY) == led


def test_a_body_that_was_succeeded_owes_nothing_through_collectives_and_its_successor_only_through_its_own() -> None:
    near, succession = CollectiveMembershipFactory(), SuccessionFactory(since=DAY)
    far = CollectiveMembershipFactory(member=near.collective)
    expected = led_by(far.collective)
    CollectiveMembershipFactory(collective=near.collective, member=succession.predecessor)

    assert owed_by(succession.predecessor, DAY_BEFORE) == [expected]
    assert owed_by(succession.predecessor, DAY) == owed_by(succession.successor, DAY) == []
    CollectiveMembershipFactory(collective=near.collective, member=succession.successor)
    assert owed_by(succession.successor, DAY) == [expected]


def test_of_a_collective_that_was_succeeded_the_members_of_the_new_one_owe_what_it_led() -> None:
    """And so each member owes just where it is asked."""
    period = PeriodFactory()
    day = period.position_date
    left, joined = CollectiveMembershipFactory(), CollectiveMembershipFactory()
    old = left.collective
    SuccessionFactory(predecessor=old, successor=joined.collective, since=day)
    commitment = led_by(old)

    assert owed_by(left.member, day - datetime.timedelta(days=1)) == [commitment]
    assert owed_by(left.member, day) == []
    (owed,) = owed_by(joined.member, day)
    assert (owed, owed.led, [each["slug"] for each in owed.through]) == (commitment, False, [old.slug])
    asked = with_standing(Organisation.objects.filter(pk__in=[left.member_id, joined.member_id]), period)
    assert {each.pk: each.standing for each in asked} == {left.member_id: "not_asked", joined.member_id: "no_report"}


def test_who_joins_or_leaves_before_the_position_owes_by_its_day_and_not_by_that_of_the_opening() -> None:
    period = PeriodFactory(
        open_=True, position_date=DAY, opens_on=datetime.date(2014, 7, 1), due_on=datetime.date(2014, 10, 31)
    )
    within = datetime.date(2014, 8, 1)
    joined = CollectiveMembershipFactory(begins_on=within)
    collective = joined.collective
    left = CollectiveMembershipFactory(collective=collective, ends_on=within)
    joined_later = CollectiveMembershipFactory(collective=collective, begins_on=DAY + datetime.timedelta(days=1))
    expected = led_by(collective)

    assert owed_by(joined.member, period.position_date) == [expected]
    assert owed_by(left.member, period.position_date) == owed_by(joined_later.member, period.position_date) == []
    assert owed_by(joined.member, datetime.date(2014, 7, 1)) == []
    assert owed_by(left.member, datetime.date(2014, 7, 1)) == [expected]


def test_a_body_that_is_only_renamed_owes_what_it_owed() -> None:
    organisation = OrganisationFactory(name="Old name")
    commitment = led_by(organisation)
    AliasFactory(organisation=organisation, name="Old name before")
    organisation.name = "New name"
    organisation.save()
    assert owed_by(organisation, DAY) == [commitment]


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
