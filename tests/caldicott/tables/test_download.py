"""A list as a file: sent while it is read, in constant memory, and never as whole when it is not."""

import csv
import io
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import DatabaseError, close_old_connections, connection
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from openpyxl import load_workbook  # type: ignore[import-untyped]

from caldicott.tables import Column, Table, download
from caldicott.tables.comma_separated import BROKEN_OFF, BYTE_ORDER_MARK, lines
from caldicott.tables.table import Cell
from caldicott.tables.workbook import write
from organisations.models import Organisation
from tests.factories import AliasFactory, OrganisationFactory

TABLE = Table(
    "organisations",
    [
        Column("slug", lambda each: each.slug),
        Column("aliases", lambda each: ", ".join(alias.name for alias in each.aliases.all())),
    ],
)
MEBIBYTE = 2**20


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Closing an answer gives the connection back, and the test's transaction would go with it."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def content(response: StreamingHttpResponse) -> bytes:
    """All of the file, read and closed as a server does it."""
    try:
        return b"".join(response)
    finally:
        response.close()


def csv_rows(response: StreamingHttpResponse) -> list[list[str]]:
    text = content(response).decode().removeprefix(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text, newline="")))


def xlsx_rows(response: StreamingHttpResponse) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(content(response))).active
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


FILES = pytest.mark.parametrize(("format_", "rows_of"), [("csv", csv_rows), ("xlsx", xlsx_rows)])


def a_number_of_rows() -> QuerySet[Organisation]:
    """More than are fetched at a time, with what has to be fetched beside them."""
    made = OrganisationFactory.create_batch(501)
    AliasFactory(organisation=made[0], name="First")
    AliasFactory(organisation=made[-1], name="Last")
    return Organisation.objects.order_by("pk").prefetch_related("aliases")


def open_cursors() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE '_django_curs_%'")
        found: int = cursor.fetchone()[0]
    return found


@FILES
@pytest.mark.django_db
def test_every_row_is_in_the_file_with_what_belongs_to_it(format_: str, rows_of: Callable[..., Any]) -> None:
    rows = rows_of(download(TABLE, a_number_of_rows(), format_))

    assert rows[0] == ["slug", "aliases"]
    assert [row[0] for row in rows[1:]] == list(Organisation.objects.order_by("pk").values_list("slug", flat=True))
    assert (rows[1][1], rows[2][1], rows[501][1]) == ("First", "", "Last")


@FILES
@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_needed_and_no_cursor_stays_open(format_: str, rows_of: Callable[..., Any]) -> None:
    assert len(rows_of(download(TABLE, a_number_of_rows(), format_))) == 502
    assert open_cursors() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("read", [0, 1, 3])
def test_a_reader_who_leaves_early_leaves_no_cursor_open(read: int) -> None:
    response = download(TABLE, a_number_of_rows(), "csv")
    pieces = iter(response)
    for _ in range(read):
        next(pieces)

    del pieces
    response.close()
    del response

    assert open_cursors() == 0


@FILES
@pytest.mark.django_db
def test_a_file_says_what_it_is_and_what_it_is_called(format_: str, rows_of: Callable[..., Any]) -> None:
    response = download(TABLE, Organisation.objects.all(), format_, "organisations-kind-other")

    assert response["Content-Disposition"] == f'attachment; filename="organisations-kind-other.{format_}"'
    assert response["Content-Type"].startswith({"csv": "text/csv", "xlsx": "application/vnd.openxml"}[format_])
    assert rows_of(response) == [["slug", "aliases"]]


def failing_after(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database go away once so many rows are read."""

    def iterator(self: QuerySet[Organisation], chunk_size: int) -> Iterator[Organisation]:
        yield from list(self)[:rows]
        raise DatabaseError("the database went away")

    monkeypatch.setattr(QuerySet, "iterator", iterator)


@FILES
@pytest.mark.django_db
def test_a_list_that_cannot_be_read_is_no_file(
    format_: str, rows_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_after(0, monkeypatch)
    with pytest.raises(DatabaseError):
        download(TABLE, a_number_of_rows(), format_)


@pytest.mark.django_db
def test_a_csv_file_that_broke_off_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_after(2, monkeypatch)
    rows = csv_rows(download(TABLE, a_number_of_rows(), "csv"))
    assert len(rows) == 4
    assert rows[-1] == [BROKEN_OFF]


@pytest.mark.django_db
def test_a_workbook_that_broke_off_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_after(2, monkeypatch)
    with pytest.raises(DatabaseError):
        download(TABLE, a_number_of_rows(), "xlsx")


def many(rows: int) -> Iterator[list[Cell]]:
    return ([number, f"Text of row {number}", None] for number in range(rows))


def peak(work: Callable[[], object]) -> int:
    """The most bytes that the work held at once."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_csv_is_made_in_constant_memory() -> None:
    def read() -> None:
        for _ in lines(["number", "text", "nothing"], many(200_000)):
            pass

    assert peak(read) < MEBIBYTE


def test_xlsx_is_made_in_constant_memory(tmp_path: Any) -> None:
    def of(rows: int) -> int:
        with (tmp_path / "file").open("wb") as file:
            return peak(lambda: write(file, "things", ["number", "text", "nothing"], many(rows)))

    of(10)  # what is loaded once
    assert of(20_000) < of(2_000) + MEBIBYTE / 4
