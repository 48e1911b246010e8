"""Who is in which collective, brought in from a table: looked at first, then all of it or nothing.

A row says that a member is in a collective in some days. What is on record and not in the table is left alone, unless
a row gives it its last day: a table of one region says nothing of the others.
"""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.text import slugify

from caldicott.refusals import Refused
from organisations.accounts.managing import require_may_manage_everybody
from organisations.models import Alias, CollectiveMembership, Organisation, Succession, User, audit

from .policies import CHANGED, reason_told
from .table import Fault, Row, Table, read_table

LOCK = 20140931
AT_A_TIME = 1_000
Span = tuple[datetime.date | None, datetime.date | None]


@dataclass
class Plan:
    """What a table would do. Every row that was read is in one of the five: the totals add up to `read`."""

    sha256: str
    read: int = 0
    blank: int = 0
    added: list[CollectiveMembership] = field(default_factory=list)
    ended: list[CollectiveMembership] = field(default_factory=list)
    unchanged: int = 0
    repeated: int = 0
    refused: set[int] = field(default_factory=set)
    made: dict[str, Organisation] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    before: int = 0  # memberships that hold today
    after: int = 0
    begun: int = 0  # of those added, how many hold today
    over: int = 0  # of those ended, how many held today and hold no more

    @property
    def totals(self) -> dict[str, int]:
        return {
            "read": self.read,
            "added": len(self.added),
            "ended": len(self.ended),
            "there already": self.unchanged,
            "repeated": self.repeated,
            "refused": len(self.refused),
            "blank": self.blank,
            "new organisations": len(self.made),
            "members before": self.before,
            "members after": self.after,
        }

    @property
    def adds_up(self) -> bool:
        told = len(self.added) + len(self.ended) + self.unchanged + self.repeated + len(self.refused)
        return told == self.read and self.before + self.begun - self.over == self.after

    @property
    def seen(self) -> str:
        """What names it: another table, or another state of the record, gives another."""
        rows = [f"+{each.collective}/{each.member}/{each.begins_on}/{each.ends_on}" for each in self.added]
        rows += [f"-{each.pk}/{each.ends_on}" for each in self.ended]
        told = [self.sha256, str(self.totals), *sorted(self.made), *rows]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


def plan_members(content: bytes, *, make_new: bool) -> Plan:
    """What the table would do now; nothing is changed. Raises Refused where it cannot be read at all."""
    table = read_table(content)
    plan = Plan(hashlib.sha256(content).hexdigest(), read=len(table.rows), blank=table.blank, faults=table.faults)
    plan.refused = {fault.row for fault in table.faults}
    _Planning(plan, table, make_new=make_new).run()
    plan.faults.sort(key=lambda fault: (fault.row, fault.letter))
    return plan


@transaction.atomic
def import_members(*, content: bytes, make_new: bool, seen: str, reason: str, by: User) -> Plan:
    """Do what was shown: `seen` names it. Raises Refused where the record has changed since, or a row is at fault."""
    require_may_manage_everybody(by)
    reason = reason_told(reason)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("LOCK TABLE organisations_collectivemembership IN SHARE ROW EXCLUSIVE MODE")
    plan = plan_members(content, make_new=make_new)
    if plan.seen != seen:
        raise Refused(CHANGED)
    if plan.faults:
        raise Refused("Some rows are at fault. Put them right and send the table again: nothing was changed.")
    Organisation.objects.bulk_create(plan.made.values(), batch_size=AT_A_TIME)
    CollectiveMembership.objects.bulk_update(plan.ended, ["ends_on"], batch_size=AT_A_TIME)
    CollectiveMembership.objects.bulk_create(plan.added, batch_size=AT_A_TIME)
    changed = [*plan.added, *plan.ended]
    if not changed:
        raise Refused("Everything in the table is on record already: there is nothing to do.")
    if _holding() != plan.after:
        raise Refused("The totals do not add up: nothing was changed. Look at the table again.")
    audit("import_members", changed[0].collective, by=by, reason=reason, sha256=plan.sha256, totals=plan.totals)
    return plan


def _holding() -> int:
    return CollectiveMembership.objects.on(timezone.localdate()).count()


