"""The lines of the first sheet that can be seen, one after the other."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import openpyxl  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from caldicott.refusals import Refused

from .cells import EMPTY, Cell, read_cell
from .container import DAMAGED, check_container

MOST_LINES = 50_000
MOST_COLUMNS = 100
LAST_LINE = 1_048_576  # of any sheet
TOO_LONG = f"The sheet goes on beyond row {MOST_LINES:,}. Delete the rows below the table, or send the table in parts."
TOO_WIDE = f"The sheet has more than {MOST_COLUMNS} columns. Copy the table alone into a new workbook, and send that."
NOTHING_TO_SEE = "The workbook has no sheet that can be seen. Show the one with the table, and save it again."

# How the library fails at what is no workbook: in as many ways as a file can be broken.
FAILS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,  # of the markup
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


class Line(NamedTuple):
    """A line by its number in the sheet, up to its last cell that holds something."""

    number: int
    cells: list[Cell]


def first_sheet(content: bytes) -> Iterator[Line]:
    """Down to the last that holds something. Raises Refused, at once or at the line that cannot be read."""
    check_container(content)
    empty = 0
    try:
        for number, row in enumerate(_rows(content), 1):
            cells = _cells(number, row)
            if not cells:
                empty += 1
                continue
            yield from (Line(each, []) for each in range(number - empty, number))
            yield Line(number, cells)
            empty = 0
    except FAILS:
        raise Refused(DAMAGED) from None


def _rows(content: bytes) -> Iterator[Sequence[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    seen = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if seen is None:
        raise Refused(NOTHING_TO_SEE)
    seen.reset_dimensions()  # what a sheet says of its own size may be wrong
    yield from seen.iter_rows()


def _cells(number: int, row: Sequence[Any]) -> list[Cell]:
    """Up to the last that holds something. Far out even an empty cell is refused: to pass over many takes long."""
    if number > LAST_LINE:
        raise Refused(DAMAGED)
    if row and number > MOST_LINES:
        raise Refused(TOO_LONG)
    if len(row) > MOST_COLUMNS:
        raise Refused(TOO_WIDE)
    cells = [read_cell(each) for each in row]
    while cells and cells[-1] == EMPTY:
        cells.pop()
    return cells
