"""One organisation follows another: what passes on, what stays, and what is refused."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from caldicott.desk.acts import digest_of
from caldicott.refusals import Refused
from organisations.keeping.following import (
    foreseen_merger,
    merge_organisations,
    separate_organisations,
    succeed_organisation,
)
from organisations.models import AuditRow, Membership, Organisation, Role, Succession, User
from recommendations.models import Commitment
from tests import factories as f
from tests.returning import POSITION, Desk, commitment_of, person

pytestmark = pytest.mark.django_db

DAY = datetime.date(2014, 4, 1)
WHY = "Two records of one sample body."


@pytest.fixture
def secretary() -> User:
    return person(Role.SECRETARIAT)


def merge(merged: Organisation, kept: Organisation, by: User, since: datetime.date = DAY, **more: Any) -> Succession:
    return merge_organisations(merged=merged, kept=kept, since=since, reason=WHY, by=by, **more)


def owed_by(organisation: Organisation, on: datetime.date) -> list[int]:
    return [each.number for each in Commitment.objects.with_owing(organisation, on) if each.owed]


def test_commitments_pass_on_from_the_day_and_the_rows_say_who_led_before(secretary: User) -> None:
    old, new = f.OrganisationFactory(), f.OrganisationFactory()
    commitment = commitment_of(old)
    succeed_organisation(predecessor=old, successor=new, since=DAY, reason="By order.", by=secretary)
    before = DAY - datetime.timedelta(days=1)
    assert (owed_by(old, before), owed_by(new, before)) == ([commitment.number], [])
    assert (owed_by(old, DAY), owed_by(new, DAY)) == ([], [commitment.number])
    assert list(commitment.lead_organisations.all()) == [old]
    deed = AuditRow.objects.get(verb="succeed_organisation")
    assert (deed.by, deed.reason, deed.subject, deed.organisation) == (secretary, "By order.", old, new)


def test_what_a_merged_record_has_passes_on(secretary: User) -> None:
    merged, kept = f.OrganisationFactory(name="Sample Bord"), f.OrganisationFactory(name="Sample Board")
    f.AliasFactory(organisation=merged, name="SB")
    role = f.MembershipFactory(organisation=merged, role=Role.AUTHORISED_OFFICER)
    invitation = f.InvitationFactory(organisation=merged)
    inside = f.CollectiveMembershipFactory(member=merged)
    merge(merged, kept, secretary)
    assert {alias.name for alias in kept.aliases.all()} == {"SB", "Sample Bord"}
    assert [(each.person, each.role) for each in kept.people.current()] == [(role.person, Role.AUTHORISED_OFFICER)]
    assert not merged.people.current().exists()
    invitation.refresh_from_db()
    assert invitation.organisation == kept
    assert [(each.collective, each.begins_on) for each in kept.collective_memberships.all()] == [
        (inside.collective, DAY)
    ]
    inside.refresh_from_db()
    assert inside.ends_on == DAY - datetime.timedelta(days=1)


def test_who_has_a_role_in_both_keeps_the_one_in_the_kept(secretary: User) -> None:
    merged, kept = f.OrganisationFactory(), f.OrganisationFactory()
    somebody = person(Role.AUTHORISED_OFFICER, merged)
    f.MembershipFactory(person=somebody, organisation=kept, role=Role.REPORTER)
    merge(merged, kept, secretary)
    assert [(each.organisation, each.role) for each in somebody.memberships.current()] == [(kept, Role.REPORTER)]


def test_a_return_that_is_begun_goes_on_at_the_kept_one_and_what_is_published_stays() -> None:
    desk = Desk.make(position_date=DAY, opens_on=timezone.localdate(), due_on=timezone.localdate())
    desk.save()
    published = f.ProgressReportFactory(organisation=desk.organisation)
    kept = f.OrganisationFactory()
    merge(desk.organisation, kept, desk.secretariat)
    desk.organisation, merged = kept, desk.organisation
    desk.submit()
    assert desk.report.state == "submitted"
    published.refresh_from_db()
    assert published.organisation == merged
    assert owed_by(kept, DAY) == [desk.commitment.number]


def test_a_merger_after_the_position_of_a_period_that_is_collected_is_refused() -> None:
    desk = Desk.make(position_date=DAY)
    with pytest.raises(Refused, match="Choose a day up to its position, 2014-04-01"):
        merge(desk.organisation, f.OrganisationFactory(), desk.secretariat, since=DAY + datetime.timedelta(days=1))


def test_nobody_saves_or_submits_for_a_merged_record() -> None:
    desk = Desk.make(position_date=DAY, opens_on=timezone.localdate(), due_on=timezone.localdate())
    f.SuccessionFactory(predecessor=desk.organisation, kind="merger", since=DAY)
    with pytest.raises(Refused, match="was merged into"):
        desk.save()


def test_a_wrong_merger_is_separated_in_the_open(secretary: User) -> None:
    merged, kept = f.OrganisationFactory(), f.OrganisationFactory()
    alias = f.AliasFactory(organisation=merged)
    role = f.MembershipFactory(organisation=merged)
    inside = f.CollectiveMembershipFactory(member=merged)
    merge(merged, kept, secretary)
    row = separate_organisations(merged=merged, reason="They are two bodies.", by=secretary)
    alias.refresh_from_db()
    inside.refresh_from_db()
    assert (row.kind, row.since, row.note) == ("separated", None, "They are two bodies.")
    assert (alias.organisation, inside.ends_on) == (merged, None)
    assert [each.person for each in merged.people.current()] == [role.person]
    assert not kept.people.current().exists()
    assert not kept.collective_memberships.exists()
    assert not kept.aliases.exists()
    assert AuditRow.objects.get(verb="separate_organisations").reason == "They are two bodies."
    assert Membership.objects.filter(person=role.person).count() == 3  # every role that ever was is on record


def test_what_was_separated_is_not_merged_again(secretary: User) -> None:
    merged, kept = f.OrganisationFactory(), f.OrganisationFactory()
    merge(merged, kept, secretary)
    separate_organisations(merged=merged, reason="They are two bodies.", by=secretary)
    with pytest.raises(Refused, match="What was parted stays so"):
        merge(merged, kept, secretary)
    merge(kept, merged, secretary)  # the other way round is another matter, and makes no ring


def wrong_itself(a: Organisation, b: Organisation, by: User) -> None:
    merge(a, a, by)


def wrong_twice(a: Organisation, b: Organisation, by: User) -> None:
    merge(a, b, by)
    merge(a, f.OrganisationFactory(), by)


def wrong_into_merged(a: Organisation, b: Organisation, by: User) -> None:
    merge(a, b, by)
    merge(f.OrganisationFactory(), a, by)


def wrong_ring(a: Organisation, b: Organisation, by: User) -> None:
    between = f.SuccessionFactory(predecessor=a, since=DAY).successor
    f.SuccessionFactory(predecessor=between, successor=b, since=DAY)
    succeed_organisation(predecessor=b, successor=a, since=DAY, reason=WHY, by=by)


def wrong_kind(a: Organisation, b: Organisation, by: User) -> None:
    merge(a, f.OrganisationFactory(kind="collective"), by)


def wrong_day(a: Organisation, b: Organisation, by: User) -> None:
    merge(a, b, by, since=POSITION)


def wrong_everybody(a: Organisation, b: Organisation, by: User) -> None:
    everybody = f.OrganisationFactory(slug="all-organisations", kind="collective")
    succeed_organisation(predecessor=everybody, successor=a, since=DAY, reason=WHY, by=by)


def wrong_reason(a: Organisation, b: Organisation, by: User) -> None:
    merge_organisations(merged=a, kept=b, since=DAY, reason=" ", by=by)


def wrong_seen(a: Organisation, b: Organisation, by: User) -> None:
    seen = digest_of(foreseen_merger(a, b, DAY))
    f.AliasFactory(organisation=a)
    merge(a, b, by, seen=seen)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (wrong_itself, "it cannot follow itself"),
        (wrong_twice, "was merged into"),
        (wrong_into_merged, "was merged into"),
        (wrong_ring, "in a ring"),
        (wrong_kind, "stands for many bodies"),
        (wrong_day, "lies ahead"),
        (wrong_everybody, "stands for everybody"),
        (wrong_reason, "Give the reason"),
        (wrong_seen, "since you looked"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    wrong: Callable[[Organisation, Organisation, User], None], says: str, secretary: User
) -> None:
    with pytest.raises(Refused, match=says):
        wrong(f.OrganisationFactory(), f.OrganisationFactory(), secretary)


def test_only_the_secretariat_merges() -> None:
    merged = f.OrganisationFactory()
    with pytest.raises(PermissionDenied):
        merge(merged, f.OrganisationFactory(), person(Role.CHAIR))
    with pytest.raises(PermissionDenied):
        merge(merged, f.OrganisationFactory(), person(Role.AUTHORISED_OFFICER, merged))


def test_the_database_refuses_a_ring_whoever_writes() -> None:
    first = f.SuccessionFactory()
    second = f.SuccessionFactory(predecessor=first.successor)
    with pytest.raises(IntegrityError, match="successions_make_no_ring"):
        f.SuccessionFactory(predecessor=second.successor, successor=first.predecessor)
