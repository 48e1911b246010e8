"""A workbook that is odd or means harm is refused with one sentence, soon, and in little memory."""

import contextlib
import io
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caldicott.refusals import Refused
from caldicott.workbooks import first_sheet
from caldicott.workbooks.container import DAMAGED, LARGEST_UNPACKED, LOCKED, OLE, TOO_MUCH, WITH_PASSWORD
from caldicott.workbooks.sheet import MOST_COLUMNS, MOST_LINES, MOST_TEXT, TOO_LONG, TOO_WIDE
from tests.workbooks import SHARED, SHEET, changed, sheet_of, workbook

MOST_SECONDS = 20
MOST_MEMORY = 100 * 1024 * 1024

PLAIN = workbook([["a", "b"]])
MILLION = 1_000_000
LAUGHS = "".join(f"<!ENTITY {one} '{f'&{other};' * 10}'>" for other, one in zip("abcdefgh", "bcdefghi", strict=True))


def with_doctype(part: bytes) -> bytes:
    declared = f"<!DOCTYPE sst [<!ENTITY a 'ha'>{LAUGHS}]><sst".encode()
    return part.replace(b"<sst", declared).replace(b">a<", b">&i;<")


def with_one_entity(part: bytes) -> bytes:
    return part.replace(b"<sst", b"<!DOCTYPE sst [<!ENTITY a 'ha'>]><sst").replace(b">a<", b">&a;<")


def in_wide_letters(part: bytes) -> bytes:
    return with_doctype(part).decode().replace("UTF-8", "UTF-16").encode("utf-16")


