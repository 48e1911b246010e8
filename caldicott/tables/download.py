"""A list as a file: all of its rows, none of them kept in memory for long."""

import tempfile
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from . import comma_separated, workbook
from .table import Cell, Table

# By the word in the address, which is the file's ending too: the media type.
FORMATS = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ROWS_AT_A_TIME = 500


def download(table: Table, queryset: QuerySet[Any], format_: str, name: str = "") -> StreamingHttpResponse:
    """The rows of a queryset as a file in one of `FORMATS`, by the table's name or another, without its ending.

    A list that cannot be read raises before anything is sent. CSV is sent while it is read; XLSX, whose end tells what
    is in it, once it is whole.
    """
    rows = begun(table.rows(queryset.iterator(chunk_size=ROWS_AT_A_TIME)))
    response = streamed(table, rows) if format_ == "csv" else whole(table, rows)
    response["Content-Type"] = FORMATS[format_]
    response["Content-Disposition"] = content_disposition_header(True, f"{name or table.name}.{format_}")
    return response


def begun(rows: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    """The same rows, the first of them fetched."""
    return chain(list(islice(rows, 1)), rows)


def streamed(table: Table, rows: Iterator[list[Cell]]) -> StreamingHttpResponse:
    return StreamingHttpResponse(comma_separated.lines(table.heading, rows))


def whole(table: Table, rows: Iterator[list[Cell]]) -> StreamingHttpResponse:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    try:
        workbook.write(file, table.name, table.heading, rows)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file)
