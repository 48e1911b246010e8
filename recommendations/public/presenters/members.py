"""Who is in a collective on a day, and how many of them reported."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Window

from organisations.models import CollectiveMembership, Organisation
from recommendations.models import Period
from recommendations.models.standing import Standing, with_standing

MOST_MEMBERS = 50
COUNTED = (Standing.REPORTED, Standing.NOTHING_REPORTED, Standing.NO_REPORT)


@dataclass(frozen=True)
class Members:
    """The first `rows` of all who are in a collective, themselves or through another, and their numbers.

    A collective among them is no body of its own: only `all` counts it.
    """

    rows: Sequence[Any]
    all: int = 0
    bodies: int = 0
    reported: int = 0
    nothing_reported: int = 0
    no_report: int = 0

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
    rows = list(_of(collective, day, period).annotate(**counted).order_by("name")[:MOST_MEMBERS])
    return Members(rows, **{name: getattr(rows[0], f"number_{name}") for name in numbers} if rows else {})


def _of(collective: Organisation, day: datetime.date, period: Period | None) -> QuerySet[Any]:
    members = Organisation.objects.belonging_to(Organisation.objects.filter(pk=collective.pk), day)
    itself = CollectiveMembership.objects.on(day).filter(collective=collective, member=OuterRef("pk"))
    return with_standing(members, period).annotate(
        direct=Exists(itself),
        since=Subquery(itself.values("begins_on")[:1]),
        until=Subquery(itself.values("ends_on")[:1]),
        member_source=Subquery(itself.values("source")[:1]),
    )
