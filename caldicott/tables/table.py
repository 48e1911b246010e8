"""What a file has for columns."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | int | bool | datetime.date | datetime.datetime | None


@dataclass(frozen=True)
class Column:
    """One column: its heading, named as in the API, and how a row gives its cell."""

    name: str
    cell: Callable[[Any], Cell]


@dataclass(frozen=True)
class Table:
    """The columns of a file, and the name of the list, with which the file's own begins."""

    name: str
    columns: Sequence[Column]

    @property
    def heading(self) -> list[str]:
        return [column.name for column in self.columns]

    def rows(self, objects: Iterable[Any]) -> Iterator[list[Cell]]:
        for each in objects:
            yield [column.cell(each) for column in self.columns]


def moment(at: datetime.datetime) -> str:
    """A moment in UTC as the API tells it, with as many digits of a second as it has: 2014-12-19T09:30:00Z."""
    return at.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
