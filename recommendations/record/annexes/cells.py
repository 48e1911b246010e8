"""The right-hand cells of a table of Annex 1, and to which rows they belong.

A cell that begins beside a row is that row's. One that begins below several rows which have nothing beside them goes
to the row whose body speaks in it; and where that does not tell, cells and rows are matched in their order, so that as
many rows as possible have one, and the last of them first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations_with_replacement, groupby

from .bodies import is_collective, same_body, speaker
from .lines import Piece
from .table_b import Entry

# More rows or cells than this never wait for each other.
_MOST_WAITING = 6


@dataclass(slots=True, eq=False)
class RawCell:
    """A right-hand cell: its pieces, the row beside which it begins, if any, and whether it is inside a quotation."""

    pieces: list[Piece] = field(default_factory=list)
    beside: "RawRow | None" = None
    in_quotation: bool = False

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        opened, closed = piece.text.rfind("“"), piece.text.rfind("”")
        if opened != closed:  # equal where neither stands in the piece
            self.in_quotation = opened > closed

    @property
    def speaker(self) -> str | None:
        """Who is said to report, as printed in the first lines."""
        return speaker(" ".join(piece.text for piece in self.pieces[:3]))


@dataclass(slots=True, eq=False)
class RawRow:
    """A row: its opening, its wording, and the entry of Table B with the same wording."""

    lead: str
    opening: list[Piece]
    wording: list[Piece]
    entry: Entry | None
    cells: list[RawCell] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Run:
    """Rows that stand together, and the cells that begin after the first of them and before the next run."""

    rows: list[RawRow] = field(default_factory=list)
    cells: list[RawCell] = field(default_factory=list)


def give_cells(run: Run) -> None:
    """Give each cell of a run to one of its rows. A cell whose row cannot be told is given to none."""
    cells = [cell for cell in run.cells if cell.pieces]
    first = next((index for index, cell in enumerate(cells) if cell.beside is not None), len(cells))
    if first < len(cells):
        row = cells[first].beside or run.rows[0]
        _share_out(cells[:first], run.rows[: run.rows.index(row)] or [row])
        for cell in cells[first:]:
            row = cell.beside or row
            row.cells.append(cell)
    elif run.rows:
        _share_out(cells, run.rows)


def _share_out(cells: list[RawCell], rows: Sequence[RawRow]) -> None:
    """Match cells to rows in their order: bodies that speak for themselves first, then as many rows as there can be."""
    if len(rows) > len(cells):
        cells = [part for cell in cells for part in _parts(cell)]
    if len(rows) == 1:
        rows[0].cells.extend(cells)
    elif len(rows) <= _MOST_WAITING and len(cells) <= _MOST_WAITING:
        choices = list(combinations_with_replacement(range(len(rows)), len(cells)))
        best = max(_fitness(choice, cells, rows) for choice in choices)
        fitting = [choice for choice in choices if _fitness(choice, cells, rows) == best]
        if len(fitting) == 1 or len(cells) <= len(rows):  # of rows that nobody tells apart, the nearest
            for cell, position in zip(cells, fitting[-1], strict=True):
                rows[position].cells.append(cell)


def _fitness(choice: Sequence[int], cells: Sequence[RawCell], rows: Sequence[RawRow]) -> tuple[int, int]:
    speaking = sum(
        1 if same_body(cell.speaker, rows[position].lead) else 0 if is_collective(rows[position].lead) else -1
        for cell, position in zip(cells, choice, strict=True)
        if cell.speaker
    )
    return speaking, len(set(choice))


def _parts(cell: RawCell) -> Iterator[RawCell]:
    """A cell parted where a quotation has ended and an unquoted paragraph follows: two rows may have been meant."""
    part = RawCell(beside=cell.beside)
    for piece in cell.pieces:
        ended = part.pieces and part.pieces[-1].words[-1][-1] in "”’"
        if ended and piece.after_gap and piece.words[0][0] not in "“‘":
            yield part
            part = RawCell(beside=cell.beside)
        part.add(piece)
    yield part


def reporters(cells: Sequence[RawCell]) -> list[tuple[str | None, list[Piece]]]:
    """The cells of a row by reporter: neighbouring cells of the same reporter are one report."""
    named = [(cell.speaker, cell.pieces) for cell in cells]
    return [
        (name, [piece for _, pieces in group for piece in pieces])
        for name, group in groupby(named, key=lambda item: item[0])
    ]
