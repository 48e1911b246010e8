"""A table of who is in which collective, as people send it: read whole, with every error by its row and column.

Read by the standard library and not by tablib: that holds all rows at once as it likes, knows no line numbers, and lets
a wrong encoding pass as other letters. What a table says against what is on record is asked in `members`.
"""

import csv
import datetime
import io
from dataclasses import dataclass, field

from caldicott.plain_text import first_unkeepable
from caldicott.refusals import Refused

COLUMNS = ("collective", "member", "begins_on", "ends_on", "source")
NEEDED = COLUMNS[:2]
LARGEST = 5 * 1024 * 1024
MOST_ROWS = 25_000
LONGEST = {"source": 200}
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, and the cell as the person wrote it."""

    row: int
    column: str
    cell: str
    says: str


@dataclass
class Row:
    """One row; `number` is that of the file, the heading is row 1."""

    number: int
    cells: dict[str, str]
    begins_on: datetime.date | None = None
    ends_on: datetime.date | None = None


@dataclass
class Table:
    rows: list[Row] = field(default_factory=list)
    blank: int = 0
    faults: list[Fault] = field(default_factory=list)


def read_table(content: bytes) -> Table:
    """Raises Refused where it cannot be read at all: then no row of it has been looked at."""
    lines = csv.reader(io.StringIO(_text(content), newline=""), strict=True)
    table = Table()
    try:
        heading = [cell.strip().lower().replace(" ", "_") for cell in next(lines, [])]
        _check(heading)
        for number, cells in enumerate(lines, 2):
            if not any(cell.strip() for cell in cells):
                table.blank += 1
                continue
            if len(table.rows) >= MOST_ROWS:
                raise Refused(f"The table has more than {MOST_ROWS:,} rows. Send it in parts.")
            table.rows.append(_row(table, number, heading, cells))
    except csv.Error as wrong:
        raise Refused(f"Line {lines.line_num} cannot be read as CSV ({wrong}). Save the table again as CSV.") from None
    if not table.rows:
        raise Refused("The table has a heading and no rows. Nothing would change.")
    return table


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Refused("The file is larger than 5 MB. Send the table in parts.")
    if content.startswith(b"PK"):
        raise Refused("This is a workbook. In the spreadsheet, save the table as “CSV UTF-8”, and send that.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise Refused(f"Line {line} is not in UTF-8. In the spreadsheet, save the table as “CSV UTF-8”.") from None


def _check(heading: list[str]) -> None:
    known = ", ".join(COLUMNS)
    for name in NEEDED:
        if name not in heading:
            raise Refused(f"The first row has no column “{name}”. The columns are: {known}.")
    for name in heading:
        if name not in COLUMNS:
            raise Refused(f"Nothing is known of the column “{name}”. The columns are: {known}.")
        if heading.count(name) > 1:
            raise Refused(f"The column “{name}” is there twice.")


def _row(table: Table, number: int, heading: list[str], written: list[str]) -> Row:
    if len(written) != len(heading):
        says = f"The row has {len(written)} cells under {len(heading)} columns."
        table.faults.append(Fault(number, "", ",".join(written), says))
    cells = {**dict.fromkeys(COLUMNS, ""), **dict(zip(heading, written, strict=False))}
    row = Row(number, {name: cell.strip() for name, cell in cells.items()})

    def fault(column: str, says: str) -> None:
        table.faults.append(Fault(number, column, cells[column], says))

    for column, cell in cells.items():
        if first_unkeepable(cell) is not None or len(cell.splitlines()) > 1:
            fault(column, "There is a character in it that no page can show, or a break of line. Take it out.")
        elif cell.startswith(FORMULA):
            fault(column, "A spreadsheet would run this as a formula. Write the plain text.")
        elif len(cell) > LONGEST.get(column, 300):
            fault(column, "This is too long.")
    for column in NEEDED:
        if not row.cells[column]:
            fault(column, "Write the name here.")
    for column in ("begins_on", "ends_on"):
        try:
            setattr(row, column, _date(row.cells[column]))
        except ValueError:
            fault(column, "Write the day as 2026-09-30, or as 30/09/2026 with the day first.")
    if row.begins_on and row.ends_on and row.ends_on < row.begins_on:
        fault("ends_on", "The last day must not lie before the first.")
    return row


def _date(cell: str) -> datetime.date | None:
    if not cell:
        return None
    for form in DATE_FORMATS:
        try:
            return datetime.datetime.strptime(cell, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise ValueError(cell)
