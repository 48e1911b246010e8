"""Annex 3: the tables of IG Toolkit returns, and the sentences about them.

In some tables the extractor has set the last columns below the rows. Figures without a label are given, line by line,
to the rows that still lack columns, in turn: that puts a column that stands alone back beside its rows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from .joining import BULLETS, paragraph_ends
from .lines import Line, Piece, whole
from .model import Difference, Passage, ToolkitRow, ToolkitSentence, ToolkitTable
from .source import Source

_TITLE = re.compile(r"IGTK (V\d+) — Self Assessment Scores — .+")
_ORGANISATIONS = re.compile(r"(\d+) organisations\b.*")
_COLUMN = r"(?:L\d|%|Blanks|NRs|EX|\?)"
_COLUMNS = re.compile(rf"L\d(?: {_COLUMN})+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_REQUIREMENT = re.compile(r"\d+-\d+")
_SUMMARY = ("Average", "%")
_ON_ALL = "Overall,"
# Not the figures in the names of versions, levels and requirements ("V10", "L0", "10-114").
_FIGURE_IN_SENTENCE = re.compile(r"(?<![A-Z\d.-])\d+(?:\.\d+)?(?![\d.]*-\d)")


@dataclass(slots=True)
class _Row:
    label: str
    group: str | None
    figures: list[Decimal]
    lines: list[int]


@dataclass(slots=True)
class _Table:
    version: str
    organisation_type: str
    title: Passage
    columns: list[str] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    organisations: int | None = None
    note: Passage | None = None
    group_words: list[str] = field(default_factory=list)
    group_rows: list[_Row] = field(default_factory=list)
    in_turn: list[_Row] = field(default_factory=list)
    turn: int = 0

    def add(self, row: _Row) -> None:
        """Add a labelled row. A group's name stands in pieces beside its rows, and the average closes the group."""
        self.rows.append(row)
        self.in_turn = []
        if row.group is None:
            self.group_rows.append(row)
        if row.label.startswith("Average"):
            self.close_group()

    def close_group(self) -> None:
        name = " ".join(self.group_words) or None
        for row in self.group_rows:
            row.group = name
        self.group_words, self.group_rows = [], []

    def next_row_without(self, figures: int) -> _Row | None:
        """The next row, in turn, that lacks at least so many figures."""
        if self.turn >= len(self.in_turn):
            of = self.in_turn or self.rows
            self.in_turn = [row for row in of if len(row.figures) < len(self.columns)]
            self.turn = 0
        if not self.in_turn:
            return None
        row = self.in_turn[self.turn]
        self.turn += 1
        return row if len(row.figures) + figures <= len(self.columns) else None

    def without_figures(self) -> list[_Row]:
        """Take out the rows at the end that have labels only: they belong to the table whose title comes next."""
        count = len(self.rows)
        while count and not self.rows[count - 1].figures:
            count -= 1
        rows, self.rows = self.rows[count:], self.rows[:count]
        return rows


@dataclass(slots=True)
class Toolkit:
    """What Annex 3 holds."""

    tables: list[ToolkitTable]
    sentences: list[ToolkitSentence]
    differences: list[Difference]


