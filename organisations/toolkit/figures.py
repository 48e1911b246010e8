"""The arithmetic of the toolkit's returns.

All of it is exact: counts are whole numbers, everything else is a Fraction until it is rounded for showing. A mapping
of counts has the columns of `tables.COLUMNS` as keys, each value a number of organisations; a column that the report
does not have is absent from it.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

LEVELS = ("level_0", "level_1", "level_2", "level_3")
HIGHEST_TWO = ("level_2", "level_3")
LOWEST_TWO = ("level_0", "level_1")
UNANSWERED = ("blank", "unspecified")
OUTSIDE = ("not_relevant", "exempt")

# The digits before the point of a number that is long enough for a comma.
WHOLE_PART = re.compile(r"(?<![\d.,])\d{4,}")

Number = int | Decimal | Fraction


def row_total(counts: Mapping[str, int]) -> int:
    """All organisations that a row accounts for, in whatever column."""
    return sum(counts.values())


def answered(counts: Mapping[str, int]) -> int:
    """Organisations that gave an answer: the row's total less the blanks, and less the column headed "?"."""
    return row_total(counts) - at(counts, UNANSWERED)


def applicable(counts: Mapping[str, int]) -> int:
    """Organisations that the requirement applied to and that answered it: also less not relevant and exempt.

    What is left is the organisations at a level.
    """
    return answered(counts) - at(counts, OUTSIDE)


def at(counts: Mapping[str, int], columns: Iterable[str]) -> int:
    """Organisations in any of these columns; a column that the report does not have adds nothing."""
    return sum(counts.get(column, 0) for column in columns)


def average(values: Iterable[int | Fraction]) -> Fraction:
    """The mean of some counts, in organisations. Raises ZeroDivisionError where there are none."""
    counts = list(values)
    return Fraction(sum(counts)) / len(counts)


def percentage(part: Number, whole: Number) -> Fraction:
    """How many of each hundred of `whole` are `part`. Raises ZeroDivisionError for a whole of nothing."""
    return Fraction(part) * 100 / Fraction(whole)


def share(rows: Iterable[Mapping[str, int]], columns: Iterable[str], whole: Number) -> Fraction:
    """Percentage of the organisations that stand in these columns, over all of the rows.

    `whole` is the number of organisations behind ONE row; each row counts alike.
    """
    counted = list(rows)
    wanted = tuple(columns)
    return percentage(sum(at(row, wanted) for row in counted), Fraction(whole) * len(counted))


def share_of_answered(rows: Iterable[Mapping[str, int]], columns: Iterable[str]) -> Fraction:
    """Percentage in these columns of all answers that the rows hold together, blanks left out."""
    counted = list(rows)
    wanted = tuple(columns)
    return percentage(sum(at(row, wanted) for row in counted), sum(answered(row) for row in counted))


def share_of_applicable(rows: Iterable[Mapping[str, int]], columns: Iterable[str]) -> Fraction:
    """Percentage in these columns of all levels that the rows hold together: no blanks, not relevant or exempt."""
    counted = list(rows)
    wanted = tuple(columns)
    return percentage(sum(at(row, wanted) for row in counted), sum(applicable(row) for row in counted))


def number(printed: str) -> Decimal:
    """A printed number, its percentage sign and its thousands' commas taken off."""
    return Decimal(printed.rstrip("%").replace(",", ""))


def decimals(printed: str) -> int:
    """How many decimals a number is printed with."""
    return len(printed.rstrip("%").partition(".")[2])


def rounded(value: Number, places: int) -> Decimal:
    """The value to so many decimals, halves away from zero, as a reader of a table expects."""
    # One integer division and one look at the rest: a Decimal quotient would be rounded twice.
    scaled = abs(Fraction(value)) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    return _signed(whole + (2 * rest >= scaled.denominator), places, value)


def truncated(value: Number, places: int) -> Decimal:
    """The value with all further decimals cut off."""
    return _signed(int(abs(Fraction(value)) * 10**places), places, value)


def _signed(digits: int, places: int, value: Number) -> Decimal:
    return Decimal(digits if value >= 0 else -digits).scaleb(-places)


def places_apart(before: Number, after: Number) -> int:
    """The fewest decimals, at least one, with which two figures that differ show it, and so does their difference."""
    places = 1
    while before != after and (
        rounded(before, places) == rounded(after, places) or not rounded(Fraction(after) - Fraction(before), places)
    ):
        places += 1
    return places


def with_commas(text: str) -> str:
    """The text, every number in it of four digits or more with commas between its thousands."""
    return WHOLE_PART.sub(lambda found: f"{int(found.group()):,}", text)


def direction(before: Number, after: Number) -> str:
    """Which way a figure went from version 10 to version 11: increased, fell or unchanged."""
    if after == before:
        return "unchanged"
    return "increased" if after > before else "fell"
