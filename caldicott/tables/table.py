"""What a file has for columns."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | int | bool | datetime.date | None


@dataclass(frozen=True)
class Column:
    """One column: its heading, named as in the API, and how a row gives its cell."""

    name: str
    cell: Callable[[Any], Cell]


@dataclass(frozen=True)
class Table:
    """The columns of a file, and the file's name without its ending."""

    name: str
    columns: Sequence[Column]

    @property
    def heading(self) -> list[str]:
        return [column.name for column in self.columns]

    def rows(self, objects: Iterable[Any]) -> Iterator[list[Cell]]:
        for each in objects:
            yield [column.cell(each) for column in self.columns]
