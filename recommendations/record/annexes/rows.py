"""The rows of one of Annex 1's tables, untangled.

The extractor gives a row's two columns now one after the other, now line by line. Which words are the left column's is
told by the opening of the row and by the same wording in Table B; what is left over is the right column's. A new page
that begins with a row ends what was open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .bodies import speaker
from .cells import RawCell, RawRow, Run, give_cells
from .joining import ends_sentence
from .lines import Line, Piece, whole
from .model import NotTheAnnexes
from .openings import WIDEST_LEFT, Opening, find_opening, label_length
from .table_b import Entry
from .witnesses import Agreement, agree

# The longest table of Annex 1 has nine rows.
MOST_ROWS = 50
# Of a wording that stands in both tables, at least so much has to agree.
_LEAST_AGREEMENT = 0.6
# No wording has more lines, with those of the right column that stand between.
_MOST_LINES = 40


@dataclass(slots=True)
class RawTable:
    """A table's rows; the labels of its right column; and the cells before any row, which belong to none."""

    rows: list[RawRow]
    labels: list[Piece]
    apart: list[RawCell]


def read_rows(lines: Sequence[Line], below: Sequence[Line], own: Sequence[Entry], others: Sequence[Entry]) -> RawTable:
    """Untangle the lines of a table. `own` are Table B's entries for this recommendation, `others` the rest.

    `below` are the lines under the next heading, where the extractor put cells of the narrow right column whose rows
    it had left without any.
    """
    reader = _Reader(lines, own, others)
    if len(reader.openings) > MOST_ROWS:
        raise NotTheAnnexes(f"the table that begins on line {lines[0].number} has {len(reader.openings)} rows")
    reader.read()
    if reader.runs[-1].rows and not reader.runs[-1].cells:
        for line in narrow_paragraphs(below):
            reader.right(whole(line), None)
    for run in reader.runs:
        give_cells(run)
    rows = [row for run in reader.runs for row in run.rows]
    apart = [cell for run in reader.runs if not run.rows for cell in run.cells]
    return RawTable(rows, reader.labels, apart)


def narrow_paragraphs(lines: Sequence[Line]) -> list[Line]:
    """The paragraphs at the beginning that are broken far from the page's margin: they come from the narrow column."""
    narrow: list[Line] = []
    paragraph: list[Line] = []
    for line in [*lines, None]:
        if paragraph and (line is None or line.after_gap):
            if not _is_narrow(paragraph):
                return narrow
            narrow.extend(paragraph)
            paragraph = []
        if line is not None:
            paragraph.append(line)
    return narrow


_NARROW = 56
_ROOM = 72  # a line with its next word that stays within this was not broken by the page's margin


def _is_narrow(paragraph: Sequence[Line]) -> bool:
    pairs = list(pairwise(paragraph))
    return bool(pairs) and all(
        len(line.text) <= _NARROW and len(line.text) + 1 + len(following.words[0]) <= _ROOM for line, following in pairs
    )


