"""What stands in a cell: a text, and what the spreadsheet takes it for."""

import datetime
import enum
from typing import Any, NamedTuple

from openpyxl.cell.cell import TYPE_ERROR, TYPE_FORMULA  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

# Beyond it a spreadsheet keeps no whole number to its last figure.
LARGEST_WHOLE = 10**15


class Kind(enum.Enum):
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    TRUTH = "truth"
    ERROR = "error"
    FORMULA = "formula"


class Cell(NamedTuple):
    text: str
    kind: Kind = Kind.TEXT


EMPTY = Cell("")


def letter(column: int) -> str:
    """The column as a sheet names it: A is 0, and AA follows Z."""
    name: str = get_column_letter(column + 1)
    return name


def read_cell(cell: Any) -> Cell:
    """As the library found it."""
    value = cell.value
    if value is None:
        return EMPTY
    if cell.data_type == TYPE_FORMULA:
        return Cell(str(getattr(value, "text", value)), Kind.FORMULA)
    if cell.data_type == TYPE_ERROR:
        return Cell(str(value), Kind.ERROR)
    if isinstance(value, bool):
        return Cell(str(value).upper(), Kind.TRUTH)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return Cell(str(value.date()) if midnight else value.isoformat(" ", "minutes"), Kind.DAY)
    if isinstance(value, str):
        return Cell(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_WHOLE:
        value = int(value)
    return Cell(str(value), Kind.NUMBER)