def packed(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return file.getvalue()


def locked(content: bytes) -> bytes:
    """With the mark of a password on its first part, in the list at the end of the file."""
    place = content.index(b"PK\x01\x02") + 8
    return content[:place] + b"\x01" + content[place + 1 :]


def lying(content: bytes) -> bytes:
    """The list at the end says that a part is small that is not."""
    large = sheet_of("<row/>" * MILLION, content=content)
    size = len(b'<worksheet xmlns="x"><sheetData></sheetData></worksheet>') + 6 * MILLION
    place = large.rindex(size.to_bytes(4, "little"))
    return large[:place] + (100).to_bytes(4, "little") + large[place + 4 :]


def twice() -> bytes:
    file = io.BytesIO(PLAIN)
    with zipfile.ZipFile(file, "a") as made, pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr(SHEET, b"<worksheet/>")
    return file.getvalue()


def shared_by_many() -> bytes:
    """One long text in many cells."""
    content = changed(workbook([["a"]]), SHARED, lambda part: part.replace(b">a<", b">" + b"x" * 30_000 + b"<"))
    cells = '<c t="s"><v>0</v></c>' * 50
    return sheet_of(f"<row>{cells}</row>" * 100, content=content)


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut off": (lambda: PLAIN[: len(PLAIN) // 2], DAMAGED),
    "no list at the end": (lambda: b"PK\x03\x04" + b"x" * 100, DAMAGED),
    "a part that is broken": (lambda: PLAIN.replace(b"\x50\x4b\x03\x04", b"\x50\x4b\x03\x05"), DAMAGED),
    "a part of another size than told": (lambda: lying(PLAIN), DAMAGED),
    "a part twice": (twice, DAMAGED),
    "packed in another way": (lambda: packed({"[Content_Types].xml": b"x"}, zipfile.ZIP_LZMA), DAMAGED),
    "a password": (lambda: OLE + b"x" * 512 + WITH_PASSWORD, LOCKED),
    "a password of the ZIP": (lambda: locked(PLAIN), LOCKED),
    "an old kind": (lambda: OLE + b"x" * 512, "of an old kind"),
    "macros": (lambda: changed(PLAIN, "xl/vbaProject.bin", lambda _: b"x"), "macros"),
    "macros in a sheet": (lambda: changed(PLAIN, "xl/macrosheets/sheet1.xml", lambda _: b"x"), "macros"),
    "in binary": (lambda: packed({"xl/workbook.bin": b"x"}), "another kind"),
    "an open document": (lambda: packed({"mimetype": b"x"}), "another kind"),
    "any ZIP": (lambda: packed({"a.txt": b"x"}), "no workbook"),
    "a letter": (lambda: changed(PLAIN, "xl/workbook.xml", lambda _: b"<document/>"), "no workbook"),
    "no sheet": (lambda: changed(PLAIN, "xl/workbook.xml", lambda _: b"<workbook/>"), "no sheet"),
    "no markup": (lambda: changed(PLAIN, SHEET, lambda _: b"hello"), DAMAGED),
    "an unknown encoding": (
        lambda: changed(PLAIN, SHEET, lambda _: b"<?xml version='1.0' encoding='x-no'?><a/>"),
        DAMAGED,
    ),
    "one harmless entity": (lambda: changed(PLAIN, SHARED, with_one_entity), DAMAGED),
    "entities that multiply": (lambda: changed(PLAIN, SHARED, with_doctype), DAMAGED),
    "the same in UTF-16": (lambda: changed(PLAIN, SHARED, in_wide_letters), DAMAGED),
    "a bomb": (lambda: changed(PLAIN, SHEET, lambda _: b" " * (LARGEST_UNPACKED + 1)), TOO_MUCH),
    "parts without end": (lambda: packed({f"{number}": b"" for number in range(2_000)}), TOO_MUCH),
    "a part as large as may be": (
        lambda: sheet_of("<row><c/><c/><c/><c/>" + "<c/>" * 7 * MILLION + "</row>"),
        TOO_MUCH,
    ),
    "one text without end": (lambda: sheet_of(f'<row><c t="str"><v>{"x" * 30 * MILLION}</v></c></row>'), DAMAGED),
    "one tag without end": (lambda: sheet_of(f'<row a="{"x" * 30 * MILLION}"/>'), TOO_MUCH),
    "one remark without end": (lambda: sheet_of(f"<!--{'x' * 30 * MILLION}-->"), TOO_MUCH),
    "names without end": (lambda: sheet_of("".join(f"<a{number}/>" for number in range(MILLION))), TOO_MUCH),
    "depth without end": (lambda: sheet_of("<a>" * MILLION), TOO_MUCH),
    "a million empty rows": (lambda: sheet_of("<row/>" * MILLION), TOO_LONG),
    "a cell in the last row": (lambda: sheet_of('<row r="1048576"><c><v>1</v></c></row>'), TOO_LONG),
    "ten thousand columns": (lambda: sheet_of(f"<row>{'<c><v>1</v></c>' * 10_000}</row>"), TOO_WIDE),
    "a cell in the last column": (lambda: sheet_of('<row><c r="XFD1"><v>1</v></c></row>'), TOO_WIDE),
    "a row that goes back": (lambda: sheet_of('<row r="2"/><row r="1"/>'), DAMAGED),
    "a row that is no number": (lambda: sheet_of('<row r="٣"/>'), DAMAGED),
    "a column that goes back": (lambda: sheet_of('<row><c r="B1"/><c r="A1"/></row>'), DAMAGED),
    "a cell at no place": (lambda: sheet_of('<row><c r="1A"/></row>'), DAMAGED),
    "a text that is not there": (lambda: sheet_of('<row><c t="s"><v>9</v></c></row>'), DAMAGED),
    "a number that is none": (lambda: sheet_of("<row><c><v>nan</v></c></row>"), DAMAGED),
    "a kind that nobody knows": (lambda: sheet_of('<row><c t="z"><v>1</v></c></row>'), DAMAGED),
    "one long text in many cells": (shared_by_many, "more text in the sheet"),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_soon_and_in_little_memory(name: str) -> None:
    make, says = CASES[name]
    content = make()
    start = time.monotonic()
    with pytest.raises(Refused, match=re.escape(says)):
        list(first_sheet(content))
    assert time.monotonic() - start < MOST_SECONDS
    tracemalloc.start()
    try:
        with contextlib.suppress(Refused):
            list(first_sheet(content))
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


def test_the_largest_that_may_be_sent_is_read() -> None:
    text = "x" * (MOST_TEXT // MOST_LINES - 20)
    cells = f'<c t="str"><v>{text}</v></c>' + "<c/>" * (MOST_COLUMNS // 10)
    assert len(list(first_sheet(sheet_of(f"<row>{cells}</row>" * MOST_LINES)))) == MOST_LINES


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=4))
def test_flipped_bytes_are_read_or_refused_and_nothing_else(place: int, bytes_put: bytes) -> None:
    content = PLAIN[:place] + bytes_put + PLAIN[place + len(bytes_put) :]
    with contextlib.suppress(Refused):
        list(first_sheet(content))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(
    st.sampled_from([SHEET, SHARED, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"]),
    st.data(),
)
def test_a_part_with_flipped_bytes_is_read_or_refused_and_nothing_else(name: str, data: st.DataObject) -> None:
    def flip(part: bytes) -> bytes:
        place = data.draw(st.integers(0, len(part) - 1))
        put = data.draw(st.sampled_from([b"\x00", b"<", b"&", b'"', b"9", b"-", b"\xff", b"</c>", b"1e999"]))
        return part[:place] + put + part[place + len(put) :]

    with contextlib.suppress(Refused):
        list(first_sheet(changed(PLAIN, name, flip)))
