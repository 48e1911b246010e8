import datetime

import pytest

from caldicott.govuk import words


def test_a_date_reads_as_one_says_it() -> None:
    assert words.date_in_words(datetime.date(2014, 9, 3)) == "3 September 2014"
    assert words.date_in_words("2014-09-03") == "3 September 2014"
    assert words.date_in_brief(datetime.date(2014, 9, 3)) == "3 Sep 2014"


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://example.org/audit?of=2026", "example.org"),
        ("https://nhs.uk@Example.org:8080/", "example.org"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_a_link_says_where_it_truly_leads(link: str, host: str) -> None:
    assert words.host_of(link) == host


@pytest.mark.parametrize(
    ("number", "read"), [(0, "no reports"), (1, "1 report"), (2, "2 reports"), (8507, "8,507 reports")]
)
def test_a_count_agrees_with_its_noun(number: int, read: str) -> None:
    assert words.counted(number, "report", "reports") == read


def test_a_sentence_begins_with_a_capital_and_keeps_the_others() -> None:
    assert words.sentence_case("share in V10") == "Share in V10"
    assert words.sentence_case("") == ""


def test_blank_lines_part_paragraphs_and_nothing_becomes_markup() -> None:
    assert words.paragraphs("One < two.\r\n\r\n\nThree") == (
        '<p class="govuk-body">One &lt; two.</p>\n<p class="govuk-body">Three</p>'
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("“Complete”", True),
        ("“Not yet begun”.", True),
        ("Complete", False),
        ("“One” and “two”", False),
        ("They: “One”", False),
    ],
)
def test_it_is_known_whether_a_whole_text_stands_in_quotation_marks(text: str, marked: bool) -> None:
    assert words.is_in_quotation_marks(text) is marked


def test_only_a_whole_match_is_marked_whatever_signs_the_text_itself_has() -> None:
    assert words.matches("One \ue000two\ue001 <three>") == "One <mark>two</mark> &lt;three&gt;"
    assert words.matches("\ue001One \ue000two \ue000three\ue001 four\ue001 \ue000five") == (
        "One two <mark>three</mark> four five"
    )
