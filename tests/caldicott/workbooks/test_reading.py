"""What is read of a workbook is what another reader finds in it, with the numbers of its own lines."""

import datetime
import io
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caldicott.refusals import Refused
from caldicott.workbooks import Cell, Kind, Line, first_sheet, letter
from caldicott.workbooks.parts import shows_day
from tests.workbooks import SHARED, changed, sheet_of, workbook

DAY = datetime.date(2014, 4, 1)
quick = settings(max_examples=60, deadline=None, derandomize=True, database=None)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=20).filter(
    lambda text: text.strip() and text == text.strip()
)
DAYS = st.dates(datetime.date(1900, 3, 1))
WHOLE = st.integers(-(10**14), 10**14)
CELLS = st.none() | TEXTS | DAYS | WHOLE


def lines(content: bytes) -> list[Line]:
    return list(first_sheet(content))


def only(content: bytes) -> Cell:
    [line] = lines(content)
    return line.cells[-1]


def expected(cell: Any) -> str:
    return "" if cell is None else str(cell)


@quick
@given(st.lists(st.lists(CELLS, max_size=5), max_size=8), st.booleans(), st.booleans())
def test_what_was_written_is_read(rows: list[list[Any]], from_1904: bool, in_memory: bool) -> None:
    content = workbook(rows, date_1904=False, constant_memory=in_memory)
    found = {line.number: [cell.text for cell in line.cells] for line in lines(content)}
    for number, row in enumerate(rows, 1):
        told = [expected(cell) for cell in row]
        while told and not told[-1]:
            told.pop()
        assert found.get(number, []) == told


@quick
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=8))
def test_another_writer_and_another_reader_agree(rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    rows = [[cell for cell in row if not isinstance(cell, str) or cell.isprintable()] for row in rows]
    for row in rows:
        book.active.append([f"x{cell}" if isinstance(cell, str) else cell for cell in row])
    file = io.BytesIO()
    book.save(file)
    there = openpyxl.load_workbook(file, data_only=True).active
    for line in lines(file.getvalue()):
        for column, cell in enumerate(line.cells, 1):
            value = there.cell(line.number, column).value
            assert cell.text == expected(value.date() if isinstance(value, datetime.datetime) else value)


def test_lines_keep_the_numbers_of_the_sheet_and_end_with_the_last_that_holds_something() -> None:
    content = sheet_of(
        '<row r="2"><c r="C2" t="str"><v>third</v></c><c r="D2" s="0"/></row>'
        '<row r="4"><c t="str"><v>a</v></c></row><row r="5"><c r="A5"/></row><row r="1048576"/>'
    )
    assert lines(content) == [
        Line(1, []),
        Line(2, [Cell(""), Cell(""), Cell("third")]),
        Line(3, []),
        Line(4, [Cell("a")]),
    ]


@pytest.mark.parametrize(
    ("markup", "cell"),
    [
        ("<c><v>42</v></c>", Cell("42", Kind.NUMBER)),
        ("<c><v>4.2E1</v></c>", Cell("42", Kind.NUMBER)),
        ("<c><v>0.5</v></c>", Cell("0.5", Kind.NUMBER)),
        ("<c><v>1E+200</v></c>", Cell("1E+200", Kind.NUMBER)),
        ('<c t="b"><v>1</v></c>', Cell("TRUE", Kind.TRUTH)),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', Cell("#DIV/0!", Kind.ERROR)),
        ('<c t="d"><v>2014-04-01T00:00:00</v></c>', Cell("2014-04-01", Kind.DAY)),
        ('<c t="str"><f>A1&amp;B1</f><v>worked out</v></c>', Cell("worked out")),
        ("<c><f>A1+B1</f><v/></c>", Cell("=A1+B1", Kind.UNWORKED)),
        ('<c t="inlineStr"><is><r><t>one</t></r><r><t> two</t></r><rPh><t>aloud</t></rPh></is></c>', Cell("one two")),
        ('<c t="str"><v>a_x0007_b_x005F_x0041_</v></c>', Cell("a\x07b_x0041_")),
        ('<x:c xmlns:x="y" t="str"><x:v>a</x:v></x:c>', Cell("a")),
    ],
)
def test_each_kind_of_cell_is_told(markup: str, cell: Cell) -> None:
    assert only(sheet_of(f"<row>{markup}</row>")) == cell


def test_how_a_word_is_read_aloud_is_no_part_of_it() -> None:
    shared = b"<sst><si><t>word</t><rPh><t>aloud</t></rPh></si></sst>"
    content = changed(workbook([["word"]]), SHARED, lambda _: shared)
    assert only(content) == Cell("word")


def test_days_are_told_in_either_count_and_with_their_time_of_day() -> None:
    noon = datetime.datetime(2014, 4, 1, 12)  # noqa: DTZ001 (a sheet knows no zone)
    for from_1904 in (False, True):
        content = workbook([[DAY, noon]], date_1904=from_1904)
        [line] = lines(content)
        assert line.cells == [Cell("2014-04-01", Kind.DAY), Cell("2014-04-01 12:00", Kind.DAY)]


@pytest.mark.parametrize("number", [0.5, 60, -1, 2_958_466, 1e300])
def test_a_number_that_is_no_day_stays_a_number(number: float) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_number(0, 0, number, book.add_format({"num_format": "yyyy-mm-dd"}))

    assert only(workbook(fill=fill)).kind is Kind.NUMBER


@pytest.mark.parametrize(
    ("code", "is_day"),
    [
        ("dd/mm/yyyy", True),
        ("[$-809]d mmmm yyyy;@", True),
        ("mmm", True),
        ("General", False),
        ('0 "days"', False),
        ("[Red]0.00", False),
        ("h:mm:ss", False),
        ("0\\d", False),
        ("0;yy", False),
    ],
)
def test_a_format_shows_a_day_or_not(code: str, is_day: bool) -> None:
    assert shows_day(code) is is_day


def test_the_first_sheet_that_can_be_seen_is_read() -> None:
    def hide(book: Any, sheet: Any) -> None:
        shown = book.add_worksheet("Shown")
        shown.write(0, 0, "shown")
        shown.activate()
        sheet.very_hidden()

    assert only(workbook([["hidden"]], fill=hide)) == Cell("shown")


def test_a_workbook_with_nothing_to_see_says_so() -> None:
    content = changed(
        workbook([["a"]]), "xl/workbook.xml", lambda part: part.replace(b"<sheet ", b'<sheet state="hidden" ')
    )
    with pytest.raises(Refused, match="no sheet that can be seen"):
        lines(content)


def test_columns_are_named_as_a_sheet_names_them() -> None:
    assert [letter(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
