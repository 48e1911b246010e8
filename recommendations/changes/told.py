"""What is told by a row of the record, as the cells of its file, and how two tellings differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recommendations.package.resource import Resource

Cells = Mapping[str, str]
Facts = dict[str, str]


@dataclass(frozen=True)
class Difference:
    """What is told otherwise than before, by its facts; None where nothing was told, or is any more."""

    kind: str
    before: Facts | None
    after: Facts | None
    recommendation: int | None = None
    commitment: int | None = None
    organisation: str | None = None


def cells_of(table: Resource) -> Iterator[Cells]:
    """The rows of a table as its file has them."""
    return (dict(zip(table.heading, cells, strict=True)) for cells in table.rows())


def difference(kind: str, row: Cells, before: Facts | None, after: Facts | None) -> Difference:
    """On what the row is, as its cells say."""
    return Difference(
        kind,
        before,
        after,
        recommendation=number_in(row, "recommendation"),
        commitment=number_in(row, "commitment"),
        organisation=row.get("organisation") or None,
    )


def number_in(row: Cells, column: str) -> int | None:
    cell = row.get(column)
    return int(cell) if cell else None
