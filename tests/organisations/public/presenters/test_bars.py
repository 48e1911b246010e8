"""Shares as people read them."""

from fractions import Fraction

import pytest

from organisations.public.presenters.bars import shown


@pytest.mark.parametrize(
    ("value", "expected"),
    [(50, "50.0%"), (0, "0.0%"), (Fraction(1, 59), "0.02%"), (Fraction(-1, 59), "−0.02%"), (100, "100.0%")],
)
def test_a_share_that_is_not_nought_is_not_shown_as_nought(value: Fraction, expected: str) -> None:
    assert shown(Fraction(value)) == expected
