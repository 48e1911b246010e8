"""Changes of a share in words: no change is hidden by rounding, and none is made up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.public.presenters.points import moved, signed, went

SHARES = st.fractions(min_value=0, max_value=100, max_denominator=10_000)


@pytest.mark.parametrize(
    ("points", "expected"), [("1.25", "+1.3"), ("-0.5", "−0.5"), ("0", "0.0"), ("0.04", "0.0"), ("-0.04", "0.0")]
)
def test_points_have_a_sign_where_they_are_not_nought(points: str, expected: str) -> None:
    assert signed(Fraction(points)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("50", "80", "went from 50.0% to 80.0% of all, up 30.0 points"),
        ("51", "50", "went from 51.0% to 50.0% of all, down 1.0 point"),
        ("99.98", "99.99", "went from 99.98% to 99.99% of all, up 0.01 points"),
        ("80", "80", "stayed at 80.0% of all"),
    ],
)
def test_a_change_is_told_with_as_many_decimals_as_it_takes(before: str, after: str, expected: str) -> None:
    assert went(Fraction(before), Fraction(after), "all") == expected


@given(SHARES, SHARES)
def test_only_what_is_the_same_is_unchanged(before: Fraction, after: Fraction) -> None:
    way = "up" if after > before else "down" if after < before else "unchanged"
    assert moved(before, after).split()[0] == way
    assert " 0.0 " not in moved(before, after)
