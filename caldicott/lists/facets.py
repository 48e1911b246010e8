"""How many rows each value of a filter would leave, counted in one query for all filters of a list."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet


@dataclass(frozen=True)
class Facet:
    """A filter whose values are counted: its name, and the column, or array, of the queryset that holds them.

    Where the column is an array of dictionaries, `key` is where each has its value. Facets that share such a column
    speak of one and the same dictionary: what is chosen in both must stand in one.
    """

    name: str
    column: str
    key: str = ""


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
    columns = {facet.column: [each for each in counted if each.column == facet.column] for facet in counted}
    asked = {column: _chosen_in(sharing, chosen) for column, sharing in columns.items()}
    groups = queryset.order_by().values_list(*columns).annotate(rows=Count("pk"))
    counts: dict[str, Counter[str]] = {facet.name: Counter() for facet in counted}
    found = 0
    for *cells, rows in groups:
        held = {column: _held(cell, columns[column]) for column, cell in zip(columns, cells, strict=True)}
        missed = {column for column, wanted in asked.items() if wanted and not _having(held[column], wanted)}
        found += 0 if missed else rows
        for name, column in ((facet.name, facet.column) for facet in counted if missed <= {facet.column}):
            beside = {other: value for other, value in asked[column].items() if other != name}
            values = (each[name] for each in _having(held[column], beside))
            counts[name].update(dict.fromkeys(values, rows))
    return Counts(counts, found)


def _chosen_in(facets: Iterable[Facet], chosen: Mapping[str, str]) -> dict[str, str]:
    return {facet.name: chosen[facet.name] for facet in facets if facet.name in chosen}


def _held(cell: Any, facets: Sequence[Facet]) -> list[dict[str, str]]:
    """What a row has in a column, one thing, several, or none: of each, its values by the names of the facets."""
    several = cell if isinstance(cell, list | tuple) else [cell]
    return [
        {facet.name: _word(each[facet.key] if facet.key else each) for facet in facets}
        for each in several
        if each is not None
    ]


def _having(held: list[dict[str, str]], wanted: Mapping[str, str]) -> list[dict[str, str]]:
    """Those with all the values that are wanted."""
    return [each for each in held if all(each[name] == value for name, value in wanted.items())]


def _word(cell: Any) -> str:
    """A value as the address names it."""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
