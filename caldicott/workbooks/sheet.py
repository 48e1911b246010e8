"""The first visible sheet of a workbook, line by line, as the sheet numbers them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from caldicott.refusals import Refused

from .cells import EMPTY, Cell, Kind
from .container import DAMAGED, Container
from .days import day_text
from .elements import Elements
from .parts import LONGEST_TEXT, Book, Formats, Texts, plain

MOST_LINES = 50_000  # empty ones do not count by their number: some programs note a last row of all, far below
MOST_COLUMNS = 100
MOST_TEXT = 5 * 1024 * 1024  # characters in all cells: a text that many share counts each time
PLACE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
COUNT = re.compile("[0-9]{1,9}", re.ASCII)
NUMBER = re.compile("-?[0-9]{1,400}([.][0-9]{0,400})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
EXACT = 10**15  # a spreadsheet rounds a number of more digits

TOO_LONG = f"The sheet goes on beyond row {MOST_LINES:,}. Delete the rows below the table, or send the table in parts."
TOO_WIDE = f"The sheet has more than {MOST_COLUMNS} columns. Copy the table alone into a new workbook, and send that."


class Line(NamedTuple):
    """One row, as long as its last cell that holds something; `number` is that of the sheet."""

    number: int
    cells: list[Cell]


def first_sheet(content: bytes) -> Iterator[Line]:
    """Every line down to the last that holds something, blank ones with no cells. Raises Refused as it reads."""
    container = Container(content)
    book = Book(container)
    texts, formats = book.relations.of_kind("sharedStrings"), book.relations.of_kind("styles")
    sheet = Sheet(
        texts=Texts(container, texts).texts if texts else [],
        days=Formats(container, formats).days if formats else [],
        from_1904=book.from_1904,
    )
    last = 0
    for _ in sheet.read(container.read(book.sheet or "")):
        for line in sheet.lines:
            yield from (Line(number, []) for number in range(last + 1, line.number))
            yield line
            last = line.number
        sheet.lines.clear()


class Sheet(Elements):
    """Gathers the lines that hold something; whoever reads takes them away."""

    def __init__(self, *, texts: list[str], days: list[bool], from_1904: bool) -> None:
        super().__init__()
        self.texts, self.days, self.from_1904 = texts, days, from_1904
        self.lines: list[Line] = []
        self.number = self.rows = 0
        self.held = 0
        self.row: list[Cell] = []
        self.column = -1
        self.kind, self.style = "n", "0"
        self.inside = self.aloud = False
        self.collected: dict[str, list[str]] = {}
        self.collecting: list[str] | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.collecting = None
        if name == "sheetData":
            self.inside = True
        elif not self.inside:
            return
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "rPh":
            self.aloud = True
        elif name in ("v", "f", "t") and not self.aloud:
            self.collecting = self.collected.setdefault(name, [])

    def text(self, text: str) -> None:
        if self.collecting is not None:
            self.collecting.append(text)

    def end(self, name: str) -> None:
        self.collecting = None
        if name == "sheetData":
            self.finished = True
        elif name == "rPh":
            self.aloud = False
        elif name == "row" and self.row:
            self.lines.append(Line(self.number, self.row))
        elif name == "c" and self.collected:
            self._end_cell()
            self.collected = {}

    def _begin_row(self, told: str | None) -> None:
        number = _whole(told) if told is not None else self.number + 1
        if number <= self.number:
            raise Refused(DAMAGED)
        self.rows += 1
        if self.rows > MOST_LINES:
            raise Refused(TOO_LONG)
        self.number, self.column, self.row = number, -1, []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        column = _column(attributes["r"]) if "r" in attributes else self.column + 1
        if column <= self.column:
            raise Refused(DAMAGED)
        self.column = column
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s", "0")

    def _end_cell(self) -> None:
        cell = self._cell({name: "".join(pieces) for name, pieces in self.collected.items()})
        self.held += len(cell.text)
        if self.held > MOST_TEXT:
            raise Refused("There is more text in the sheet than a table may have. Send the table in parts.")
        if cell.text.strip():
            if self.column >= MOST_COLUMNS:
                raise Refused(TOO_WIDE)
            if self.number > MOST_LINES:
                raise Refused(TOO_LONG)
            self.row += [EMPTY] * (self.column - len(self.row))
            self.row.append(cell)

    def _cell(self, found: dict[str, str]) -> Cell:
        value = found.get("v", "")
        if self.kind == "inlineStr":
            return Cell(plain(found.get("t", "")))
        if self.kind == "str":
            return Cell(plain(value))
        if not value.strip():
            return Cell(f"={found['f']}"[:LONGEST_TEXT], Kind.UNWORKED) if "f" in found else EMPTY
        return self._stored(value.strip())

    def _stored(self, value: str) -> Cell:
        match self.kind:
            case "s" if (place := _whole(value)) < len(self.texts):
                return Cell(self.texts[place])
            case "b" if value in ("0", "1"):
                return Cell(("FALSE", "TRUE")[int(value)], Kind.TRUTH)
            case "e":
                return Cell(plain(value), Kind.ERROR)
            case "d":
                return Cell(plain(value).removesuffix("Z").removesuffix("T00:00:00"), Kind.DAY)
            case "n" if NUMBER.fullmatch(value):
                return self._number(value)
        raise Refused(DAMAGED)

    def _number(self, value: str) -> Cell:
        number = float(value)
        if (style := _whole(self.style)) < len(self.days) and self.days[style]:
            day = day_text(number, from_1904=self.from_1904)
            if day:
                return Cell(day, Kind.DAY)
        whole = number.is_integer() and abs(number) < EXACT
        return Cell(str(int(number)) if whole else value, Kind.NUMBER)


def _whole(told: str) -> int:
    if not COUNT.fullmatch(told):
        raise Refused(DAMAGED)
    return int(told)


def _column(told: str) -> int:
    """Counted from 0."""
    found = PLACE.fullmatch(told)
    if not found:
        raise Refused(DAMAGED)
    column = 0
    for each in found[1]:
        column = column * 26 + ord(each) - ord("A") + 1
    return column - 1
