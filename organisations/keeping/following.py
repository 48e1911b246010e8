"""One organisation follows another: it takes over from it, or turns out to be the same body under a second record.

Both are rows of `Succession`. From it follows who owes what since when, so that nothing published is written anew: its
rows go on naming whoever gave them.
"""

import datetime

from django.db import IntegrityError, transaction

from caldicott.desk.acts import digest_of
from caldicott.govuk.words import date_in_words
from caldicott.refusals import Refused
from organisations.accounts.managing import require_may_manage_everybody
from organisations.models import AuditRow, Organisation, Succession, User, audit

from .parts import PARTS, Passing
from .policies import CHANGED, has_come, hold, merged_into, reason_told, stands_for_itself

RING = "successions_make_no_ring"


@transaction.atomic
def succeed_organisation(
    *,
    predecessor: Organisation,
    successor: Organisation,
    since: datetime.date,
    reason: str,
    by: User,
    seen: str = "",
) -> Succession:
    """From this day the successor holds what the other led. `seen` names what the person was told will happen."""
    require_may_manage_everybody(by)
    reason = reason_told(reason)
    has_come(since)
    predecessor, successor = hold([predecessor, successor])
    _may_follow(predecessor, successor)
    for part in PARTS:
        if part.with_succession:
            part.refuse(Passing(predecessor, successor, since, by))
    _as_seen(seen, foreseen_succession(predecessor, successor, since))
    made = _follow(predecessor, successor, since, Succession.Kind.SUCCESSION)
    facts = {"successor": successor.slug, "since": since.isoformat()}
    audit("succeed_organisation", predecessor, by=by, organisation=successor, reason=reason, **facts)
    return made


@transaction.atomic
def merge_organisations(
    *, merged: Organisation, kept: Organisation, since: datetime.date, reason: str, by: User, seen: str = ""
) -> Succession:
    """Two records of one body become one, from a day on: what the merged one has passes on to the one that is kept."""
    require_may_manage_everybody(by)
    reason = reason_told(reason)
    has_come(since)
    merged, kept = hold([merged, kept])
    _may_follow(merged, kept)
    if merged.collective != kept.collective:
        raise Refused("A collective stands for many bodies: it cannot be a second record of one body.")
    later = Succession.objects.filter(predecessor=merged, kind=Succession.Kind.SUCCESSION).first()
    if later is not None:
        raise Refused(f"{later.successor} has taken over from {merged}. Merge the other way round: keep {merged}.")
    passing = Passing(merged, kept, since, by)
    for part in PARTS:
        part.refuse(passing)
    _as_seen(seen, foreseen_merger(merged, kept, since))
    made = _follow(merged, kept, since, Succession.Kind.MERGER)
    passed = {part.many: part.pass_on(passing) for part in PARTS}
    facts = {"kept": kept.slug, "since": since.isoformat(), "passed": passed}
    audit("merge_organisations", merged, by=by, organisation=kept, reason=reason, **facts)
    return made


@transaction.atomic
def separate_organisations(*, merged: Organisation, reason: str, by: User) -> Succession:
    """Undo a merger that was a mistake. The row of the merger stays, and says that and why it was undone."""
    require_may_manage_everybody(by)
    reason = reason_told(reason)
    kept = merged_into(merged)
    if kept is None:
        raise Refused(f"{merged} is not merged into another.")
    merged, kept = hold([merged, kept])
    row = Succession.objects.filter(predecessor=merged, successor=kept, kind=Succession.Kind.MERGER).first()
    if row is None or row.since is None:
        raise Refused(f"{merged} was separated a moment ago.")
    stands_for_itself(kept)
    deed = AuditRow.objects.filter(
        verb="merge_organisations", organisation=kept, subject_id=merged.pk, facts__kept=kept.slug
    ).first()
    passed = deed.facts["passed"] if deed else {}
    passing = Passing(merged, kept, row.since, by)
    row.kind, row.since, row.note = Succession.Kind.SEPARATED, None, reason[:300]
    row.save(update_fields=["kind", "since", "note"])
    for part in PARTS:
        if passed.get(part.many):
            part.take_back(passing, passed[part.many])
    facts = {"kept": kept.slug, "since": passing.since.isoformat()}
    audit("separate_organisations", merged, by=by, organisation=kept, reason=reason, **facts)
    return row


def foreseen_succession(predecessor: Organisation, successor: Organisation, since: datetime.date) -> list[str]:
    """What will happen, sentence by sentence."""
    passing = [part.told(predecessor) for part in PARTS if part.with_succession]
    return [
        f"From {date_in_words(since)}, {successor} holds what {predecessor} led: {', '.join(passing)}.",
        f"Whatever {predecessor} reported stays under its name, and its page stays where it is.",
        f"People of {predecessor} get no role in {successor}: invite those who go on.",
    ]


def foreseen_merger(merged: Organisation, kept: Organisation, since: datetime.date) -> list[str]:
    passing = [part.told(merged) for part in PARTS]
    return [
        f"{kept} is kept. From {date_in_words(since)} it has what {merged} has: {', '.join(passing)}.",
        f"The address of {merged} leads on to {kept} for good, and its name finds {kept}.",
        f"What was published of {merged} stays as it is, under its name.",
    ]


def _as_seen(seen: str, foreseen: list[str]) -> None:
    if seen and seen != digest_of(foreseen):
        raise Refused(CHANGED)


def _may_follow(predecessor: Organisation, successor: Organisation) -> None:
    if predecessor == successor:
        raise Refused("Choose another organisation: it cannot follow itself.")
    stands_for_itself(predecessor)
    stands_for_itself(successor)
    told = Succession.objects.filter(predecessor=predecessor, successor=successor).first()
    if told is not None and told.kind == Succession.Kind.SEPARATED:
        raise Refused(f"{predecessor} was merged into {successor} by mistake once. What was parted stays so.")
    if told is not None and told.since is not None:
        raise Refused(f"{successor} has taken over from {predecessor} already.")


def _follow(predecessor: Organisation, successor: Organisation, since: datetime.date, kind: str) -> Succession:
    """The row. One that the record gave without a day gets the day now; any other is new."""
    made = Succession.objects.filter(predecessor=predecessor, successor=successor, since=None).first()
    made = made or Succession(predecessor=predecessor, successor=successor)
    made.since, made.kind = since, kind
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as broken:
        if RING not in str(broken):
            raise
        raise Refused(
            f"{predecessor} has itself taken over from {successor}, at once or through others: they cannot follow "
            "each other in a ring."
        ) from None
    return made
