"""What belongs to the page and not to the text."""

from recommendations.record.annexes.pages import read_pages


def words(text: str) -> list[str]:
    return [line.text for line in read_pages(text).lines]


def test_running_heads_and_the_page_numbers_above_them_are_put_aside_and_the_title_is_not():
    pages = read_pages("Annex 1: Lamps\n\nFirst.\n\n37\n\n\n\nAnnex 1: Lamps and gulls\n\nSecond.\n")
    assert [line.text for line in pages.lines] == ["Annex 1: Lamps", "First.", "Second."]
    assert [passage.text for passage in pages.furniture] == ["37", "Annex 1: Lamps and gulls"]
    assert [line.opens_page for line in pages.lines] == [True, False, True]


def test_a_number_that_no_running_head_follows_is_text():
    assert words("Annex 1: Lamps\n\n37\n\nmore\n") == ["Annex 1: Lamps", "37", "more"]


def test_a_leading_space_begins_a_page_and_an_empty_line_makes_a_gap():
    first, second, third, fourth = read_pages("one\n two\nthree\n \nfour\n").lines
    assert [line.opens_page for line in (first, second, third, fourth)] == [True, True, False, False]
    assert [line.after_gap for line in (first, second, third, fourth)] == [True, True, False, True]
    assert [line.number for line in (first, second, third, fourth)] == [1, 2, 3, 5]


def test_a_footnote_leaves_the_page_with_its_marker():
    pages = read_pages("We lit the lamps.1 Then we slept.\n\n1 see http://lamps.example for more\n Next page\n")
    assert [line.text for line in pages.lines] == ["We lit the lamps. Then we slept.", "Next page"]
    assert [note.text for note in pages.footnotes.values()] == ["see http://lamps.example for more"]


def test_a_last_line_whose_number_hangs_on_no_word_is_text():
    assert words("We lit the lamps.\n\n1 see http://lamps.example for more\n")[-1].startswith("1 see")


def test_the_start_of_a_cell_is_parted_from_the_end_of_another():
    assert words("all is well.Introduction 2 Light the lamps\n") == ["all is well. Introduction 2 Light the lamps"]
    assert words("for the system.9 64 Light\n") == ["for the system. 9 64 Light"]


def test_a_stray_mark_is_no_text():
    assert words("one\n\n.\n\ntwo\n") == ["one", "two"]
