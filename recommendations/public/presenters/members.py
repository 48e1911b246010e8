"""Who is in a collective on a day, and how many of them reported."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Window

from caldicott.first_published import IN_AN_ANNEX
from organisations.models import CollectiveMembership, Organisation
from recommendations.models import Period
from recommendations.models.standing import Standing, with_standing

MOST_MEMBERS = 50
COUNTED = (Standing.REPORTED, Standing.NOTHING_REPORTED, Standing.NO_REPORT)


@dataclass(frozen=True)
class Members:
    """The first `rows` of all who are in a collective, themselves or through another, and their numbers.

    A collective among them is no body of its own: only `all` counts it. `beyond_annexes` is whether the record has
    any body in it that the annexes do not show; they show a few of each and list no collective's members.
    """

    rows: Sequence[Any]
    all: int = 0
    bodies: int = 0
    reported: int = 0
    nothing_reported: int = 0
    no_report: int = 0
    beyond_annexes: bool = False

    @property
    def collectives(self) -> int:
        return self.all - self.bodies


def members_of(collective: Organisation, day: datetime.date, period: Period | None) -> Members:
    """Those of this day, by name, each with its `standing` in the period.

    Who is in it itself is `direct`, and has `since`, `until` and `member_source` as its membership tells them.
    """
    body = ~Q(kind=Organisation.Kind.COLLECTIVE)
    numbers = {
        "all": Q(),
        "bodies": body,
        **{standing.value: body & Q(standing=standing) for standing in COUNTED},
    }
    counted = {f"number_{name}": Window(Count("pk", filter=which)) for name, which in numbers.items()}
    members = _of(collective, day, period).annotate(**counted, beyond_annexes=_beyond_annexes(collective, day))
    rows = list(members.order_by("name")[:MOST_MEMBERS])
    if not rows:
        return Members(rows)
    told = {name: getattr(rows[0], f"number_{name}") for name in numbers}
    return Members(rows, **told, beyond_annexes=rows[0].beyond_annexes)


def _of(collective: Organisation, day: datetime.date, period: Period | None) -> QuerySet[Any]:
    members = Organisation.objects.belonging_to(Organisation.objects.filter(pk=collective.pk), day)
    itself = CollectiveMembership.objects.on(day).filter(collective=collective, member=OuterRef("pk"))
    return with_standing(members, period).annotate(
        direct=Exists(itself),
        since=Subquery(itself.values("begins_on")[:1]),
        until=Subquery(itself.values("ends_on")[:1]),
        member_source=Subquery(itself.values("source")[:1]),
    )


def _beyond_annexes(collective: Organisation, day: datetime.date) -> Exists:
    within = Organisation.objects.belonging_to(Organisation.objects.filter(pk=collective.pk), day)
    bodies = CollectiveMembership.objects.on(day).exclude(member__kind=Organisation.Kind.COLLECTIVE)
    here = bodies.filter(Q(collective=collective) | Q(collective__in=within))
    return Exists(here.exclude(source__regex=IN_AN_ANNEX))
