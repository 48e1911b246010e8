"""Columns untangled: invented tables, interleaved as the extractor interleaves them."""

from recommendations.record.annexes.cells import RawRow, reporters
from recommendations.record.annexes.joining import join
from recommendations.record.annexes.pages import read_pages
from recommendations.record.annexes.rows import RawTable, read_rows
from recommendations.record.annexes.source import Source
from recommendations.record.annexes.table_b import Entry, read_table_b

ITEMS = """
1 11 Keep the lamps of the harbour burning through the night.

DH

1 12 Paint the boats of the ferry blue and white every spring.

NHS England

1 13 Count the gulls on the harbour wall each morning.

All
Organisations
"""


def entries(text: str = ITEMS) -> list[Entry]:
    return read_table_b(Source(text), read_pages(text).lines).entries


def table(text: str, below: str = "", items: str = ITEMS) -> RawTable:
    return read_rows(read_pages(text).lines, read_pages(below or "x").lines if below else (), entries(items), [])


def wording(row: RawRow) -> str:
    return " ".join(piece.text for piece in row.wording)


def reports(row: RawRow) -> list[tuple[str | None, str]]:
    return [(name, join([(piece.words, piece.after_gap) for piece in pieces])) for name, pieces in reporters(row.cells)]


def test_columns_set_line_by_line_are_parted_where_the_known_wording_stops():
    (row,) = table(
        "DH committed to: “Keep The reported progress: “Ten lamps\n"
        "the lamps of the harbour are lit, and the eleventh has been\n"
        "burning through the night”. ordered”.\n"
    ).rows
    assert wording(row) == "“Keep the lamps of the harbour burning through the night”."
    assert reports(row) == [(None, "“Ten lamps are lit, and the eleventh has been ordered”.")]
    assert row.entry is not None
    assert (row.lead, row.entry.number) == ("DH", 11)


def test_a_sentence_goes_on_below_the_end_of_the_left_column():
    (row,) = table(
        "DH committed to: The reported progress:\n"
        "“Keep the lamps of the The lamps were handed over to the Harbour\n"
        "harbour burning through Office and to its\n"
        "the night”. brave old Warden\n"
        "\n"
        "Smith, who trims them”.\n"
    ).rows
    ((_, text),) = reports(row)
    assert (
        text == "The lamps were handed over to the Harbour Office and to its brave old Warden Smith, who trims them”."
    )


def test_a_paragraph_ends_where_a_sentence_ends_before_an_empty_line():
    (row,) = table(
        "DH committed to: “Keep the\nlamps of the harbour burning\nthrough the night”.\n\n"
        "The reported progress:\n\nAll are lit.\n\nNone went out.\n"
    ).rows
    assert reports(row) == [(None, "All are lit.\n\nNone went out.")]


def test_rows_without_anything_beside_them_report_nothing():
    first, second = table(
        "DH committed to: “Keep the\nlamps of the harbour burning\nthrough the night”.\n\n"
        "NHS England committed to: “Paint\nthe boats of the ferry blue and\nwhite every spring”.\n\n"
        "NHS England reported: “Blue is done”.\n"
    ).rows
    assert reports(first) == []
    assert reports(second) == [("NHS England", "NHS England reported: “Blue is done”.")]


def test_cells_below_two_rows_go_to_them_in_their_order():
    first, second = table(
        "DH committed to: “Keep the\nlamps of the harbour burning\nthrough the night”.\n\n"
        "NHS England committed to: “Paint\nthe boats of the ferry blue and\nwhite every spring”.\n\n"
        "The reported progress:\n\n“All lit”.\n\nNHS England advised that: ‘Blue is done.’\n"
    ).rows
    assert reports(first) == [(None, "“All lit”.")]
    assert reports(second) == [("NHS England", "NHS England advised that: ‘Blue is done.’")]


def test_a_lone_cell_below_two_rows_goes_to_the_nearest():
    first, second = table(
        "DH committed to: “Keep the\nlamps of the harbour burning\nthrough the night”.\n\n"
        "NHS England committed to: “Paint\nthe boats of the ferry blue and\nwhite every spring”.\n\n"
        "See the page before.\n"
    ).rows
    assert (reports(first), reports(second)) == ([], [(None, "See the page before.")])


def test_more_cells_than_rows_that_nobody_tells_apart_are_given_to_none():
    read = table(
        "All organisations are expected to:\n“Count the gulls on the harbour\nwall each morning”.\n\n"
        "DH committed to: “Keep the\nlamps of the harbour burning\nthrough the night”.\n\n"
        "The reported progress:\n\nTen.\n\nThe reported progress:\n\nTwelve.\n\nThe reported progress:\n\nNine.\n"
    )
    assert [reports(row) for row in read.rows] == [[], []]