class _Reader:
    def __init__(self, lines: Sequence[Line], own: Sequence[Entry], others: Sequence[Entry]) -> None:
        self._lines = lines
        self.openings = {
            index: opening for index in range(len(lines)) if (opening := find_opening(lines, index)) is not None
        }
        self._own = list(own)
        self._others = list(others)
        self._cell: RawCell | None = None
        self._cell_awaited = False
        self._after_merged = False
        self.runs: list[Run] = [Run()]
        self.labels: list[Piece] = []

    def read(self) -> None:
        index = 0
        while index < len(self._lines):
            opening = self.openings.get(index)
            if opening is None:
                self.right(whole(self._lines[index]), None)
                index += 1
            else:
                index = self._read_row(index, opening)

    def right(self, piece: Piece, row: RawRow | None) -> None:
        """Take some words of the right column; `row` is the one that has words on the same line."""
        length = label_length(piece.words)
        if length:
            self.labels.append(piece.head(length))
            self._start_cell(row)
            self._cell_awaited = True
            piece = piece.rest(length)
        if not piece.words:
            return
        cell = self._cell
        if cell is None or (not self._cell_awaited and self._begins_cell(cell, piece)):
            cell = self._start_cell(row)
        if cell.pieces and self._runs_on(cell.pieces[-1]):
            piece = replace(piece, runs_on=True)
        cell.add(piece)
        self._cell_awaited = False
        self._after_merged = row is not None

    def _begins_cell(self, cell: RawCell, piece: Piece) -> bool:
        """Whether a piece begins a new cell: the first below new rows does, and a paragraph with a new speaker."""
        if cell.in_quotation:
            return False
        return not self.runs[-1].cells or (piece.after_gap and speaker(piece.text) is not None)

    def _start_cell(self, row: RawRow | None) -> RawCell:
        self._cell = RawCell(beside=row)
        self.runs[-1].cells.append(self._cell)
        return self._cell

    def _runs_on(self, last: Piece) -> bool:
        """Whether an empty line after this piece is only that of the left column, which ends there."""
        return self._after_merged and not ends_sentence(last.words[-1])

    def _read_row(self, index: int, opening: Opening) -> int:
        """Read a row's left column, and what stands beside it; returns the index of the first line after both."""
        stop = index + len(opening.words)
        while stop < min(len(self._lines), index + _MOST_LINES) and stop not in self.openings:
            stop += 1
        lines = self._lines[index:stop]
        if lines[0].opens_page:
            self._cell = None
        if self.runs[-1].cells or lines[0].opens_page:
            self.runs.append(Run())
        last = len(opening.words) - 1
        left = list(opening.words) + [0] * (len(lines) - len(opening.words))
        candidates = [list(line.words[count:]) for line, count in zip(lines[last:], left[last:], strict=True)]
        entry, counts = self._wording(lines[last:], candidates)
        if not any(counts):
            # Who committed is said, but not to what: that is left unplaced, and what is reported below it.
            self.runs.append(Run())
            self._cell = None
            return index + len(opening.words)
        for offset, count in enumerate(counts):
            left[last + offset] += count
        end = max(position for position, count in enumerate(left) if count)
        row = RawRow(
            opening.lead,
            [Piece(line, 0, count) for line, count in zip(lines, opening.words, strict=False)],
            [
                Piece(line, opening.words[last] if position == last else 0, left[position])
                for position, line in enumerate(lines)
                if position >= last and left[position] > (opening.words[last] if position == last else 0)
            ],
            entry,
        )
        self.runs[-1].rows.append(row)
        for position in range(end + 1):
            piece = whole(lines[position]).rest(left[position])
            if piece.words:
                self.right(piece, row if left[position] else None)
            else:
                self._after_merged = False
        return index + end + 1

    def _wording(self, lines: Sequence[Line], words: list[list[str]]) -> tuple[Entry | None, tuple[int, ...]]:
        """The entry of Table B with the wording that follows, and how many words of each line are the wording's."""
        for entries in (self._own, self._others):
            best: tuple[int, Entry, Agreement] | None = None
            for entry in entries:
                agreement = agree(words, entry.lines(), clean=not entry.tangled)
                if (
                    agreement.share >= _LEAST_AGREEMENT
                    and agreement.score > 8
                    and (not best or agreement.score > best[0])
                ):
                    best = (agreement.score, entry, agreement)
            if best:
                _, entry, agreement = best
                entries.remove(entry)
                if entry.tangled:
                    entry.cut(agreement.second)
                return entry, agreement.first
        return None, _quoted(lines, words)


def _quoted(lines: Sequence[Line], words: list[list[str]]) -> tuple[int, ...]:
    """A wording that no table knows runs, in the narrow left column, to the end of its quotation."""
    counts: list[int] = []
    for line, here in zip(lines, words, strict=True):
        if len(" ".join(here)) > WIDEST_LEFT or (not counts and here and not here[0].startswith("“")):
            return tuple(0 for _ in lines)
        if counts and (line.after_gap or label_length(here)):
            break
        counts.append(len(here))
        if any("”" in word for word in here):
            return (*counts, *(0 for _ in lines[len(counts) :]))
    return tuple(0 for _ in lines)
