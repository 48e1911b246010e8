"""What belongs to an organisation in this app: names, people, invitations, and its place in collectives."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from organisations.models import Alias, CollectiveMembership, Invitation, Membership, Organisation

from .parts import Part, Passing, add_part

A_DAY = datetime.timedelta(days=1)


def pass_on_aliases(passing: Passing) -> dict[str, Any]:
    moved = list(passing.merged.aliases.values_list("pk", flat=True))
    Alias.objects.filter(pk__in=moved).update(organisation=passing.kept)
    name = passing.merged.name
    if Alias.objects.filter(name__iexact=name).exists():
        return {"moved": moved, "made": None}
    made = Alias.objects.create(organisation=passing.kept, name=name, note="The name of a record that was merged.")
    return {"moved": moved, "made": made.pk}


def take_back_aliases(passing: Passing, passed: Any) -> None:
    Alias.objects.filter(pk__in=passed["moved"], organisation=passing.kept).update(organisation=passing.merged)
    Alias.objects.filter(pk=passed["made"], organisation=passing.kept).delete()


def pass_on_people(passing: Passing) -> list[list[int | None]]:
    """Everybody's role ends there and goes on here; who has a role here keeps that one."""
    now = timezone.now()
    here = set(passing.kept.people.current().values_list("person", flat=True))
    passed: list[list[int | None]] = []
    for role in passing.merged.people.current().select_for_update(of=["self"]):
        _end(role, passing, now)
        made = None if role.person_id in here else _give(role, passing.kept, passing, now)
        passed.append([role.pk, made.pk if made else None])
    return passed


def take_back_people(passing: Passing, passed: Any) -> None:
    """Who got a role here by the merger has it there again, and not here."""
    now = timezone.now()
    roles = Membership.objects.in_bulk([key for pair in passed for key in pair if key is not None])
    there = set(passing.merged.people.current().values_list("person", flat=True))
    for old, made in passed:
        if made is not None:
            if not roles[made].is_current:
                continue  # it was ended or changed here since: that stands
            _end(roles[made], passing, now)
        if roles[old].person_id not in there:
            _give(roles[old], passing.merged, passing, now)


def _end(role: Membership, passing: Passing, now: datetime.datetime) -> None:
    role.ends_at, role.ended_by = max(now, role.begins_at), passing.by
    role.save(update_fields=["ends_at", "ended_by"])


def _give(role: Membership, place: Organisation, passing: Passing, now: datetime.datetime) -> Membership:
    return Membership.objects.create(
        person_id=role.person_id, role=role.role, organisation=place, begins_at=now, given_by=passing.by
    )


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    return Invitation.objects.open().filter(organisation=organisation)


def pass_on_invitations(passing: Passing) -> list[int]:
    passed = [each.pk for each in open_invitations(passing.merged).select_for_update(of=["self"])]
    Invitation.objects.filter(pk__in=passed).update(organisation=passing.kept)
    return passed


def take_back_invitations(passing: Passing, passed: Any) -> None:
    open_here = [each.pk for each in open_invitations(passing.kept).filter(pk__in=passed)]
    Invitation.objects.filter(pk__in=open_here).update(organisation=passing.merged)


def in_collectives(organisation: Organisation) -> QuerySet[CollectiveMembership]:
    """As a member, or as the collective that others are in: those that are not over."""
    going_on = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    return CollectiveMembership.objects.filter(Q(member=organisation) | Q(collective=organisation), going_on)


def pass_on_collectives(passing: Passing) -> list[dict[str, Any]]:
    """Each membership ends there on the day before, and goes on here where it is not known here already."""
    merged, kept, since = passing.merged, passing.kept, passing.since
    rows = CollectiveMembership.objects.filter(Q(member=merged) | Q(collective=merged))
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=since)).select_for_update()
    there = list(CollectiveMembership.objects.filter(Q(member=kept) | Q(collective=kept)))
    passed, ended, new = [], [], []
    for row in rows:
        again = CollectiveMembership(
            collective=kept if row.collective_id == merged.pk else row.collective,
            member=kept if row.member_id == merged.pk else row.member,
            begins_on=max(row.begins_on or since, since),
            ends_on=row.ends_on,
            source=row.source,
        )
        if row.begins_on is not None and row.begins_on >= since:
            continue  # it begins later, and is looked at when it does
        passed.append({"ended": row.pk, "ends_on": row.ends_on.isoformat() if row.ends_on else None})
        row.ends_on = since - A_DAY
        ended.append(row)
        if again.collective_id != again.member_id and not any(_overlap(again, each) for each in there):
            new.append(again)
    CollectiveMembership.objects.bulk_update(ended, ["ends_on"], batch_size=500)
    made = CollectiveMembership.objects.bulk_create(new, batch_size=500)
    return [*passed, *({"made": each.pk} for each in made)]


def take_back_collectives(passing: Passing, passed: Any) -> None:
    CollectiveMembership.objects.filter(pk__in=[each["made"] for each in passed if "made" in each]).delete()
    before = {each["ended"]: each["ends_on"] for each in passed if "ended" in each}
    rows = list(CollectiveMembership.objects.filter(pk__in=before))
    for row in rows:
        row.ends_on = datetime.date.fromisoformat(before[row.pk]) if before[row.pk] else None
    CollectiveMembership.objects.bulk_update(rows, ["ends_on"], batch_size=500)


def _overlap(one: CollectiveMembership, other: CollectiveMembership) -> bool:
    same = (one.collective_id, one.member_id) == (other.collective_id, other.member_id)
    before = one.ends_on is not None and other.begins_on is not None and one.ends_on < other.begins_on
    after = one.begins_on is not None and other.ends_on is not None and one.begins_on > other.ends_on
    return same and not before and not after


add_part(
    Part(
        "other name",
        "other names",
        lambda organisation: organisation.aliases.count(),
        pass_on_aliases,
        take_back_aliases,
    )
)
add_part(
    Part(
        "person with a role",
        "people with a role",
        lambda organisation: organisation.people.current().count(),
        pass_on_people,
        take_back_people,
    )
)
add_part(
    Part(
        "open invitation",
        "open invitations",
        lambda organisation: open_invitations(organisation).count(),
        pass_on_invitations,
        take_back_invitations,
    )
)
add_part(
    Part(
        "membership in a collective",
        "memberships in collectives",
        lambda organisation: in_collectives(organisation).count(),
        pass_on_collectives,
        take_back_collectives,
    )
)