def read_toolkit(source: Source, lines: Sequence[Line]) -> Toolkit:
    """Read the lines of Annex 3 below its title."""
    reader = _Reader(source)
    for line, following in zip_longest(lines, lines[1:]):
        reader.read(line, following)
    return reader.finish()


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._type: str | None = None
        self._tables: list[_Table] = []
        self._in_sentences = True
        self._paragraph: list[Line] = []
        self._sentences: list[ToolkitSentence] = []

    def read(self, line: Line, following: Line | None) -> None:
        """Read a line. One that opens a page and has a table's title below it names the organisation type."""
        title = _TITLE.fullmatch(line.text)
        if line.opens_page and following and not title and _TITLE.fullmatch(following.text):
            self._close_paragraph()
            self._source.heading([whole(line)])
            self._type = line.text
            self._in_sentences = False
        elif title:
            self._close_paragraph()
            self._begin_table(title[1], line)
        elif self._in_sentences or line.text.startswith(("For ", *BULLETS)):
            self._in_sentences = True
            self._read_sentence(line)
        elif self._tables:
            self._read_table_line(self._tables[-1], line)

    def finish(self) -> Toolkit:
        self._close_paragraph()
        differences = [
            Difference(row.lines[0], f"Annex 3: row {row.label} has {len(row.figures)} of {len(table.columns)} columns")
            for table in self._tables
            for row in table.rows
            if len(row.figures) != len(table.columns)
        ]
        return Toolkit([_finished(table) for table in self._tables], self._sentences, differences)

    def _begin_table(self, version: str, line: Line) -> None:
        before = self._tables[-1].without_figures() if self._tables else []
        table = _Table(version, self._type or "", self._source.passage([whole(line)]), rows=before)
        self._tables.append(table)
        self._in_sentences = False

    def _read_table_line(self, table: _Table, line: Line) -> None:
        organisations = _ORGANISATIONS.fullmatch(line.text)
        if organisations:
            table.organisations = int(organisations[1])
            table.note = self._source.passage([whole(line)])
        elif _COLUMNS.fullmatch(line.text):
            self._source.heading([whole(line)])
            if line.words[0] not in table.columns:
                table.columns.extend(line.words)
        elif self._read_row(table, line):
            self._source.passage([whole(line)])

    def _read_row(self, table: _Table, line: Line) -> bool:
        """Read a line of figures, a label or a piece of a group's name; False where the figures fit no row."""
        figures = [Decimal(word) for word in line.words if _FIGURE.fullmatch(word)]
        texts = [word for word in line.words if not _FIGURE.fullmatch(word) and not _REQUIREMENT.fullmatch(word)]
        names = [word for word in line.words if _REQUIREMENT.fullmatch(word)]
        summary = [word for word in texts if word in _SUMMARY]
        group: str | None = None
        if summary:
            names = [*summary, *names]
            texts = [word for word in texts if word not in _SUMMARY]
        elif not names and len(figures) == len(table.columns) + 1:
            names = [str(figures.pop(0))]
        elif not names and figures and texts:
            group = " ".join(texts)
            names, texts = [group], []
        if not names and figures:
            row = table.next_row_without(len(figures))
            if row is None:
                return False
            row.figures.extend(figures)
            row.lines.append(line.number)
            return True
        if len(figures) > len(table.columns):
            return False
        table.group_words.extend(texts)
        if names:
            if group is None and summary and not table.group_words and table.rows:
                group = table.rows[-1].group
            table.add(_Row(" ".join(names), group, figures, [line.number]))
        return True

    def _read_sentence(self, line: Line) -> None:
        if self._paragraph and (
            line.words[0] in BULLETS
            or paragraph_ends(self._paragraph[-1].words, line.words, after_gap=line.after_gap, wide=True)
        ):
            self._close_paragraph()
        self._paragraph.append(line)

    def _close_paragraph(self) -> None:
        if self._paragraph:
            pieces: list[Piece] = [whole(line) for line in self._paragraph]
            text = self._source.passage(pieces)
            figures = tuple(Decimal(figure) for figure in _FIGURE_IN_SENTENCE.findall(text.text))
            on = None if text.text.startswith(_ON_ALL) else self._type
            self._sentences.append(ToolkitSentence(on, text, figures))
            self._paragraph = []


def _finished(table: _Table) -> ToolkitTable:
    rows = tuple(
        ToolkitRow(row.label, row.group, tuple(row.figures), min(row.lines), max(row.lines)) for row in table.rows
    )
    return ToolkitTable(
        table.version,
        table.organisation_type,
        table.title,
        table.organisations,
        table.note,
        tuple(table.columns),
        rows,
    )
