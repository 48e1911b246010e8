"""Shares of a named whole: nothing is lost, and they are those that the checks compute."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from organisations.toolkit import figures
from organisations.toolkit.spreads import added_up, of_answered, of_stated
from organisations.toolkit.tables import COLUMNS
from recommendations.record.toolkit_files import toolkit

counts = st.dictionaries(st.sampled_from(COLUMNS), st.integers(0, 10_000))
numbers = st.integers(1, 20_000)


def test_rows_are_added_up_column_by_column():
    assert added_up([{"level_0": 1, "blank": 0}, {"level_0": 2, "level_3": 4}]) == {
        "level_0": 3,
        "blank": 0,
        "level_3": 4,
    }


def test_what_the_rows_leave_out_is_the_rest_of_those_stated():
    spread = of_stated({"level_2": 60, "blank": 10}, rows=2, organisations=40)
    assert (spread.organisations, spread.outside, spread.share_outside) == (40, 10, Fraction("12.5"))


def test_rows_that_count_more_than_are_stated_leave_less_than_nothing():
    assert of_stated({"level_2": 41}, rows=1, organisations=40).outside == -1


def test_where_no_number_is_stated_the_rows_are_the_whole():
    spread = of_stated({"level_2": 60, "unspecified": 15}, rows=2, organisations=None)
    assert (spread.organisations, spread.outside) == (Fraction("37.5"), 0)


def test_those_that_answered_leave_out_blanks_and_what_is_not_explained():
    spread = of_answered({"level_2": 5, "not_relevant": 5, "blank": 7, "unspecified": 9}, rows=1)
    assert spread.counts == {"level_2": 5, "not_relevant": 5}
    assert (spread.whole, spread.share("level_2", "level_3")) == (10, 50)


@given(counts, st.integers(1, 80), numbers)
def test_all_shares_and_what_is_left_out_make_a_hundred(counts, rows, organisations):
    spread = of_stated(counts, rows, organisations)
    assert sum(spread.share(column) for column in counts) + spread.share_outside == 100


@given(counts, st.integers(1, 80))
def test_those_that_answered_are_all_accounted_for(counts, rows):
    assert of_answered(counts, rows).outside == 0


def test_the_shares_are_those_that_the_checks_compute():
    for table in toolkit().tables:
        for group in table.groups:
            rows = table.counts_of(group)
            total = added_up(rows)
            answered = of_answered(total, len(rows)).share(*figures.HIGHEST_TWO)
            assert answered == figures.share_of_answered(rows, figures.HIGHEST_TWO)
            if table.organisations_stated:
                stated = of_stated(total, len(rows), table.organisations_stated).share(*figures.HIGHEST_TWO)
                assert stated == figures.share(rows, figures.HIGHEST_TWO, table.organisations_stated)
