"""Annex 2, Table A: which recommendations the response is sufficient for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .lines import Line, Piece, whole
from .model import Difference, Passage, Sufficiency
from .source import Source

COLUMNS = ("not_sufficient", "assists", "delivers")
_NUMBER = re.compile(r".*\((\d{1,2})\)")
_NUMBER_AT_END = re.compile(r"\s*\(\d{1,2}\)$")
_COLUMN_HEADING = "The proposed commitments"


def read_table_a(source: Source, lines: Sequence[Line]) -> tuple[list[Sufficiency], list[Difference]]:
    """Read the lines from the table's title on. Its title and three headings go to the source's headings."""
    differences: list[Difference] = []
    if not lines:
        return [], differences
    source.heading([whole(lines[0])])
    first_entry = _take_headings(source, lines)
    entries: list[Sufficiency] = []
    columns = _Columns()
    pieces: list[Piece] = []
    for line in lines[first_entry:]:
        start = 0
        for index, word in enumerate(line.words):
            if number := _NUMBER.fullmatch(word):
                pieces.append(Piece(line, start, index + 1))
                title = _without_number(source.passage(_without_gaps(pieces)))
                entries.append(Sufficiency(int(number[1]), title, columns.place(int(number[1]))))
                pieces, start = [], index + 1
        if start < len(line.words):
            pieces.append(Piece(line, start, len(line.words)))
    numbers = [entry.recommendation for entry in entries]
    missing = sorted(set(range(1, 27)) - set(numbers))
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if missing or twice:
        differences.append(
            Difference(lines[0].number, f"Table A: recommendations missing {missing}, more than once {twice}")
        )
    return entries, differences


class _Columns:
    """Tells the column of each entry.

    Entries come row by row, from left to right; in a column numbers ascend, and a column that leaves out a row is at
    its end, since the lists are filled from the top.
    """

    def __init__(self) -> None:
        self._last = [0, 0, 0]
        self._open = [True, True, True]
        self._next = 0

    def place(self, number: int) -> str | None:
        for _ in range(2 * len(COLUMNS)):
            column = self._next % len(COLUMNS)
            self._next = column + 1
            if not self._open[column]:
                continue
            if number > self._last[column]:
                self._last[column] = number
                return COLUMNS[column]
            self._open[column] = False
        return None


def _take_headings(source: Source, lines: Sequence[Line]) -> int:
    starts = [index for index, line in enumerate(lines) if line.text.startswith(_COLUMN_HEADING)]
    if not starts:
        return 1
    end = starts[-1] + 1
    while end < len(lines) and not lines[end].after_gap:
        end += 1
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        source.heading(whole(line) for line in lines[start:stop])
    return end


def _without_gaps(pieces: Sequence[Piece]) -> list[Piece]:
    """An entry is one title: the empty lines in it are those between the columns."""
    return [Piece(piece.line, piece.start, piece.stop, runs_on=True) for piece in pieces]


def _without_number(title: Passage) -> Passage:
    return replace(title, text=_NUMBER_AT_END.sub("", title.text))
