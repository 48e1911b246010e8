"""Is the text that of last period?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.reporting.checks.likeness import likeness

from .cases import GOOD, case, found, last

RULE = "Words are new in a new period"
LONG = "Sample guidance was written in spring, it is tried in four sample places, and an audit will follow in autumn."


def test_the_same_words_are_asked_about() -> None:
    assert found(RULE, case(last=last(narrative=GOOD.narrative))) == ["narrative"]
    assert found(RULE, case(last=last())) == []


@pytest.mark.parametrize("now", [LONG.upper(), LONG.replace(",", " –"), f"{LONG} Truly."])
def test_capitals_signs_and_a_word_make_no_new_text(now: str) -> None:
    assert found(RULE, case(narrative=now, last=last(narrative=LONG))) == ["narrative"]


def test_one_new_sentence_of_two_is_a_new_text() -> None:
    now = f"{LONG} The first audit has shown that two of the places keep too much, and both have put that right."
    assert found(RULE, case(narrative=now, last=last(narrative=LONG))) == []


def test_without_words_on_either_side_nothing_is_alike() -> None:
    assert found(RULE, case(narrative="", last=last(narrative=""))) == []
    assert likeness("…", "!") == 0.0


def test_who_says_that_it_is_as_last_period_is_not_asked() -> None:
    assert found(RULE, case(kind="as_last_period", last=last(narrative=GOOD.narrative))) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_is_from_0_to_1_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) in (0, 1)


def test_forty_thousand_characters_are_compared_at_once() -> None:
    long = " ".join(f"word{place}" for place in range(5_000))
    assert likeness(long, f"{long} more") > 0.99
