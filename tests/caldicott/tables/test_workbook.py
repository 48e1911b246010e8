"""XLSX: what a spreadsheet reads back is what went in, each cell of its own kind, none of them a formula."""

import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.utils.escape import unescape  # type: ignore[import-untyped]

from caldicott.tables import workbook
from caldicott.tables.table import Cell
from caldicott.tables.workbook import CUT, LONGEST_TEXT, WIDEST, length, write

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
RISKY = st.text(st.sampled_from("=+-@\t\r\n '<>&\"_x0041_r/\x01\x1f\ufffe\U0001f600"), min_size=1, max_size=12)
AS_MARKUP = RISKY.map("<r>{}</r>".format)
quick = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def opened(heading: Sequence[str], rows: Any, name: str = "things") -> Any:
    """The file as a spreadsheet opens it."""
    file = io.BytesIO()
    write(file, name, heading, rows)
    return load_workbook(file)


def read_back(rows: Sequence[Sequence[Cell]], columns: int) -> list[tuple[Any, ...]]:
    sheet = opened([f"column {number}" for number in range(columns)], rows).active
    return list(sheet.iter_rows(min_row=2, max_col=columns, max_row=len(rows) + 1, values_only=True))


def test_each_kind_of_cell_is_of_that_kind() -> None:
    row: list[Cell] = [
        None,
        True,
        False,
        -7,
        datetime.date(2014, 9, 30),
        "-7",
        "=1+1",
        "http://example.org",
        "2014-09-30",
    ]
    sheet = opened(list("abcdefghi"), [row]).active
    cells = sheet[2]

    assert [cell.data_type for cell in cells] == ["n", "b", "b", "n", "d", "s", "s", "s", "s"]
    assert [cell.value for cell in cells] == [*row[:4], datetime.datetime(2014, 9, 30), *row[5:]]  # noqa: DTZ001
    assert cells[4].is_date
    assert cells[4].number_format == "yyyy-mm-dd"
    assert not any(cell.hyperlink for cell in cells)


def test_a_moment_is_a_real_one_in_utc_and_says_so() -> None:
    summer = datetime.timezone(datetime.timedelta(hours=1))
    sheet = opened(["at"], [[datetime.datetime(2014, 9, 30, 10, 5, tzinfo=summer)]]).active

    assert sheet["A2"].value == datetime.datetime(2014, 9, 30, 9, 5)  # noqa: DTZ001
    assert sheet["A2"].number_format == 'yyyy-mm-dd"T"hh:mm:ss"Z"'


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (datetime.date(1854, 9, 20), "1854-09-20"),
        (datetime.datetime(1854, 9, 20, tzinfo=datetime.UTC), "1854-09-20T00:00:00Z"),
        (10**15, str(10**15)),
        (-(10**15), str(-(10**15))),
    ],
)
def test_what_a_spreadsheet_would_get_wrong_is_a_text(cell: Cell, read: str) -> None:
    assert read_back([[cell]], 1) == [(read,)]


@quick
@given(st.lists(st.tuples(TEXTS | RISKY | AS_MARKUP, TEXTS | RISKY | AS_MARKUP), min_size=1, max_size=20))
def test_what_is_read_back_is_what_went_in(rows: list[tuple[str, str]]) -> None:
    """Line ends become the spreadsheet's own; text that looks like the library's markup gets a blank at its end."""

    def kept(text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text

    read = [tuple(unescape(cell or "") for cell in row) for row in read_back(rows, 2)]
    assert read == [tuple(map(kept, row)) for row in rows]


@quick
@given(st.lists(st.tuples(TEXTS | RISKY | AS_MARKUP), min_size=1, max_size=20))
def test_no_formula_survives(rows: list[tuple[str]]) -> None:
    file = io.BytesIO()
    write(file, "things", ["text"], rows)
    with zipfile.ZipFile(file) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"<hyperlink" not in sheet
    assert all(cell.data_type in ("s", "n") for (cell,) in load_workbook(file).active.iter_rows(min_row=2, max_col=1))


@pytest.mark.parametrize("sign", ["a", "\U0001f600"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(sign: str) -> None:
    ((read,),) = read_back([[sign * 40_000]], 1)
    assert length(read) <= LONGEST_TEXT
    assert read == sign * (len(read) - len(CUT)) + CUT


@pytest.mark.parametrize("sign", ["a", "\U0001f600"])
def test_a_text_that_just_fits_is_whole(sign: str) -> None:
    text = "a" + sign * (32_766 // length(sign))
    assert read_back([[text]], 1) == [(text,)]


@pytest.mark.parametrize(("rows", "sheets"), [(0, [0]), (2, [2]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_rows_beyond_a_sheet_go_on_to_the_next(rows: int, sheets: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)  # the heading and three more
    book = opened(["number"], ([number] for number in range(rows)))

    assert book.sheetnames == ["things", "things 2", "things 3"][: len(sheets)]
    assert [sheet.max_row - 1 for sheet in book] == sheets
    assert [sheet["A1"].value for sheet in book] == ["number"] * len(sheets)
    assert [cell.value for sheet in book for (cell,) in sheet.iter_rows(min_row=2)] == list(range(rows))


def test_the_heading_is_bold_and_stays_in_sight() -> None:
    sheet = opened(["number"], [[1]]).active
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"


def test_a_column_is_as_wide_as_its_longest_cell_within_reason() -> None:
    sheet = opened(["n", "title", "narrative"], [[1, "Twenty characters ..", "long " * 100]]).active
    assert [round(sheet.column_dimensions[column].width) for column in "ABC"] == [11, 23, WIDEST + 1]


def test_the_files_properties_name_nobody() -> None:
    properties = opened(["number"], []).properties
    assert properties.title == "Caldicott2 progress tracker: things"
    assert not properties.creator
    assert not properties.lastModifiedBy


def test_rows_that_break_off_leave_no_file_that_looks_whole() -> None:
    def rows() -> Iterator[list[Cell]]:
        yield [1]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        write(io.BytesIO(), "things", ["number"], rows())
