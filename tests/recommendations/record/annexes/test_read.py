"""A whole document read: what is found in it, and what is said of a text that is not the annexes."""

import random
from contextlib import suppress

import pytest

from recommendations.record.annexes import NotTheAnnexes, read_annexes

from .specimen import recommendations_of, specimen


def changed(old: str, new: str) -> str:
    text = specimen()
    assert text.count(old) == 1
    return text.replace(old, new)


def test_a_whole_document_is_read_without_a_word_left_over():
    annexes = read_annexes(specimen())
    assert annexes.unplaced == ()
    assert annexes.differences == ()


def test_every_item_is_found_in_both_annexes():
    annexes = read_annexes(specimen())
    assert {entry.number: entry.recommendations for entry in annexes.commitments} == {
        number: recommendations_of(number) for number in range(1, 85)
    }
    assert {row.commitment: row.reports[0].text.text for row in annexes.rows()} == {
        number: f"“Matter {number} is in hand”." for number in range(1, 85)
    }


def test_the_parts_of_a_section_are_told_apart():
    section = read_annexes(specimen()).section(7)
    assert section.statement.text == "Do as you would Seven."
    assert [(block.speaker, block.text.text) for block in section.additional] == [
        ("CQC", "CQC reported: “All is well.”")
    ]
    assert section.assessment.text == "We have seen this."
    assert section.conclusion.text == "Work in progress."


def test_a_section_that_does_not_exist_is_not_found():
    with pytest.raises(KeyError):
        read_annexes(specimen()).section(27)


def test_comments_are_found_by_recommendation():
    comments = [comment for comment in read_annexes(specimen()).gap_comments if 3 in comment.recommendations]
    assert {comment.text.text for comment in comments} == {"It may do."}
    assert len(comments) == 3


def test_other_line_ends_and_a_byte_order_mark_change_nothing():
    assert read_annexes("\ufeff" + specimen().replace("\n", "\r\n")) == read_annexes(specimen())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the text is empty"),
        (" \n\n \n", "the text is empty"),
        ("One line\nand \x00 another", "line 2 holds a character that is no text (U+0000)"),
        ("Wrongly decod\ufffdd", "line 1 holds a character that is no text (U+FFFD)"),
        (
            "A letter to a friend\nabout the weather",
            "“Annex 1: Progress on recommendations,” does not stand in the text",
        ),
        ("x" * 2_000, "line 1 has 2,000 characters"),
        ("Annex 1: \n" * 100_000, "the text has 1,000,000 characters"),
        ("Annex 1: Progress on recommendations,\n", "“Annex 2: Summary gap analysis” does not stand in the text after"),
    ],
)
def test_what_is_not_the_annexes_is_refused_in_one_line(text: str, message: str):
    with pytest.raises(NotTheAnnexes) as refused:
        read_annexes(text)
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_a_hundred_megabytes_are_refused_before_they_are_searched():
    with pytest.raises(NotTheAnnexes, match="the text has 100,000,000 characters"):
        read_annexes("Annex 1: " * 11_111_111 + "x")


def test_text_in_another_encoding_is_refused():
    with pytest.raises(NotTheAnnexes):
        read_annexes(specimen().encode("utf-8").decode("latin-1"))


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_text_that_breaks_off_is_refused(share: float):
    text = specimen()
    with pytest.raises(NotTheAnnexes):
        read_annexes(text[: int(len(text) * share)])


def test_the_same_document_twice_over_is_refused():
    with pytest.raises(NotTheAnnexes, match="20 tables and not 10"):
        read_annexes(specimen() + "\n" + specimen())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Recommendation Seven stated:",
            "Recommendation Eight stated:",
            "statement of recommendation 8 stands there a second time",
        ),
        ("IGTK V10 — Self Assessment Scores — Potters", "Potters once more", "has 9 tables and not 10"),
        ("Overall, there", "There", "before the last paragraph"),
    ],
)
def test_what_is_missing_is_named(old: str, new: str, message: str):
    with pytest.raises(NotTheAnnexes, match=message):
        read_annexes(changed(old, new))


def test_a_section_without_a_conclusion_is_named_with_its_line():
    before, after = specimen().split("Recommendation Seven stated:")
    with pytest.raises(NotTheAnnexes, match=r"Recommendation Seven \(line \d+\) has no conclusion"):
        read_annexes(before + "Recommendation Seven stated:" + after.replace("Conclusion:", "Conclusions:", 1))


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("2 36 Look after matter", "2 63 Look after matter", "Table B: commitment 36 is missing"),
        ("2 36 Look after matter", "2 63 Look after matter", "Table B: 63 stands for another wording too"),
        ("2 36 Look after matter", "2 96 Look after matter", "Table B: there is no commitment 96"),
        (
            "2 36 Look after matter",
            "2 36 Look after and mind matter",
            "Annex 1 words commitment 36 otherwise than Table B",
        ),
        ("36 with care.\n\nDH It", "36 with care.\n\nNobody It", "Table B: no lead organisation can be told for 36"),
        ("Title of 5 (5)", "Title of 5 (4)", "Table A: recommendations missing [5], more than once [4]"),
    ],
)
def test_small_changes_are_read_and_listed_as_differences(old: str, new: str, difference: str):
    annexes = read_annexes(changed(old, new))
    assert any(listed.text.startswith(difference) for listed in annexes.differences)


def test_a_row_whose_wording_cannot_be_told_is_left_unplaced_with_what_is_reported_on_it():
    annexes = read_annexes(changed("matter 36 with care”.", "something else altogether"))
    assert [passage.text for passage in annexes.unplaced] == [
        "DH committed to: “Look after something else altogether",
        "“Matter 36 is in hand”.",
    ]
    assert [row.commitment for row in annexes.section(2).rows] == [10, 62]


def test_no_damage_to_a_line_makes_the_reader_fail_otherwise_than_by_refusing():
    lines = specimen().split("\n")
    chance = random.Random(2014)  # noqa: S311 - the same damage each time
    for _ in range(60):
        damaged = list(lines)
        for _ in range(3):
            place = chance.randrange(len(damaged))
            damaged[place] = chance.choice(
                ["", " ", "“", "”", "6", "DH committed to:", " Average 3 3", "(4)", damaged[place][3:]]
            )
        with suppress(NotTheAnnexes):
            read_annexes("\n".join(damaged))
