"""Annex 2's tables and Annex 3's, in invented words and figures."""

from decimal import Decimal

from recommendations.record.annexes.model import Commitment, Difference, GapComment
from recommendations.record.annexes.source import Source
from recommendations.record.annexes.table_a import read_table_a
from recommendations.record.annexes.table_b import read_table_b
from recommendations.record.annexes.toolkit import Toolkit, read_toolkit


def table_b(
    text: str, leads: dict[int, str] | None = None
) -> tuple[list[Commitment], list[GapComment], list[Difference]]:
    source = Source(text)
    table = read_table_b(source, source.lines)
    table.give_leads((leads or {}).get)
    commitments, comments = table.passages(source)
    assert list(source.unread()) == []
    return commitments, comments, list(table.doubts())


def toolkit(text: str) -> Toolkit:
    source = Source(text)
    return read_toolkit(source, source.lines)


def test_table_a_tells_columns_by_rising_numbers_and_by_lists_that_end():
    source = Source(
        "Table A\n\nThe proposed commitments fail\n\nThe proposed commitments assist\n\nThe proposed commitments do\n\n"
        "Lamps (1) Gulls\n(3)\n\nBoats (12)\n\nNets(2) Oars (5)\n\nSails (13)\n\n"
        "Tar (9)\n\nRope (24)\n\nFish (10)\n\nSalt (26)\n"
    )
    entries, _ = read_table_a(source, source.lines)
    assert [(entry.recommendation, entry.title.text, entry.column) for entry in entries] == [
        (1, "Lamps", "not_sufficient"),
        (3, "Gulls", "assists"),
        (12, "Boats", "delivers"),
        (2, "Nets", "not_sufficient"),
        (5, "Oars", "assists"),
        (13, "Sails", "delivers"),
        (9, "Tar", "not_sufficient"),
        (24, "Rope", "assists"),
        (10, "Fish", "not_sufficient"),
        (26, "Salt", "assists"),
    ]


def test_a_row_of_table_b_has_recommendations_number_wording_lead_and_comment():
    (one, two), (comment,), _ = table_b(
        "Lead\n\n2, 4 56 Light the lamps\nof the wall.\n\nNHS Trust\nDevelopment\nAuthority\n\n"
        "Introduction 1 Count the\ngulls.\n\nAll Staff This may\nhelp.\n"
    )
    assert (one.recommendations, one.number, one.wording.text) == ((2, 4), 56, "Light the lamps of the wall.")
    assert (two.recommendations, two.number) == ((), 1)
    assert [entry.lead.text for entry in (one, two) if entry.lead] == ["NHS Trust Development Authority", "All Staff"]
    assert (comment.recommendations, comment.text.text) == ((), "This may help.")


def test_a_row_that_begins_in_the_line_in_which_a_comment_ends_is_found():
    (one, two), (comment,), _ = table_b(
        "9 16 Light the lamps.\n\nDH It is for\nthe town.9 64 Count the\n\ngulls of the wall.\n\nICO\n"
    )
    assert (one.number, two.number, two.wording.text) == (16, 64, "Count the gulls of the wall.")
    assert comment.text.text == "It is for the town."


def test_a_figure_in_a_wording_begins_no_row():
    (one,), _, _ = table_b("8 78 Light the lamps of page\n12 and Sail on in\n2013.\n\nDH\n")
    assert one.wording.text == "Light the lamps of page 12 and Sail on in 2013."


def test_numbers_and_leads_that_stand_apart_from_their_rows_come_back_to_them():
    entries, comments, differences = table_b(
        "6\n\n6\n\n6\n\n13 Light the lamps.\n\n14 Count the gulls.\n\n48 Mend nets.\n\n"
        "It lacks oil.\n\nDH\n\nLocal\nCommissioners\n",
        {13: "The DH", 14: "DH", 48: "Local commissioners"},
    )
    assert [(entry.recommendations, entry.number, entry.lead and entry.lead.text) for entry in entries] == [
        ((6,), 13, "DH"),
        ((6,), 14, "DH"),
        ((6,), 48, "Local Commissioners"),
    ]
    assert [comment.text.text for comment in comments] == ["It lacks oil."]
    assert differences == []


