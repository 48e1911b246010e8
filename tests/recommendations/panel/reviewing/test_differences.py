"""What differs between two texts: whole, safe, and quick on long ones."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.panel.reviewing.differences import differences, marked

WORDS = st.lists(st.sampled_from(["one", "two", "<b>", "&", "\n", "  ", "three "]), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("One two three", "One two three", "One two three"),
        ("One two three", "One four three", "One <del>two </del><ins>four </ins>three"),
        ("", "New", "<ins>New</ins>"),
        ("Gone", "", "<del>Gone</del>"),
        ("a <b>", "a <script>", "a <del>&lt;b&gt;</del><ins>&lt;script&gt;</ins>"),
        ("same  <i>", "same <i>", "same &lt;i&gt;"),
    ],
)
def test_words_are_marked_and_markup_is_escaped(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


@given(WORDS, WORDS)
def test_the_pieces_are_the_new_text_whole_and_every_word_of_the_old(before: str, after: str) -> None:
    pieces = list(differences(before, after))
    assert "".join(text for tag, text in pieces if tag != "del") == after
    # What was taken out stands together: of the blanks between its words nothing is promised.
    kept = "".join(text for tag, text in pieces if tag != "ins")
    assert "".join(kept.split()) == "".join(before.split())


def text_of(words: list[str], seed: int) -> str:
    chosen = random.Random(seed)  # noqa: S311 (a sample text)
    said = ""
    while len(said) < 20_000:
        said += chosen.choice(words) + " "
    return said[:20_000]


@pytest.mark.parametrize("words", [["a"], ["a", "b"], [f"w{n}" for n in range(40)], [f"word{n}" for n in range(3_000)]])
def test_long_texts_take_no_long_time(words: list[str]) -> None:
    begun = time.process_time()
    marked(text_of(words, 1), text_of(words, 2))
    assert time.process_time() - begun < 2
