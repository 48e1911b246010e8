"""How many rows each value of a filter would leave, counted in one query for all filters of a list."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet


@dataclass(frozen=True)
class Facet:
    """A filter whose values are counted: its name, and the column, or array, of the queryset that holds them."""

    name: str
    column: str


@dataclass(frozen=True)
class Counts:
    """For each facet, how many rows each of its values would leave beside what is chosen in the other facets.

    `rows` is how many there are with all that is chosen.
    """

    of: dict[str, Counter[str]]
    rows: int


def facet_counts(queryset: QuerySet[Any], facets: Iterable[Facet], chosen: Mapping[str, str]) -> Counts:
    """Counts the rows of a queryset that is narrowed by everything but the facets.

    The database groups the rows by all facets at once; the groups are few, however many rows there are.
    """
    counted = list(facets)
    columns = [facet.column for facet in counted]
    groups = queryset.order_by().values_list(*columns).annotate(rows=Count("pk"))
    counts: dict[str, Counter[str]] = {facet.name: Counter() for facet in counted}
    found = 0
    for *cells, rows in groups:
        values = {facet.name: _values(cell) for facet, cell in zip(counted, cells, strict=True)}
        missed = {name for name, value in chosen.items() if value not in values[name]}
        found += 0 if missed else rows
        for name, count in counts.items():
            if missed <= {name}:
                count.update(dict.fromkeys(values[name], rows))
    return Counts(counts, found)


def _values(cell: Any) -> set[str]:
    """A row has one value, several, or none."""
    if isinstance(cell, list | tuple):
        return {str(each) for each in cell}
    return set() if cell is None else {_word(cell)}


def _word(cell: Any) -> str:
    """A value as the address names it."""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
