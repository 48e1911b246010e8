"""What became of a share from one version to the next, in percentage points and for reading."""

from fractions import Fraction

from organisations.public.presenters.bars import shown
from organisations.toolkit.figures import Number, places_apart, rounded


def signed(points: Number) -> str:
    """Percentage points, with one decimal and a sign; nought has none."""
    value = rounded(points, 1)
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value)}"


def moved(before: Fraction, after: Fraction) -> str:
    """Up 1.2 points, down 1.0 point, with as many decimals as it takes to tell the two apart; unchanged."""
    if before == after:
        return "unchanged"
    points = rounded(abs(after - before), places_apart(before, after))
    return f"{'up' if after > before else 'down'} {points} {'point' if points == 1 else 'points'}"


def went(before: Fraction, after: Fraction, among: str) -> str:
    """The same as the end of a sentence, with both shares and of whom they are."""
    if before == after:
        return f"stayed at {shown(before)} of {among}"
    places = places_apart(before, after)
    return f"went from {rounded(before, places)}% to {rounded(after, places)}% of {among}, {moved(before, after)}"
