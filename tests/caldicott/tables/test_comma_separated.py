"""CSV: what a program reads back is what went in, and a spreadsheet finds nothing to run."""

import csv
import datetime
import io
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caldicott.tables.comma_separated import BROKEN_OFF, BYTE_ORDER_MARK, TEXT, lines, might_run
from caldicott.tables.table import Cell

# Any text that PostgreSQL holds, and often such as begins like a formula.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
RISKY = st.text(st.sampled_from("=+-@＝\t\r\n '’\u200b\xa0a1,;\"|!()"), max_size=8)
quick = settings(max_examples=300, deadline=None, derandomize=True, database=None)


def read_back(heading: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The rows of the file as a program reads them, the heading first."""
    file = io.StringIO("".join(lines(heading, rows)).removeprefix(BYTE_ORDER_MARK), newline="")
    return list(csv.reader(file))


def as_written(cell: str) -> str:
    """The text that went in, from what the file has."""
    return cell[1:] if cell.startswith(TEXT) and might_run(cell[1:]) else cell


def read_cell(cell: Cell) -> str:
    return read_back(["first", "second"], [["x", cell]])[1][1]


def test_it_begins_with_a_byte_order_mark_and_the_heading() -> None:
    assert list(lines(["number", "title"], [])) == ["\ufeffnumber,title\r\n"]


def test_every_line_ends_as_the_standard_says() -> None:
    assert list(lines(["a", "b"], [[1, "x"], [2, None]]))[1:] == ["1,x\r\n", "2,\r\n"]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-7, "-7"),
        (datetime.date(2014, 9, 30), "2014-09-30"),
        (datetime.datetime(2014, 9, 30, 10, 5, tzinfo=datetime.UTC), "2014-09-30T10:05:00Z"),
        (
            datetime.datetime(2014, 9, 30, 10, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=1))),
            "2014-09-30T09:05:00Z",
        ),
        ('One, “two” and "three"\nand four', 'One, “two” and "three"\nand four'),
    ],
)
def test_each_kind_of_cell_has_one_form(cell: Cell, read: str) -> None:
    assert read_back(["first", "second"], [["x", cell]])[1] == ["x", read]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\xa0=1",
        "\u200b=1",
        "＝1+1",
        "'=1",
        "-",
        "+7",
    ],
)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(text: str) -> None:
    assert read_cell(text) == f"'{text}"
    assert as_written(f"'{text}") == text


@pytest.mark.parametrize("text", ["-7", "-7.25", "7", "a=b", "’tis", "'tis", "(=1)", " ", "£-1", "…=1"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert read_cell(text) == text


@quick
@given(st.lists(st.tuples(TEXTS | RISKY, TEXTS | RISKY), max_size=5))
def test_what_is_read_back_is_what_went_in(rows: list[tuple[str, str]]) -> None:
    read = read_back(["first", "second"], rows)[1:]
    assert [tuple(map(as_written, row)) for row in read] == rows


@quick
@given(TEXTS | RISKY)
def test_no_formula_survives(text: str) -> None:
    read = read_back(["first", "second"], [["x", text]])[1][1]
    visible = "".join(sign for sign in read if sign.isprintable() and not sign.isspace())
    assert visible[:1] not in set("=+@＝＋－＠") | ({"-"} if not visible[1:].replace(".", "", 1).isdigit() else set())
    assert read[:1] not in set("\t\r\n")


@quick
@given(RISKY)
def test_an_apostrophe_more_makes_no_difference_to_what_might_run(text: str) -> None:
    """Else a file could not be read back to the one text that it came from."""
    assert might_run("'" + text) == might_run(text)


def test_a_file_that_breaks_off_says_so_in_its_last_line(caplog: pytest.LogCaptureFixture) -> None:
    def rows() -> Iterator[list[Cell]]:
        yield [1, "whole"]
        raise ConnectionError("the database went away")

    written = list(lines(["number", "title"], rows()))

    assert written[1:] == ["1,whole\r\n", f"{BROKEN_OFF}\r\n"]
    assert "the database went away" in caplog.text


def test_a_reader_who_leaves_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    written = lines(["number"], iter([[1], [2]]))
    next(written)
    next(written)
    written.close()  # type: ignore[attr-defined]
    assert caplog.text == ""
