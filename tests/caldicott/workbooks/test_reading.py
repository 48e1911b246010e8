"""What was written in a workbook is read, with the numbers of its own lines."""

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caldicott.refusals import Refused
from caldicott.workbooks import Cell, Kind, Line, first_sheet, letter
from tests.workbooks import changed, sheet_of, workbook

DAY = datetime.date(2014, 4, 1)
quick = settings(max_examples=60, deadline=None, derandomize=True, database=None)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
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
        ("<c><v>1E+200</v></c>", Cell("1e+200", Kind.NUMBER)),
        ('<c t="b"><v>1</v></c>', Cell("TRUE", Kind.TRUTH)),
        ('<c t="e"><v>#DIV/0!</v></c>', Cell("#DIV/0!", Kind.ERROR)),
        ('<c t="d"><v>2014-04-01T00:00:00</v></c>', Cell("2014-04-01", Kind.DAY)),
        ('<c t="str"><f>A1&amp;B1</f><v>worked out</v></c>', Cell("=A1&B1", Kind.FORMULA)),
        ("<c><f>A1+B1</f><v/></c>", Cell("=A1+B1", Kind.FORMULA)),
        ('<c><f t="array" ref="A1">SUM(B1:B2)</f><v>3</v></c>', Cell("=SUM(B1:B2)", Kind.FORMULA)),
        ('<c t="inlineStr"><is><r><t>one</t></r><r><t> two</t></r></is></c>', Cell("one two")),
    ],
)
def test_each_kind_of_cell_is_told(markup: str, cell: Cell) -> None:
    assert only(sheet_of(f"<row>{markup}</row>")) == cell


def test_days_are_told_in_either_count_and_with_their_time_of_day() -> None:
    noon = datetime.datetime(2014, 4, 1, 12)  # noqa: DTZ001 (a sheet knows no zone)
    for from_1904 in (False, True):
        content = workbook([[DAY, noon]], date_1904=from_1904)
        [line] = lines(content)
        assert line.cells == [Cell("2014-04-01", Kind.DAY), Cell("2014-04-01 12:00", Kind.DAY)]


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
