"""The published annexes, read: what is there, and that no word of it is lost or read twice."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from recommendations.record.annexes import Annexes, Passage
from recommendations.record.annexes.model import Section

# What the reader takes off: the quotation marks around 26 statements, the markers and numbers of the two footnotes
# before Annex 3, and the bullets of two anticipated items. (So too the numbers behind Table A's titles.)
TAKEN_OFF = Counter({"“": 26, "”": 26, "•": 2, "1": 2, "2": 2})


def passages(value: object, seen: set[int]) -> Iterator[Passage]:
    """Every passage in a reading, once, with its footnotes."""
    if isinstance(value, Passage):
        if id(value) not in seen:
            seen.add(id(value))
            yield value
            yield from value.footnotes
    elif isinstance(value, tuple):
        for item in value:
            yield from passages(item, seen)
    elif is_dataclass(value):
        for field in fields(value):
            yield from passages(getattr(value, field.name), seen)


def test_nothing_is_unplaced_and_nothing_differs(annexes: Annexes):
    assert annexes.unplaced == ()
    assert annexes.differences == ()


def test_every_character_of_annexes_1_and_2_is_read_exactly_once(annexes: Annexes, published: str):
    end = published.index("Annex 3: Information Governance Toolkit")
    last_line = published.count("\n", 0, end)
    printed = Counter("".join(published[:end].split()))

    read: Counter[str] = Counter()
    for passage in passages(annexes, set()):
        if passage.last_line <= last_line:
            read.update("".join(passage.text.split()))
    for entry in annexes.sufficiency:
        read.update(f"({entry.recommendation})")

    assert printed - read == TAKEN_OFF
    assert read - printed == Counter()


def test_there_is_a_section_for_every_recommendation_and_one_for_what_is_outside_them(annexes: Annexes):
    assert [section.recommendation for section in annexes.sections] == [*range(1, 27), None]


def test_sections_that_are_printed_out_of_order_are_read_whole(annexes: Annexes):
    nineteen, twenty_two = annexes.section(19), annexes.section(22)
    assert nineteen.statement.first_line < annexes.section(20).statement.first_line
    assert [row.commitment for row in twenty_two.rows] == [27, 69, 59]
    assert twenty_two.rows[0].opening.first_line < annexes.section(21).statement.first_line
    assert twenty_two.conclusion.first_line > annexes.section(21).conclusion.first_line


def test_the_rows_of_annex_1_are_those_that_a_reader_finds(annexes: Annexes):
    expected = {
        1: "6 7 73",
        2: "8 9 34 46 47 72 56",
        3: "10",
        4: "66 74 75 56 50",
        5: "11 35 36",
        6: "12 13 14 71 77 84 48",
        7: "63 37 38",
        8: "15 78",
        9: "16 64",
        10: "17 55 67 79",
        11: "54 60 80 51",
        12: "18 57 61 75 81 83 39 40 49",
        13: "19",
        14: "20 21 53 59",
        15: "22 75 41 42 43",
        16: "23 None",
        17: "26 82",
        18: "25",
        19: "44",
        20: "68",
        21: "",
        22: "27 69 59",
        23: "28 58 65",
        24: "70",
        25: "29 45 52 70",
        26: "30 70 62",
        None: "1 2 3 4 5 32 33",
    }
    assert {
        section.recommendation: " ".join(str(row.commitment) for row in section.rows) for section in annexes.sections
    } == expected


def test_cells_that_were_set_apart_from_their_rows_come_back_to_them(annexes: Annexes):
    six = {row.commitment: row for row in annexes.section(6).rows}
    assert six[71].reports == ()
    assert [report.speaker for report in six[84].reports] == ["The NHS Development Trust Authority"]
    assert six[48].reports[0].text.first_line == 693
    ten = {row.commitment: row for row in annexes.section(10).rows}
    assert ten[55].reports == ()
    assert (ten[67].reports[0].text.first_line, ten[67].reports[0].text.last_line) == (941, 962)
    assert ten[79].reports[0].text.text == "See additional information below."
    assert annexes.section(9).rows[0].reports[0].text.first_line == 877


def test_several_reporters_in_one_row_are_told_apart(annexes: Annexes):
    def speakers(section: Section, commitment: int) -> list[str | None]:
        row = next(row for row in section.rows if row.commitment == commitment)
        return [report.speaker for report in row.reports]

    tda = "The NHS Development Trust Authority"
    assert speakers(annexes.section(4), 50) == ["NHS England", tda, "the IGA"]
    assert speakers(annexes.section(8), 15) == ["DH", "NHS England"]
    assert speakers(annexes.section(12), 39) == ["CQC"]
    assert speakers(annexes.section(19), 44) == ["The CQC", tda, "NHS England"]
    assert speakers(annexes.section(25), 52) == ["the CQC", tda]
    assert speakers(annexes.section(None), 2) == [None, "NHS England"]


def test_blocks_of_additional_information_begin_where_someone_else_speaks(annexes: Annexes):
    blocks = {
        section.recommendation: [block.speaker for block in section.additional]
        for section in annexes.sections
        if section.additional
    }
    tda, development = "The NHS Trust Development Authority", "The NHS Development Trust Authority"
    assert blocks == {
        1: ["NHS England", "NHS England"],
        2: ["CQC", "NHS Employers", "NHS England"],
        3: ["NHS England"],
        4: ["NHS England"],
        5: ["NHS England", tda],
        6: ["NHS England", "The CQC", "Monitor"],
        7: ["The CQC", tda, tda, "NHS England"],
        8: ["IIGOP"],
        9: ["NHS England"],
        10: ["IIGOP"],
        11: [None],
        12: [development],
        14: ["NHS Employers"],
        15: ["The CQC", development, development],
        17: [None],
        18: ["IIGOP"],
        19: [None],
        21: ["IIGOP"],
        25: ["NHS England"],
        None: ["HSCIC", "CIMG", None],
    }
    assert [item.month for item in annexes.section(1).anticipated] == ["March 2015", "March 2016"]


def test_table_b_holds_all_84_items_and_one_of_them_twice(annexes: Annexes):
    numbers = Counter(commitment.number for commitment in annexes.commitments)
    assert set(numbers) == set(range(1, 85))
    assert [number for number, count in numbers.items() if count > 1] == [70]
    assert all(commitment.lead for commitment in annexes.commitments)


def test_table_a_holds_each_recommendation_in_its_column(annexes: Annexes):
    columns: dict[str | None, list[int]] = {}
    for entry in annexes.sufficiency:
        columns.setdefault(entry.column, []).append(entry.recommendation)
    assert columns == {
        "not_sufficient": [1, 2, 4, 7, 10, 19],
        "assists": [3, 5, 6, 8, 9, 11, 14, 15, 16, 17, 18, 21, 26],
        "delivers": [12, 13, 20, 22, 23, 24, 25],
    }


def test_footnotes_are_attached_where_their_markers_stand(annexes: Annexes):
    noted = [passage for passage in passages(annexes, set()) if passage.footnotes]
    assert [(passage.first_line, passage.footnotes[0].first_line) for passage in noted] == [
        (64, 78),
        (480, 494),
        (3239, 3243),
    ]
    assert not any(
        marker in passage.text for passage in noted for marker in (").1", "consultation.2", "requirements.1")
    )


def test_every_table_of_annex_3_is_read_with_all_its_rows_and_columns(annexes: Annexes):
    assert [(table.version, table.organisations, len(table.rows)) for table in annexes.toolkit_tables] == [
        ("V10", 8507, 16),
        ("V11", 5894, 16),
        ("V10", 267, 75),
        ("V11", 227, 75),
        ("V10", 1254, 19),
        ("V11", 355, 19),
        ("V10", 34, 45),
        ("V11", 41, 45),
        ("V10", None, 55),
        ("V11", None, 53),
    ]
    for table in annexes.toolkit_tables:
        assert {len(row.figures) for row in table.rows} == {len(table.columns)}
        assert all(row.group for row in table.rows)