def test_a_lead_that_nobody_vouches_for_is_given_to_no_row():
    source = Source("6\n\n13 Light the lamps.\n\nDH\n")
    table = read_table_b(source, source.lines)
    table.give_leads({13: "Monitor"}.get)
    ((entry,), _) = table.passages(source)
    assert entry.lead is None
    assert [passage.text for passage in source.unread()] == ["DH"]
    assert [difference.text for difference in table.doubts()] == ["Table B: no lead organisation can be told for 13"]


def test_columns_that_nothing_can_part_are_said_to_be_in_doubt():
    _, _, (doubt,) = table_b("7 20 Light the DH It is\nlamps. dark.\n")
    assert doubt.text == "Table B: the columns of 20 cannot be told apart"


def test_a_recommendation_without_commitments_keeps_its_comment():
    _, (comment,), _ = table_b("21 No commitments It is in the\nGuide\n\n22 27 Light the lamps.\n\nDH\n")
    assert (comment.recommendations, comment.text.text) == ((21,), "It is in the Guide")


HEAD = " Bakers\nIGTK V10 — Self Assessment Scores — Bakers\n\n8 organisations\n\n"


def test_a_table_has_its_type_version_organisations_columns_and_rows():
    (table,) = toolkit(HEAD + "L0 % L1 %\nMinding 10-101 2 25.0 6 75.0\nThe Shop\nAverage 2 25.0 6 75.0\n").tables
    assert (table.version, table.organisation_type, table.organisations) == ("V10", "Bakers", 8)
    assert table.columns == ("L0", "%", "L1", "%")
    assert [(row.label, row.group) for row in table.rows] == [
        ("10-101", "Minding The Shop"),
        ("Average", "Minding The Shop"),
    ]
    assert table.rows[0].figures == (Decimal(2), Decimal("25.0"), Decimal(6), Decimal("75.0"))


def test_columns_that_stand_alone_come_back_beside_their_rows():
    (table,) = toolkit(
        HEAD
        + "L0 L1 L2 L3\n10-101 1\n10-102 2\n10-103 3\nAverage 2\n\n11 21 31\n12\n13\n14\n\n22\n23\n24\n\n32\n\n33\n34\n"
    ).tables
    assert [[int(figure) for figure in row.figures] for row in table.rows] == [
        [1, 11, 21, 31],
        [2, 12, 22, 32],
        [3, 13, 23, 33],
        [2, 14, 24, 34],
    ]
    assert (table.rows[0].first_line, table.rows[0].last_line) == (7, 12)


def test_labels_above_a_title_belong_to_the_table_below_it():
    first, second = toolkit(
        HEAD + "L0 L1\n10-101 1 7\nAverage 1 7\n\n10-101 Minding\nAverage\n\n"
        "IGTK V11 — Self Assessment Scores — Bakers\nL0 L1\n2 6\n3\n\n5\n"
    ).tables
    assert [row.label for row in first.rows] == ["10-101", "Average"]
    assert [(row.label, row.group, [int(f) for f in row.figures]) for row in second.rows] == [
        ("10-101", "Minding", [2, 6]),
        ("Average", "Minding", [3, 5]),
    ]


def test_requirements_may_be_printed_as_decimals_or_not_at_all():
    (table,) = toolkit(HEAD + "L0 L1\n101.0 1 7\nAverage 1 7\nMinding the Shop 2 6\nAverage 2 6\n% 25 75\n").tables
    assert [(row.label, row.group) for row in table.rows] == [
        ("101.0", None),
        ("Average", None),
        ("Minding the Shop", "Minding the Shop"),
        ("Average", "Minding the Shop"),
        ("%", "Minding the Shop"),
    ]


def test_a_row_that_lacks_a_column_is_a_difference():
    (difference,) = toolkit(HEAD + "L0 L1\n10-101 1\nAverage 1 7\n").differences
    assert difference == Difference(7, "Annex 3: row 10-101 has 1 of 2 columns")


def test_sentences_keep_their_figures_and_not_those_of_names():
    text = (
        HEAD
        + "L0 L1\n10-101 1 7\n\nFor Bakers, V10 fell from75% to 62.5% as 10-114 at L0 shows.\n\n"
        + "• It was 3.\n\nOverall, good.\n"
    )
    sentences = toolkit(text).sentences
    assert [(sentence.organisation_type, [str(figure) for figure in sentence.figures]) for sentence in sentences] == [
        ("Bakers", ["75", "62.5"]),
        ("Bakers", ["3"]),
        (None, []),
    ]
