"""A workbook that is odd or means harm is refused with one sentence."""

import contextlib
import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caldicott.refusals import Refused
from caldicott.workbooks import first_sheet
from caldicott.workbooks.container import DAMAGED, LARGEST_UNPACKED, LOCKED, OLE, TOO_MUCH, WITH_PASSWORD
from caldicott.workbooks.sheet import MOST_LINES, TOO_LONG, TOO_WIDE
from tests.workbooks import MAIN, SHARED, SHEET, changed, sheet_of, workbook

# The library warns of what it leaves out.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

PLAIN = workbook([["a", "b"]])
MILLION = 1_000_000
LAUGHS = "".join(f"<!ENTITY {one} '{f'&{other};' * 10}'>" for other, one in zip("abcdefgh", "bcdefghi", strict=True))


def with_doctype(part: bytes) -> bytes:
    declared = f"<!DOCTYPE sst [<!ENTITY a 'ha'>{LAUGHS}]><sst".encode()
    return part.replace(b"<sst", declared).replace(b">a<", b">&i;<")


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
    size = len(f'<worksheet xmlns="{MAIN}"><sheetData></sheetData></worksheet>') + 6 * MILLION
    place = large.rindex(size.to_bytes(4, "little"))
    return large[:place] + (100).to_bytes(4, "little") + large[place + 4 :]


def twice() -> bytes:
    file = io.BytesIO(PLAIN)
    with zipfile.ZipFile(file, "a") as made, pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr(SHEET, b"<worksheet/>")
    return file.getvalue()


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
    "any ZIP": (lambda: packed({"a.txt": b"x"}), DAMAGED),
    "a letter": (lambda: changed(PLAIN, "xl/workbook.xml", lambda _: b"<document/>"), "no sheet"),
    "no sheet": (lambda: changed(PLAIN, "xl/workbook.xml", lambda _: b"<workbook/>"), "no sheet"),
    "no markup": (lambda: changed(PLAIN, SHEET, lambda _: b"hello"), DAMAGED),
    "an unknown encoding": (
        lambda: changed(PLAIN, SHEET, lambda _: b"<?xml version='1.0' encoding='x-no'?><a/>"),
        DAMAGED,
    ),
    "entities that multiply": (lambda: changed(PLAIN, SHARED, with_doctype), DAMAGED),
    "the same in UTF-16": (lambda: changed(PLAIN, SHARED, in_wide_letters), DAMAGED),
    "a bomb": (lambda: changed(PLAIN, SHEET, lambda _: b" " * (LARGEST_UNPACKED + 1)), TOO_MUCH),
    "parts without end": (lambda: packed({f"{number}": b"" for number in range(2_000)}), TOO_MUCH),
    "depth without end": (lambda: sheet_of("<a>" * MILLION), DAMAGED),
    "more rows than a sheet has": (lambda: sheet_of('<row r="99999999999"><c/></row>'), DAMAGED),
    "cells without end": (lambda: sheet_of(f"<row>{'<c/>' * MILLION}</row>"), TOO_WIDE),
    "rows without end": (lambda: sheet_of("<row><c/></row>" * (MOST_LINES + 1)), TOO_LONG),
    "a cell in the last row": (lambda: sheet_of('<row r="1048576"><c><v>1</v></c></row>'), TOO_LONG),
    "ten thousand columns": (lambda: sheet_of(f"<row>{'<c><v>1</v></c>' * 10_000}</row>"), TOO_WIDE),
    "a cell in the last column": (lambda: sheet_of('<row><c r="XFD1"><v>1</v></c></row>'), TOO_WIDE),
    "a text that is not there": (lambda: sheet_of('<row><c t="s"><v>9</v></c></row>'), DAMAGED),
    "a number that is none": (lambda: sheet_of("<row><c><v>nan</v></c></row>"), DAMAGED),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused(name: str) -> None:
    make, says = CASES[name]
    with pytest.raises(Refused, match=re.escape(says)):
        list(first_sheet(make()))


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
