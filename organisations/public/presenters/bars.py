"""How a spread is drawn: one bar, parted by level and by what else the report counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from organisations.toolkit.figures import percentage, places_apart, rounded
from organisations.toolkit.spreads import Spread
from organisations.toolkit.tables import COLUMN_NAMES

OUTSIDE = "outside"

# The highest level first: what is at level 2 or 3 then begins at the same edge in every bar, and can be compared.
ORDER = ("level_3", "level_2", "level_1", "level_0", "not_relevant", "exempt", "blank", "unspecified", OUTSIDE)

NAMES = {**COLUMN_NAMES, OUTSIDE: "missing from the rows"}

PLACES = 2  # decimals of a position in the drawing, in per cent of its width


@dataclass(frozen=True)
class Part:
    """One stretch of a bar; `start` and `width` are per cent of the drawing's width."""

    column: str
    start: str
    width: str


def shares(spread: Spread) -> dict[str, Fraction]:
    """Every part of the whole in the order of the bar; together they are the hundred. Nothing for a whole of nothing.

    What the rows leave out is a part of its own, below nought where they count more organisations than there are.
    """
    if not spread.whole:
        return {}
    found = {column: spread.share(column) for column in ORDER if column in spread.counts}
    return {**found, OUTSIDE: spread.share_outside} if spread.outside else found


def shown(share: Fraction) -> str:
    """A share with one decimal, or with as many as it takes to see that it is not nought."""
    return f"{'−' if share < 0 else ''}{rounded(abs(share), places_apart(0, share))}%"


def parts(spread: Spread) -> list[Part]:
    """The bar. Where the rows count more than the whole, all of them are drawn closer together."""
    return list(_placed({column: share for column, share in shares(spread).items() if share > 0}))


def _placed(found: dict[str, Fraction]) -> Iterator[Part]:
    length, start = sum(found.values()), Fraction(0)
    for column, share in found.items():
        width = percentage(share, length)
        yield Part(column, str(rounded(start, PLACES)), str(rounded(width, PLACES)))
        start += width


def described(spread: Spread) -> str:
    """The bar in words, for those who do not see it."""
    return "; ".join(f"{NAMES[column]} {shown(share)}" for column, share in shares(spread).items())
