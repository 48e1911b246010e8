"""A table of who is in which collective, as people send it: read whole, with every error by its row and column.

Read by a few lines of our own and not by tablib: that holds all rows at once as it likes, knows no line numbers, and
lets a wrong encoding pass as other letters. What a table says against what is on record is asked in `members`.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from caldicott.plain_text import first_unkeepable
from caldicott.refusals import Refused
from caldicott.workbooks import Cell, Kind, Line, letter

from .lines import lines_of

COLUMNS = ("collective", "member", "begins_on", "ends_on", "source")
NEEDED = COLUMNS[:2]
DAYS = COLUMNS[2:4]
MOST_ROWS = 25_000
LONGEST = {"source": 200}
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WHOLE = re.compile("-?[0-9]+", re.ASCII)
AS_TEXT = "Format the cell as text, and write it again."


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, and the cell as the person wrote it; `letter` is the sheet's name of the column."""

    row: int
    column: str
    cell: str
    says: str
    letter: str = ""


@dataclass
class Row:
    """One row; `number` is that of the file, the heading is row 1."""

    number: int
    cells: dict[str, str]
    letters: dict[str, str]
    begins_on: datetime.date | None = None
    ends_on: datetime.date | None = None

    def fault(self, column: str, says: str) -> Fault:
        return Fault(self.number, column, self.cells[column], says, self.letters.get(column, ""))


@dataclass
class Table:
    rows: list[Row] = field(default_factory=list)
    blank: int = 0
    faults: list[Fault] = field(default_factory=list)


def read_table(content: bytes) -> Table:
    """Raises Refused where it cannot be read at all: then no row of it has been looked at."""
    lines = lines_of(content)
    heading = _heading(lines)
    table = Table()
    for line in lines:
        if not any(cell.text.strip() for cell in line.cells):
            table.blank += 1
            continue
        if len(table.rows) >= MOST_ROWS:
            raise Refused(f"The table has more than {MOST_ROWS:,} rows. Send it in parts.")
        table.rows.append(_row(table, heading, line))
    if not table.rows:
        raise Refused("The table has a heading and no rows. Nothing would change.")
    return table


def _heading(lines: Iterator[Line]) -> list[str]:
    first = next(lines, Line(1, []))
    heading = [cell.text.strip().lower().replace(" ", "_") for cell in first.cells]
    known = ", ".join(COLUMNS)
    for name in NEEDED:
        if name not in heading:
            raise Refused(f"The first row has no column “{name}”. The columns are: {known}.")
    for place, name in enumerate(heading):
        if name not in COLUMNS:
            raise Refused(f"Nothing is known of the column {letter(place)}, “{name}”. The columns are: {known}.")
        if heading.count(name) > 1:
            raise Refused(f"The column “{name}” is there twice.")
    return heading


def _row(table: Table, heading: list[str], line: Line) -> Row:
    if len(line.cells) != len(heading):
        says = f"The row has {len(line.cells)} cells under {len(heading)} columns."
        table.faults.append(Fault(line.number, "", ",".join(cell.text for cell in line.cells), says))
    cells = {**dict.fromkeys(COLUMNS, Cell("")), **dict(zip(heading, line.cells, strict=False))}
    letters = {name: letter(place) for place, name in enumerate(heading)}
    row = Row(line.number, {name: cell.text.strip() for name, cell in cells.items()}, letters)
    for column, cell in cells.items():
        says = _unfit(column, cell) or _unwanted(column, cell.text)
        if not says and column in NEEDED and not row.cells[column]:
            says = "Write the name here."
        if not says and column in DAYS:
            try:
                setattr(row, column, _date(row.cells[column]))
            except ValueError:
                says = "Write the day as 2026-09-30, or as 30/09/2026 with the day first."
        if says:
            table.faults.append(row.fault(column, says))
    if row.begins_on and row.ends_on and row.ends_on < row.begins_on:
        table.faults.append(row.fault("ends_on", "The last day must not lie before the first."))
    return row


def _unfit(column: str, cell: Cell) -> str:
    """What is wrong with a cell that a spreadsheet takes for something else than was meant."""
    match cell.kind:
        case Kind.TEXT:
            return ""
        case Kind.ERROR:
            return "The spreadsheet could not work this out. Put it right there, or write what belongs here."
        case Kind.FORMULA:
            return "This is a formula. Copy the cell, and paste its value alone in its place."
        case Kind.TRUTH:
            return f"The spreadsheet takes this for true or false. {AS_TEXT}"
        case Kind.DAY if column not in DAYS:
            return f"The spreadsheet takes this for a day. {AS_TEXT}"
        case Kind.NUMBER if column in DAYS:
            return "This is a number, not a day. Format the cell as a date, or write the day as 2026-09-30."
        case Kind.NUMBER if not WHOLE.fullmatch(cell.text):
            return f"The spreadsheet takes this for a number. {AS_TEXT}"
    return ""


def _unwanted(column: str, text: str) -> str:
    if first_unkeepable(text) is not None or len(text.splitlines()) > 1:
        return "There is a character in it that no page can show, or a break of line. Take it out."
    if text.startswith(FORMULA):
        return "A spreadsheet would run this as a formula. Write the plain text."
    if len(text) > LONGEST.get(column, 300):
        return "This is too long."
    return ""


def _date(cell: str) -> datetime.date | None:
    if not cell:
        return None
    for form in DATE_FORMATS:
        try:
            return datetime.datetime.strptime(cell, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise ValueError(cell)
