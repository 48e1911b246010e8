"""Annex 2, Table B: which items of the response address which recommendation, who leads, and the comments."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from .bodies import leading_lead, same_body
from .lines import Line, Piece, whole
from .model import Commitment, Difference, GapComment, Passage
from .source import Source

_NUMBER = re.compile(r"\d{1,2}")
_NUMBER_IN_LIST = re.compile(r"\d{1,2},")
_SENTENCE_END = re.compile(r".*\.[”’]?")

Block = list[Piece]


@dataclass(slots=True)
class Entry:
    """A row of Table B while it is read.

    `wording` holds the wording's pieces; where `tangled`, their lines go on with words of the other columns, and only
    the same wording in Annex 1 can tell where to cut.
    """

    number: int
    recommendations: tuple[int, ...]
    mark: list[Piece]
    wording: list[Piece]
    lead: list[Piece] = field(default_factory=list)
    comments: list[Piece] = field(default_factory=list)
    tangled: bool = False
    shares_leads: bool = False

    def lines(self) -> list[list[str]]:
        """The words of the wording, line by line, as a witness for Annex 1."""
        return [list(piece.words) for piece in self.wording]

    def cut(self, words: Sequence[int]) -> None:
        """Part the tangled columns: each line begins with so many words of the wording."""
        left = [piece.head(count) for piece, count in zip(self.wording, words, strict=True)]
        rest = [piece.rest(count) for piece, count in zip(self.wording, words, strict=True)]
        residue = [piece for piece in rest if piece.words]
        self.wording = [replace(piece, runs_on=True) for piece in left if piece.words]
        self.lead, self.comments = _lead_and_rest(residue)
        self.tangled = False


@dataclass(slots=True)
class TableB:
    """The table while it is read: its entries, and the lead cells that stand apart from their rows."""

    entries: list[Entry]
    no_commitments: list[tuple[int, list[Piece], list[Piece]]]
    stray_leads: list[list[Piece]]

    def give_leads(self, named: Callable[[int], str | None]) -> None:
        """Give the lead cells of a run to its rows, in order, by whom Annex 1 names. One may serve several rows."""
        position = 0
        for entry in (entry for entry in self.entries if entry.shares_leads):
            name = named(entry.number)
            for index in (position, position + 1):
                if name and index < len(self.stray_leads) and same_body(name, _text(self.stray_leads[index])):
                    entry.lead = self.stray_leads[index]
                    position = index
                    break

    def doubts(self) -> Iterator[Difference]:
        """The rows whose columns could not be parted, or whose lead organisation cannot be told."""
        for entry in self.entries:
            line = entry.mark[-1].line.number
            if entry.tangled:
                yield Difference(line, f"Table B: the columns of {entry.number} cannot be told apart")
            elif not entry.lead:
                yield Difference(line, f"Table B: no lead organisation can be told for {entry.number}")

    def passages(self, source: Source) -> tuple[list[Commitment], list[GapComment]]:
        """Take everything from the source, in the order of print."""
        commitments: list[Commitment] = []
        comments: list[GapComment] = []
        leads: dict[int, Passage] = {}
        for number, mark, comment in self.no_commitments:
            source.heading(mark)
            if comment:
                comments.append(GapComment((number,), source.passage(comment)))
        for entry in self.entries:
            source.heading(entry.mark)
            wording = source.passage(entry.wording)
            lead = None
            if entry.lead:
                key = entry.lead[0].line.number
                if key not in leads:
                    leads[key] = source.passage(_running_on(entry.lead))
                lead = leads[key]
            commitments.append(Commitment(entry.number, entry.recommendations, wording, lead))
            if entry.comments:
                comments.append(GapComment(entry.recommendations, source.passage(entry.comments)))
        comments.sort(key=lambda comment: comment.text.first_line)
        return commitments, comments


def read_table_b(source: Source, lines: Sequence[Line]) -> TableB:
    """Read the lines below the table's title, up to the next annex."""
    table = TableB([], [], [])
    marks = list(_marks(lines))
    first = marks[0].index if marks else len(lines)
    titles = [whole(line) for line in lines[:first] if not _is_number_apart(line)]
    if titles:
        source.heading(titles)
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = (following.index, following.start) if following else (len(lines), 0)
        body = _between(lines, (mark.index, mark.stop), end)
        _read_entry(table, mark, body)
    return table


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a row begins: its recommendations and its number (None: the row says that there are no commitments)."""

    index: int
    start: int
    stop: int
    recommendations: tuple[int, ...]
    number: int | None
    pieces: tuple[Piece, ...]
    in_run: bool = False


def _marks(lines: Sequence[Line]) -> Iterable[_Mark]:
    apart: list[tuple[int, Piece]] = []
    for index, line in enumerate(lines):
        words = line.words
        if _is_number_apart(line):
            apart.append((int(words[0]), whole(line)))
            continue
        for start in range(len(words)):
            if start and not words[start - 1].endswith("."):
                continue
            mark = _mark_at(line, index, start)
            if mark is None and apart and start == 0 and _is_number_and_wording(words, 0):
                recommendation, piece = apart.pop(0)
                pieces = (piece, Piece(line, 0, 1, runs_on=True))
                mark = _Mark(index, 0, 1, (recommendation,), int(words[0]), pieces, in_run=True)
            if mark:
                yield mark


def _mark_at(line: Line, index: int, start: int) -> _Mark | None:
    words = line.words
    position = start
    recommendations: list[int] = []
    if words[position] != "Introduction":
        while position < len(words) and _NUMBER_IN_LIST.fullmatch(words[position]):
            recommendations.append(int(words[position][:-1]))
            position += 1
        if position >= len(words) or not _NUMBER.fullmatch(words[position]):
            return None
        recommendations.append(int(words[position]))
    if words[position + 1 : position + 3] == ("No", "commitments"):
        stop = position + 3
        return _Mark(index, start, stop, tuple(recommendations), None, (Piece(line, start, stop),))
    if not _is_number_and_wording(words, position + 1):
        return None
    stop = position + 2
    pieces = (Piece(line, start, stop),)
    return _Mark(index, start, stop, tuple(recommendations), int(words[position + 1]), pieces)


def _is_number_apart(line: Line) -> bool:
    """Whether a line is the number of a recommendation that the extractor has set apart from its row."""
    return line.after_gap and len(line.words) == 1 and bool(_NUMBER.fullmatch(line.words[0]))


def _is_number_and_wording(words: Sequence[str], position: int) -> bool:
    return position + 1 < len(words) and bool(_NUMBER.fullmatch(words[position])) and words[position + 1][0].isupper()


def _between(lines: Sequence[Line], start: tuple[int, int], end: tuple[int, int]) -> list[Piece]:
    pieces = []
    for index in range(start[0], min(end[0] + 1, len(lines))):
        line = lines[index]
        piece = Piece(
            line,
            start[1] if index == start[0] else 0,
            end[1] if index == end[0] else len(line.words),
            runs_on=index == start[0],
        )
        if piece.words and not _is_number_apart(line):
            pieces.append(piece)
    return pieces


def _read_entry(table: TableB, mark: _Mark, body: list[Piece]) -> None:
    if mark.number is None:
        table.no_commitments.append((mark.recommendations[0], list(mark.pieces), body))
        return
    blocks = _blocks(body)
    wording, rest = _wording_and_rest(blocks)
    entry = Entry(mark.number, mark.recommendations, list(mark.pieces), wording)
    table.entries.append(entry)
    if mark.in_run:
        entry.shares_leads = True
        for block in rest:
            lead, comment = _lead_and_rest(block)
            if lead:
                table.stray_leads.append(lead)
            entry.comments.extend(comment)
    elif rest and leading_lead([word for piece in rest[0] for word in piece.words]):
        entry.lead, entry.comments = _lead_and_rest([piece for block in rest for piece in block])
    else:
        entry.tangled = True
        entry.wording = [*wording, *(piece for block in rest for piece in block)]


def _blocks(pieces: Iterable[Piece]) -> list[Block]:
    blocks: list[Block] = []
    for piece in pieces:
        if not blocks or piece.after_gap:
            blocks.append([])
        blocks[-1].append(piece)
    return blocks


def _wording_and_rest(blocks: list[Block]) -> tuple[Block, list[Block]]:
    """A wording ends with a full stop at the end of a block; the extractor has cut some into two blocks."""
    wording: Block = []
    for position, block in enumerate(blocks):
        wording.extend(block)
        if _SENTENCE_END.fullmatch(block[-1].words[-1]):
            return wording, blocks[position + 1 :]
    return (blocks[0], blocks[1:]) if blocks else ([], [])


def _lead_and_rest(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The lead organisation at the beginning of these pieces, over several lines where its name is long."""
    count = leading_lead([word for piece in pieces for word in piece.words])
    lead: list[Piece] = []
    rest: list[Piece] = []
    for piece in pieces:
        here = min(count, len(piece.words))
        if here:
            lead.append(piece.head(here))
        if here < len(piece.words):
            rest.append(piece.rest(here))
        count -= here
    return lead, rest


def _running_on(pieces: Iterable[Piece]) -> list[Piece]:
    return [replace(piece, runs_on=True) for piece in pieces]


def _text(pieces: Iterable[Piece]) -> str:
    return " ".join(piece.text for piece in pieces)
