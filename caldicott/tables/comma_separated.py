"""CSV as spreadsheets take it."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from .table import Cell


class _Line:
    """What a writer writes to: it gives back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def lines(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The file line by line, the heading first."""
    writer = csv.writer(_Line())
    yield writer.writerow(heading)
    for row in rows:
        yield writer.writerow(row)