class _Planning:
    """One look at a table. The record is read in a few queries, however many rows there are."""

    def __init__(self, plan: Plan, table: Table, *, make_new: bool) -> None:
        self.plan, self.rows, self.make_new = plan, table.rows, make_new
        self.today = timezone.localdate()
        names = {row.cells[column].lower() for row in self.rows for column in ("collective", "member")}
        self.named = named(names)
        keys = {each.pk for some in self.named.values() for each in some}
        self.merged = dict(
            Succession.objects.filter(kind=Succession.Kind.MERGER, predecessor__in=keys).values_list(
                "predecessor", "successor__name"
            )
        )
        self.there: dict[tuple[int, int], list[CollectiveMembership]] = defaultdict(list)
        for row in CollectiveMembership.objects.filter(collective__in=keys, member__in=keys).order_by("pk"):
            self.there[row.collective_id, row.member_id].append(row)
        self.slugs = set(Organisation.objects.values_list("slug", flat=True)) if make_new else set()
        self.told: dict[tuple[str, str], list[Span]] = defaultdict(list)

    def run(self) -> None:
        self.plan.before = _holding()
        for row in self.rows:
            collective = self._organisation(row, "collective")
            member = self._organisation(row, "member")
            if row.number not in self.plan.refused and collective and member:
                self._place(row, collective, member)
        self.plan.begun = sum(_holds(_span(each), self.today) for each in self.plan.added)
        self.plan.after = self.plan.before + self.plan.begun - self.plan.over

    def _fault(self, row: Row, column: str, says: str) -> None:
        self.plan.faults.append(row.fault(column, says))
        self.plan.refused.add(row.number)

    def _organisation(self, row: Row, column: str) -> Organisation | None:
        name = row.cells[column]
        found = self.named.get(name.lower(), [])
        if not name:
            return None  # told already
        if len(found) > 1:
            self._fault(row, column, "More than one organisation is called so. Write the public address instead.")
        elif found and found[0].pk in self.merged:
            self._fault(row, column, f"This record was merged. Write “{self.merged[found[0].pk]}”.")
        elif found and column == "collective" and not found[0].collective:
            self._fault(row, column, "This is one body. Only a collective has members.")
        elif found:
            return found[0]
        elif column == "member" and self.make_new:
            return self._new(row, name)
        else:
            self._fault(row, column, "No organisation has this name, alias or address.")
        return None

    def _new(self, row: Row, name: str) -> Organisation | None:
        key = name.lower()
        if key in self.plan.made:
            return self.plan.made[key]
        if row.number in self.plan.refused or len(name) > 200:
            if len(name) > 200:
                self._fault(row, "member", "A name has at most 200 characters.")
            return None
        base = slugify(name)[:70].strip("-") or "organisation"
        slug, number = base, 1
        while slug in self.slugs:
            number += 1
            slug = f"{base}-{number}"
        self.slugs.add(slug)
        made = Organisation(name=name, slug=slug, kind=Organisation.Kind.OTHER, source="A table of members.")
        self.plan.made[key] = made
        return made

    def _place(self, row: Row, collective: Organisation, member: Organisation) -> None:
        span, pair = (row.begins_on, row.ends_on), (collective.slug, member.slug)
        if collective == member:
            self._fault(row, "member", "A collective cannot be its own member.")
            return
        if span in self.told[pair]:
            self.plan.repeated += 1
            return
        if any(_meet(span, each) for each in self.told[pair]):
            self._fault(row, "begins_on", "Another row has the same member in some of these days.")
            return
        self.told[pair].append(span)
        meeting = (
            [each for each in self.there[collective.pk, member.pk] if _meet(span, _span(each))] if member.pk else []
        )
        if not meeting:
            added = CollectiveMembership(collective=collective, member=member, source=row.cells["source"])
            added.begins_on, added.ends_on = span
            self.plan.added.append(added)
        elif len(meeting) == 1:
            self._compare(row, meeting[0])
        else:
            self._fault(row, "begins_on", "It is in it on record more than once in these days. Give the days of one.")

    def _compare(self, row: Row, known: CollectiveMembership) -> None:
        if row.begins_on not in (None, known.begins_on):
            self._fault(row, "begins_on", f"On record it begins {known.begins_on or 'on no day that is known'}.")
        elif row.ends_on in (None, known.ends_on):
            self.plan.unchanged += 1
        elif known.ends_on is not None:
            self._fault(row, "ends_on", f"On record it has ended already, on {known.ends_on}.")
        else:
            held = _holds(_span(known), self.today)
            known.ends_on = row.ends_on
            self.plan.over += held and not _holds(_span(known), self.today)
            self.plan.ended.append(known)


def named(names: Iterable[str]) -> dict[str, list[Organisation]]:
    """The organisations of each name in small letters: by name, alias, abbreviation or public address."""
    wanted = list(names)
    found: dict[str, dict[int, Organisation]] = defaultdict(dict)
    for how in ("name", "abbreviation", "slug"):
        rows = Organisation.objects.annotate(said=Lower(how)).filter(said__in=wanted).order_by()
        for each in rows.iterator():
            found[each.said][each.pk] = each
    aliases = Alias.objects.annotate(said=Lower("name")).filter(said__in=wanted).order_by()
    for alias in aliases.select_related("organisation").iterator():
        found[alias.said][alias.organisation_id] = alias.organisation
    return {name: list(some.values()) for name, some in found.items()}


def _span(row: CollectiveMembership) -> Span:
    return row.begins_on, row.ends_on


def _meet(one: Span, other: Span) -> bool:
    first, last = datetime.date.min, datetime.date.max
    return (one[0] or first) <= (other[1] or last) and (other[0] or first) <= (one[1] or last)


def _holds(span: Span, day: datetime.date) -> bool:
    return _meet(span, (day, day))
