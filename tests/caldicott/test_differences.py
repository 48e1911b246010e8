"""What differs between two texts: nothing of either is lost, whatever they are, and it never takes long."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caldicott.differences import MOST, Part, differences

# Few letters, signs and blanks, so that texts have much in common.
TEXTS = st.text(alphabet="ab .\n<é", max_size=60)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(part.kind, part.words) for part in differences(before, after)]


@given(TEXTS, TEXTS)
def test_the_parts_make_up_both_texts(before: str, after: str) -> None:
    parts = differences(before, after)
    assert "".join(part.words for part in parts if part.kind != "new") == before
    assert "".join(part.words for part in parts if part.kind != "gone") == after
    assert all(part.words for part in parts)


@given(TEXTS)
def test_the_same_text_has_no_difference(text: str) -> None:
    assert {part.kind for part in differences(text, text)} <= {"same"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "New.", [("new", "New.")]),
        ("Old.", "", [("gone", "Old.")]),
        (
            "Progress is slow.",
            "Progress is very slow.",
            [("same", "Progress is "), ("new", "very "), ("same", "slow.")],
        ),
        (
            "We see no plan here.",
            "We see a plan here.",
            [("same", "We see "), ("gone", "no"), ("new", "a"), ("same", " plan here.")],
        ),
        (
            "It is not yet done",
            "It is all but done",
            [("same", "It is "), ("gone", "not yet"), ("new", "all but"), ("same", " done")],
        ),
        ("<b>", "<i>", [("same", "<"), ("gone", "b"), ("new", "i"), ("same", ">")]),
    ],
)
def test_it_is_told_word_by_word(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert told(before, after) == expected


def test_a_sentence_that_is_put_in_is_one_part() -> None:
    assert told("One. Three.", "One. Two is new. Three.") == [
        ("same", "One. "),
        ("new", "Two is new. "),
        ("same", "Three."),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 50_000, "b " * 50_000),
        ("a. " * 50_000, "b. a. " * 25_000),
        ("a b " * 150, "b a " * 150),
        ("x" * 500_000, "y" * 500_000),
        (" ".join(map(str, range(40_000))), " ".join(map(str, range(40_000, 0, -1)))),
    ],
)
def test_however_long_texts_are_little_is_compared(before: str, after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def compare(junk: None, then: list[str], now: list[str]) -> SequenceMatcher[str]:
        compared.append(len(then) * len(now))
        return SequenceMatcher(junk, then, now)

    monkeypatch.setattr("caldicott.differences.SequenceMatcher", compare)
    differences(before, after)
    assert sum(compared) <= 2 * MOST**2


def test_a_long_text_with_one_other_word_is_still_told_word_by_word() -> None:
    text = "This is a sentence of the sample. " * 3_000
    parts = differences(text, text.replace("sentence", "line", 1))
    assert [part for part in parts if part.kind != "same"] == [Part("gone", "sentence"), Part("new", "line")]
