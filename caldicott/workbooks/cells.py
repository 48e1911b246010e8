"""What stands in a cell: a text, and what the spreadsheet takes it for."""

import enum
from typing import NamedTuple


class Kind(enum.Enum):
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    TRUTH = "truth"
    ERROR = "error"
    UNWORKED = "unworked"  # a formula whose result is not stored


class Cell(NamedTuple):
    text: str
    kind: Kind = Kind.TEXT


EMPTY = Cell("")


def letter(column: int) -> str:
    """The column as a sheet names it: A is 0, and AA follows Z."""
    name = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name
