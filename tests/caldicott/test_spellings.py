"""What is written in two ways."""

import pytest

from caldicott.spellings import WORDS, otherwise_spelled


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("8507 practices", "8,507 practices"),
        ("8,507 practices", "8507 practices"),
        ("1,234,567", "1234567"),
        ("from 5894, to 5,893.", "from 5,894, to 5893."),
        ("CareData", "care.data"),
        ('"who saw" my record', '"who see" my record'),
    ],
)
def test_either_way_leads_to_the_other(text: str, other: str) -> None:
    assert otherwise_spelled(text) == other


@pytest.mark.parametrize("text", ["850", "88.9", "0.1234", "1,23", "1,2345", "12,34,567", "foreseen", "care.data", ""])
def test_what_is_written_in_one_way_stays(text: str) -> None:
    assert otherwise_spelled(text) == text


def test_no_word_is_written_in_a_third_way() -> None:
    assert all(otherwise_spelled(other) == other for other in WORDS.values())
