"""XLSX, written row by row to a file on the disk and never held whole in memory."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter  # type: ignore[import-untyped]

from .table import Cell

PIECE = 64 * 1024


def pieces(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The file in pieces, the heading its first row."""
    with tempfile.TemporaryFile() as file:
        # Texts stay texts: nothing that a person wrote becomes a formula or a link.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as workbook:
            sheet = workbook.add_worksheet()
            sheet.write_row(0, 0, heading)
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, [cell if isinstance(cell, int | None) else str(cell) for cell in row])
        file.seek(0)
        yield from iter(lambda: file.read(PIECE), b"")
