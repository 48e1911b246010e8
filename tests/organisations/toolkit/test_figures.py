"""The arithmetic is exact, and its rounding is a reader's."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.toolkit import figures

COLUMNS = ("level_0", "level_1", "level_2", "level_3", "blank", "not_relevant", "exempt", "unspecified")
counts = st.fixed_dictionaries({column: st.integers(0, 10_000) for column in COLUMNS})
numbers = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=10_000)


def test_a_row_adds_up_over_all_of_its_columns():
    assert figures.row_total({"level_0": 15, "level_1": 37, "level_2": 3288, "level_3": 2484, "blank": 2683}) == 8507


def test_who_answered_is_everyone_but_the_blanks_and_the_unexplained():
    assert figures.answered({"level_2": 5, "not_relevant": 2, "blank": 3, "unspecified": 4}) == 7


def test_a_requirement_applies_to_those_at_a_level():
    assert figures.applicable({"level_0": 1, "level_3": 5, "not_relevant": 2, "exempt": 1, "blank": 3}) == 6


def test_a_column_that_the_report_lacks_adds_nothing():
    assert figures.at({"level_2": 5}, figures.HIGHEST_TWO) == 5


def test_an_average_is_exact():
    assert figures.average([5, 2, 3, 5]) == Fraction(15, 4)


def test_nothing_has_no_average():
    with pytest.raises(ZeroDivisionError):
        figures.average([])


def test_a_share_counts_each_row_alike():
    rows = [{"level_2": 10, "level_3": 20}, {"level_2": 20, "level_3": 30}]
    assert figures.share(rows, figures.HIGHEST_TWO, 50) == 80


def test_a_share_of_answers_leaves_out_the_blanks():
    rows = [{"level_0": 1, "level_3": 3, "blank": 96}]
    assert figures.share_of_answered(rows, ("level_3",)) == 75


def test_a_share_of_levels_also_leaves_out_not_relevant_and_exempt():
    rows = [{"level_0": 1, "level_3": 3, "not_relevant": 4, "exempt": 2, "blank": 96}]
    assert figures.share_of_applicable(rows, ("level_3",)) == 75
    assert figures.share_of_answered(rows, ("level_3",)) == 30


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(1, 4), 1, "0.3"),
        (Fraction(9, 4), 1, "2.3"),
        (Fraction(9754, 100), 0, "98"),
        (Fraction(-1, 4), 1, "-0.3"),
        (Fraction(44999, 100000), 1, "0.4"),
    ],
)
def test_halves_are_rounded_away_from_nought(value, places, expected):
    assert str(figures.rounded(value, places)) == expected


def test_cutting_off_is_not_rounding():
    assert figures.truncated(Fraction(9754, 100), 0) == 97
    assert figures.truncated(Fraction(773, 9), 1) == Decimal("85.8")


@pytest.mark.parametrize(("printed", "places"), [("0.5%", 1), ("93%", 0), ("1.7143", 4), ("8,507", 0), ("0.00", 2)])
def test_decimals_are_counted_as_printed(printed, places):
    assert figures.decimals(printed) == places


def test_a_printed_number_is_read_without_its_ornaments():
    assert figures.number("8,507") == 8507
    assert figures.number("67.8%") == Decimal("67.8")


@pytest.mark.parametrize(("after", "way"), [(2, "increased"), (1, "unchanged"), (0, "fell")])
def test_a_direction_is_one_of_three(after, way):
    assert figures.direction(1, after) == way


@given(counts)
def test_all_columns_together_are_all_of_the_row(row):
    total = figures.row_total(row)
    if total:
        assert sum(figures.percentage(row[column], total) for column in COLUMNS) == 100


@given(counts)
def test_levels_together_are_all_of_those_at_a_level(row):
    if figures.applicable(row):
        lowest = figures.share_of_applicable([row], figures.LOWEST_TWO)
        assert lowest + figures.share_of_applicable([row], figures.HIGHEST_TWO) == 100


@given(counts)
def test_leaving_blanks_out_never_lowers_a_share(row):
    if figures.applicable(row):
        of_all = figures.share([row], figures.HIGHEST_TWO, figures.row_total(row))
        of_answered = figures.share_of_answered([row], figures.HIGHEST_TWO)
        assert of_all <= of_answered <= figures.share_of_applicable([row], figures.HIGHEST_TWO)


@given(numbers, st.integers(0, 4))
def test_rounding_moves_a_value_by_half_a_place_at_most(value, places):
    assert abs(Fraction(figures.rounded(value, places)) - value) <= Fraction(1, 2 * 10**places)


@given(numbers, st.integers(0, 4))
def test_cutting_off_goes_towards_nought_by_less_than_a_place(value, places):
    cut = Fraction(figures.truncated(value, places))
    assert abs(cut) <= abs(value) < abs(cut) + Fraction(1, 10**places)


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_an_average_lies_between_the_least_and_the_most(values):
    assert min(values) <= figures.average(values) <= max(values)


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        (50, 50, 1),
        (50, 51, 1),
        (Fraction("99.81"), Fraction("99.83"), 2),
        # Rounded to one decimal these differ, and their difference does not show.
        (Fraction("99.84"), Fraction("99.86"), 2),
        (0, Fraction("0.0004"), 4),
    ],
)
def test_as_many_decimals_as_tell_two_figures_apart(before, after, places):
    assert figures.places_apart(before, after) == figures.places_apart(after, before) == places


@given(numbers, numbers)
def test_two_figures_that_differ_are_seen_to_differ(before, after):
    places = figures.places_apart(before, after)
    assert (figures.rounded(before, places) == figures.rounded(after, places)) == (before == after)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5787 to 5824", "5,787 to 5,824"),
        ("fell from 8507 to 5894", "fell from 8,507 to 5,894"),
        ("3128.3", "3,128.3"),
        ("4.2857", "4.2857"),
        ("fall of 2,613", "fall of 2,613"),
        ("999", "999"),
        ("1234567", "1,234,567"),
        ("10-101", "10-101"),
    ],
)
def test_long_numbers_in_a_text_get_commas(text, expected):
    assert figures.with_commas(text) == expected
