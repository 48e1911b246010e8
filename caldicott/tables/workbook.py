"""XLSX, written row by row to a file on the disk and never held whole in memory."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import chain, count, islice
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped]

from .table import Cell, moment

# What a sheet can hold. Rows beyond it go on to a next sheet; a text beyond it is cut and says so.
MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767  # characters as a spreadsheet counts them: one beyond U+FFFF is two
CUT = " … [cut here, because a spreadsheet's cell holds no more; the CSV file has the whole text]"

# A number of more digits would be rounded; the calendar begins in 1900.
MOST_DIGITS = 15
FIRST_YEAR = 1900

NARROWEST, WIDEST = 8, 60  # a column's width in characters


def write(file: IO[bytes], name: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write the whole file: the heading in the first row of each sheet, real dates, truth values and numbers.

    Texts stay texts: nothing that a person wrote becomes a formula or a link. What stops the rows is raised.
    """
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as workbook:
        # Without an author: the file is the record's, not that of whoever fetched it.
        workbook.set_properties({"title": f"Caldicott2 progress tracker: {name}"})
        rows = iter(rows)
        first = list(islice(rows, 1))
        for number in count(1):
            sheet = Sheet(workbook, name if number == 1 else f"{name} {number}", heading)
            sheet.fill(islice(chain(first, rows), MOST_ROWS - 1))
            first = list(islice(rows, 1))
            if not first:
                return


class Sheet:
    """One sheet of the file, its columns as wide as what stands in them, within reason."""

    def __init__(self, workbook: Any, name: str, heading: Sequence[str]) -> None:
        self.sheet = workbook.add_worksheet(name)
        self.formats = {
            datetime.datetime: workbook.add_format({"num_format": 'yyyy-mm-dd"T"hh:mm:ss"Z"', "align": "left"}),
            datetime.date: workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        }
        self.widths = [max(NARROWEST, len(each)) for each in heading]
        bold = workbook.add_format({"bold": True})
        for column, each in enumerate(heading):
            self.sheet.write_string(0, column, each, bold)
        self.sheet.freeze_panes(1, 0)

    def fill(self, rows: Iterable[Sequence[Cell]]) -> None:
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                self.put(number, column, cell)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, min(width + 2, WIDEST))

    def put(self, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None | "":
                return
            case bool():
                self.sheet.write_boolean(row, column, cell)
            case int() if len(str(abs(cell))) <= MOST_DIGITS:
                self.sheet.write_number(row, column, cell)
            case datetime.datetime() if cell.year >= FIRST_YEAR:
                at = cell.astimezone(datetime.UTC).replace(tzinfo=None)
                self.sheet.write_datetime(row, column, at, self.formats[datetime.datetime])
            case datetime.date() if not isinstance(cell, datetime.datetime) and cell.year >= FIRST_YEAR:
                self.sheet.write_datetime(row, column, cell, self.formats[datetime.date])
            case datetime.datetime():
                self.sheet.write_string(row, column, moment(cell))
            case _:
                self.sheet.write_string(row, column, text_of(str(cell)))
        self.widths[column] = max(self.widths[column], len(str(cell)))


def text_of(text: str) -> str:
    """A text as a cell can hold it: lines end as in a spreadsheet, and what is too long is cut and says so."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # The library would pass this on as its own markup for text of several formats.
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    if length(text) <= LONGEST_TEXT:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(CUT))]
    return kept.decode("utf-16-le", errors="ignore") + CUT


def length(text: str) -> int:
    """How many characters a spreadsheet counts."""
    return len(text) + sum(sign > "\uffff" for sign in text)
