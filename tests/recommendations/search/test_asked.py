import pytest

from recommendations.search import Asked


@pytest.mark.parametrize("words", ["7", "r7", "R7", "rec 7", "rec. 7", "recommendation 7", "Recommendation no. 7"])
def test_a_recommendation_is_asked_for_by_its_number(words: str) -> None:
    assert Asked.of(words).recommendation == 7


@pytest.mark.parametrize("words", ["56", "c56", "commitment 56", "Commitment number 56", "expectation 56"])
def test_a_commitment_is_asked_for_by_its_number(words: str) -> None:
    assert Asked.of(words).commitment == 56


@pytest.mark.parametrize("words", ["NICE guideline 138", "7 days", "c", "recommendation seven", "12345", "-7"])
def test_other_words_ask_for_no_number(words: str) -> None:
    assert (Asked.of(words).recommendation, Asked.of(words).commitment) == (None, None)


def test_a_number_with_its_kind_asks_for_that_kind_only() -> None:
    assert Asked.of("r7").commitment is None
    assert Asked.of("c7").recommendation is None


def test_the_words_are_one_line() -> None:
    assert Asked.of("  see \n my\trecord ").words == "see my record"


def test_a_name_has_the_apostrophe_of_print() -> None:
    assert Asked.of("Commissioner's Office").name == "Commissioner’s Office"


def test_a_point_or_a_comma_inside_does_not_part_a_term() -> None:
    assert Asked.of("Care.data, 88.9% of 8,507.").terms == ["Care.data", "88.9", "of", "8,507"]


def test_what_only_asks_is_not_looked_for_word_by_word() -> None:
    assert Asked.of("Who has got my zebra record").any_of_it.words == "zebra or record"
    assert Asked.of("who is it").any_of_it.words == "who or is or it"
