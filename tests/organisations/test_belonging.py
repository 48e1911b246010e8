"""Who belongs to whom on a day, through any number of collectives."""

import datetime

import pytest
from django.db.models import QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from organisations.models import CollectiveMembership, Organisation
from tests.factories import AliasFactory, CollectiveMembershipFactory, OrganisationFactory, SuccessionFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2014, 9, 30)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)


def one(organisation: Organisation) -> "QuerySet[Organisation]":
    return Organisation.objects.filter(pk=organisation.pk)


def members_of(collective: Organisation, on: datetime.date = DAY) -> set[Organisation]:
    return set(Organisation.objects.belonging_to(one(collective), on))


def collectives_of(member: Organisation, on: datetime.date = DAY) -> set[Organisation]:
    return set(Organisation.objects.asked_as(one(member), on)) - {member}


def test_a_member_belongs_to_its_collective_and_to_those_that_hold_this_one() -> None:
    near = CollectiveMembershipFactory()
    far = CollectiveMembershipFactory(member=near.collective)
    CollectiveMembershipFactory()

    assert collectives_of(near.member) == {near.collective, far.collective}
    assert members_of(far.collective) == {near.collective, near.member}
    assert members_of(near.collective) == {near.member}
    assert members_of(near.member) == set()


@pytest.mark.parametrize(
    ("begins_on", "ends_on", "belongs"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (BEFORE, AFTER, True),
        (None, BEFORE, False),
        (AFTER, None, False),
    ],
)
def test_a_membership_holds_from_its_first_day_to_its_last(
    begins_on: datetime.date | None, ends_on: datetime.date | None, belongs: bool
) -> None:
    membership = CollectiveMembershipFactory(begins_on=begins_on, ends_on=ends_on)

    assert (membership.collective in collectives_of(membership.member)) is belongs
    assert (membership.member in members_of(membership.collective)) is belongs


def test_whoever_is_in_a_collective_that_has_left_another_is_not_in_that_one() -> None:
    near = CollectiveMembershipFactory()
    far = CollectiveMembershipFactory(member=near.collective, ends_on=BEFORE)

    assert far.collective not in collectives_of(near.member)
    assert far.collective in collectives_of(near.member, on=BEFORE)


def test_collectives_that_belong_to_each_other_in_a_ring_come_to_an_end() -> None:
    first = CollectiveMembershipFactory(member__kind=Organisation.Kind.COLLECTIVE)
    CollectiveMembershipFactory(collective=first.member, member=first.collective)
    body = CollectiveMembershipFactory(collective=first.member).member

    assert collectives_of(body) == {first.collective, first.member}
    assert body in members_of(first.collective)


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] != pair[1])))
@settings(max_examples=40, deadline=None)
def test_whatever_belongs_to_whatever_the_two_ways_to_ask_agree_with_walking(pairs: set[tuple[int, int]]) -> None:
    CollectiveMembership.objects.all().delete()
    bodies = [
        Organisation.objects.get_or_create(slug=f"o-{n}", defaults={"name": f"O {n}", "kind": "other"})[0]
        for n in range(5)
    ]
    for collective, member in pairs:
        CollectiveMembership.objects.create(collective=bodies[collective], member=bodies[member])

    def walked(start: int) -> set[int]:
        found: set[int] = set()
        ahead = {start}
        while ahead := {member for collective, member in pairs if collective in ahead} - found:
            found |= ahead
        return found

    for number, body in enumerate(bodies):
        assert members_of(body) == {bodies[each] for each in walked(number)}
        assert collectives_of(body) == {bodies[each] for each in range(5) if number in walked(each)} - {body}


def test_an_organisation_has_its_names_through_time_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    organisation = OrganisationFactory()
    AliasFactory(organisation=organisation, name="The Boddy", note="A misprint.")
    SuccessionFactory(predecessor__name="The Old Body", predecessor__slug="old", successor=organisation)
    SuccessionFactory(
        predecessor=organisation,
        successor__name="The New Body",
        successor__slug="new",
        since=datetime.date(2023, 4, 1),
        note="In 2023.",
    )

    with django_assert_num_queries(1):
        named = Organisation.objects.with_names().get(pk=organisation.pk)

    assert named.other_names == [{"name": "The Boddy", "note": "A misprint.", "until": None}]
    kind = {"kind": "succession"}
    assert named.predecessors == [{"name": "The Old Body", "slug": "old", "since": None, **kind, "note": ""}]
    since = {"since": "2023-04-01", **kind}
    assert named.successors == [{"name": "The New Body", "slug": "new", **since, "note": "In 2023."}]
