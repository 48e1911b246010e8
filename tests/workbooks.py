"""Workbooks as people send them, and with one part of their wrapping changed."""

import datetime
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(
    rows: Iterable[Sequence[Any]] = (), *, fill: Callable[[Any, Any], None] | None = None, **options: Any
) -> bytes:
    """One sheet with these rows, days as days; `fill` takes the workbook and its sheet and adds to them."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy", **options}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write
                if isinstance(cell, datetime.date):
                    write = sheet.write_datetime
                write(number, column, cell)
        if fill:
            fill(book, sheet)
    return file.getvalue()


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same with one part changed; a part that is not there is added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for each in before.namelist():
            after.writestr(each, change(before.read(each)) if each == name else before.read(each))
        if name not in before.namelist():
            after.writestr(name, change(b""))
    return file.getvalue()


def sheet_of(markup: str, *, content: bytes = b"") -> bytes:
    """A workbook whose sheet has these rows, as markup."""
    whole = f'<worksheet xmlns="{MAIN}"><sheetData>{markup}</sheetData></worksheet>'
    return changed(content or workbook(), SHEET, lambda _: whole.encode())
