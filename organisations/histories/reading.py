"""Histories and deeds as one list, the newest first, a page at a time.

A page is found by where the last one ended, not by its number, and nothing is counted: the millionth row is found as
quickly as the first.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from organisations.models import AuditRow, HistoryRow

PAGE = 50
LARGEST_ID = 2**63 - 1

# Of one moment what changed stands before the deed that changed it.
ORDER = {AuditRow: 0, HistoryRow: 1}


@dataclass(frozen=True, order=True)
class Place:
    """Where a row stands in the list."""

    at: datetime.datetime
    kind: int
    key: int

    @classmethod
    def of(cls, row: Any) -> "Place":
        return cls(row.at, ORDER[type(row)], row.pk)

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """From an address; None for the beginning, and for what is no place."""
        at, _, rest = text.partition("~")
        kind, _, key = rest.partition("~")
        try:
            moment = parse_datetime(at)
        except ValueError:
            return None
        if moment is None or moment.tzinfo is None or kind not in ("0", "1") or not (key.isdecimal() and key.isascii()):
            return None
        return cls(moment.astimezone(datetime.UTC), int(kind), int(key)) if int(key) <= LARGEST_ID else None

    def __str__(self) -> str:
        return f"{self.at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}~{self.kind}~{self.key}"


@dataclass(frozen=True)
class Page:
    rows: Sequence[Any]
    ends: Place | None  # where the next page begins; None on the last one


def page_after(place: Place | None, sources: Iterable[QuerySet[Any]]) -> Page:
    """The next rows of all sources together. A row that two of them have is there once."""
    found = {Place.of(row): row for source in sources for row in _later(source, place)[: PAGE + 1]}
    places = sorted(found, reverse=True)
    rows = [found[each] for each in places[:PAGE]]
    return Page(rows, places[PAGE - 1] if len(places) > PAGE else None)


def _later(rows: QuerySet[Any], place: Place | None) -> QuerySet[Any]:
    rows = rows.order_by("-at", "-id")
    if place is None:
        return rows
    kind = ORDER[rows.model]
    if kind != place.kind:
        return rows.filter(at__lte=place.at) if kind < place.kind else rows.filter(at__lt=place.at)
    return rows.filter(Q(at__lt=place.at) | Q(at=place.at, id__lt=place.key), at__lte=place.at)
