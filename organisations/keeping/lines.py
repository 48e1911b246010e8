"""The lines of a table as people send it: the same from CSV and from a workbook."""

import csv
import io
from collections.abc import Iterator

from caldicott.refusals import Refused
from caldicott.workbooks import EMPTY, Cell, Line, first_sheet, is_workbook

LARGEST = 5 * 1024 * 1024
TOO_LARGE = "The file is larger than 5 MB. Send the table in parts."


def lines_of(content: bytes) -> Iterator[Line]:
    """Raises Refused, at once or at the line that cannot be read."""
    if len(content) > LARGEST:
        raise Refused(TOO_LARGE)
    return _of_workbook(content) if is_workbook(content) else _of_csv(_text(content))


def _of_csv(text: str) -> Iterator[Line]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for number, cells in enumerate(lines, 1):
            yield Line(number, [Cell(cell) for cell in cells])
    except csv.Error as wrong:
        raise Refused(f"Line {lines.line_num} cannot be read as CSV ({wrong}). Save the table again as CSV.") from None


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise Refused(f"Line {line} is not in UTF-8. In the spreadsheet, save the table as “CSV UTF-8”.") from None


def _of_workbook(content: bytes) -> Iterator[Line]:
    """A sheet keeps no empty cells: each line is filled up to the width of the heading."""
    width = 0
    for number, cells in first_sheet(content):
        width = width or len(cells)
        yield Line(number, cells + [EMPTY] * (width - len(cells)))