def test_a_quotation_runs_on_past_the_opening_of_the_next_row():
    first, second = table(
        "DH committed to: “Keep the\nlamps of the harbour burning\nthrough the night”.\n\n"
        "“Ten of them were lit by the\n\n"
        "NHS England committed to:\n\n"
        "warden and his brother.”\n\nSee the page before.\n"
        "“Paint the boats of the ferry\nblue and white every spring”.\n"
    ).rows
    assert reports(first) == [(None, "“Ten of them were lit by the warden and his brother.”")]
    assert reports(second) == [(None, "See the page before.")]
    assert wording(second) == "“Paint the boats of the ferry blue and white every spring”."


def test_a_new_page_that_begins_with_a_row_ends_an_open_quotation():
    first, second = table(
        "DH committed to: “Keep the\nlamps of the harbour burning\nthrough the night”.\n\n“All are lit (and so on)\n"
        " NHS England committed to: “Paint\nthe boats of the ferry blue and\nwhite every spring”.\n\nSee above\n"
    ).rows
    assert reports(first) == [(None, "“All are lit (and so on)")]
    assert reports(second) == [(None, "See above")]


def test_a_new_page_that_begins_with_the_right_column_goes_on_with_it():
    (row,) = table(
        "DH committed to: “Keep the\nlamps of the harbour burning\nthrough the night”.\n\n"
        "“These are lit:\n\n• the first\n"
        " The last will follow.”\n"
    ).rows
    assert reports(row) == [(None, "“These are lit:\n\n• the first\n\nThe last will follow.”")]


def test_the_same_name_in_both_columns_is_one_opening_and_one_reporter():
    (row,) = table(
        "NHS England NHS England reported:\ncommitted to:\n\n“Blue comes first, and then the\n"
        "“Paint the boats of the white.”\nferry blue and white every\nspring”.\n"
    ).rows
    assert row.lead == "NHS England"
    assert wording(row) == "“Paint the boats of the ferry blue and white every spring”."
    assert reports(row) == [("NHS England", "NHS England reported:\n\n“Blue comes first, and then the white.”")]


def test_several_reporters_on_an_expectation_are_told_apart_and_one_reporter_is_not_parted():
    (row,) = table(
        "All organisations are expected to:\n“Count the gulls on the harbour\nwall each morning”.\n\n"
        "CQC reported “Ten.”\n\nAs part of its work CQC advised: Eleven.\n\nMonitor advised that: ‘None.’\n"
    ).rows
    assert [name for name, _ in reports(row)] == ["CQC", "Monitor"]


def test_cells_that_fell_below_the_next_heading_come_back_to_rows_without_any():
    text = (
        "NHS England committed to: “Paint\nthe boats of the ferry blue and\nwhite every spring”.\n\n"
        "All organisations are expected to:\n“Count the gulls on the harbour\nwall each morning”.\n"
    )
    below = (
        "NHS England advised that:\n‘They are painting the boats in the spring.’\n\n"
        "This should be known from the book in which\nthe gulls are entered.\n\n"
        "Whatever is told on the whole width of the page belongs to nobody in particular and stays\nwhere it was.\n"
    )
    first, second = table(text, below).rows
    assert reports(first) == [("NHS England", "NHS England advised that: ‘They are painting the boats in the spring.’")]
    assert reports(second) == [(None, "This should be known from the book in which the gulls are entered.")]


def test_a_wording_that_no_table_knows_is_read_to_the_end_of_its_quotation():
    (row,) = table("DH committed\nto: “Mend the nets as and when\nthey are torn.”\n\nDone.\n").rows
    assert row.entry is None
    assert wording(row) == "“Mend the nets as and when they are torn.”"
    assert reports(row) == [(None, "Done.")]


def test_what_is_wider_than_the_left_column_opens_no_row():
    (row,) = table(
        "DH committed to: “Keep the\nlamps of the harbour burning\nthrough the night”.\n\n"
        "In response the Harbour Office committed to: “Count\nthe gulls on the harbour wall each morning”.\n"
    ).rows
    assert reports(row)[0][1].startswith("In response the Harbour Office committed to: “Count the gulls")


def test_a_row_of_table_b_with_its_columns_tangled_is_parted_by_annex_1():
    items = (
        "1 11 Keep the lamps of DH It is not said\nthe harbour burning which lamps are\n"
        "through the night. meant here.\n"
        "\n1 13 Count the gulls on All\nthe harbour wall each Organisations\nmorning.\n"
    )
    known = entries(items)
    text = (
        "DH committed to: “Keep the lamps\nof the harbour burning through\nthe night”.\n\n"
        "All organisations are expected to:\n“Count the gulls on the harbour\nwall each morning”.\n"
    )
    assert [entry.tangled for entry in known] == [True, True]
    read_rows(read_pages(text).lines, (), known, [])
    assert [" ".join(piece.text for piece in entry.wording) for entry in known] == [
        "Keep the lamps of the harbour burning through the night.",
        "Count the gulls on the harbour wall each morning.",
    ]
    assert [" ".join(piece.text for piece in entry.lead) for entry in known] == ["DH", "All Organisations"]
    assert " ".join(piece.text for piece in known[0].comments) == "It is not said which lamps are meant here."
