"""CSV as spreadsheets take it.

Excel takes a file for UTF-8 only if it begins with a byte order mark. And whatever program opens the file, a text whose
first character is one of `=`, `+`, `-` or `@` may be run as a formula, which can send what stands beside it to
somewhere else. Such a text gets an apostrophe in front, the spreadsheets' own sign for "this is text", so that nothing
of it is lost: whoever reads the file by a program takes the apostrophe off again where what follows it begins so. A
plain number is harmless and stays a number.
"""

import csv
import datetime
import logging
import re
from collections.abc import Iterable, Iterator, Sequence

from .table import Cell, moment

BYTE_ORDER_MARK = "\ufeff"
BROKEN_OFF = "This file is not complete: it broke off here. Please download it again."
TEXT = "'"

# The signs with which a formula begins, also in the width of Chinese and Japanese, in which Excel takes them too.
FORMULA = frozenset("=+-@＝＋－＠")
# With one of these in front, a spreadsheet may put what follows into a cell of its own.
BREAKS = frozenset("\t\r\n")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)

log = logging.getLogger(__name__)


class _Line:
    """What a writer writes to: it gives back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def lines(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The file line by line, the heading first. If the rows break off, the last line says so."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(heading)
    try:
        for row in rows:
            yield writer.writerow([in_words(cell) for cell in row])
    # Whatever it was: the answer has begun, so that only the file itself can still tell.
    except Exception:
        log.exception("A CSV file broke off")
        yield writer.writerow([BROKEN_OFF])


def in_words(cell: Cell) -> str:
    """A cell as the file has it. Times are UTC."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case datetime.datetime():
            return moment(cell)
        case datetime.date():
            return cell.isoformat()
    return TEXT + cell if might_run(cell) else str(cell)


def might_run(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula, or could once apostrophes in front are taken off."""
    text = text.lstrip(TEXT)
    if text[:1] in BREAKS:
        return bool(text)
    # Blanks in front, and characters that nobody sees, do not stop every program.
    first = next((place for place, sign in enumerate(text) if sign.isprintable() and not sign.isspace()), None)
    return first is not None and text[first] in FORMULA and not NUMBER.fullmatch(text)
