"""A list as a file: all of its rows, none of them kept in memory for long."""

from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from . import comma_separated, workbook
from .table import Table

# By the word in the address, which is the file's ending too: the media type.
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ROWS_AT_A_TIME = 500


def download(table: Table, queryset: QuerySet[Any], format_: str) -> StreamingHttpResponse:
    """The rows of a queryset as a file in one of `FORMATS`."""
    rows = table.rows(queryset.iterator(chunk_size=ROWS_AT_A_TIME))
    write = comma_separated.lines if format_ == "csv" else workbook.pieces
    response = StreamingHttpResponse(write(table.heading, rows), content_type=FORMATS[format_])
    response["Content-Disposition"] = f'attachment; filename="{table.name}.{format_}"'
    return response
