"""Rows kept in memory, to be put back for one test after another: the record takes a second to load, less than a tenth
of that to put back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from organisations.models import HistoryRow
from recommendations.models import Edition


@dataclass(frozen=True)
class Kept:
    """The rows of some tables, as PostgreSQL copies them out and in."""

    models: tuple[type[Model], ...]
    rows: dict[str, bytes]

    @classmethod
    def of(cls, models: Iterable[type[Model]]) -> "Kept":
        """The rows of these models as they stand now."""
        # Histories are of what people do; no test asks for that of the record's own rows.
        kept = tuple(model for model in models if model is not HistoryRow)
        rows = {}
        with connection.cursor() as cursor:
            for model in kept:
                table = connection.ops.quote_name(model._meta.db_table)
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    rows[table] = b"".join(copy)
        return cls(kept, rows)

    @transaction.atomic
    def put_back(self) -> None:
        """Into empty tables; what is made afterwards gets ids of its own."""
        editions = connection.ops.quote_name(Edition._meta.db_table)
        with connection.cursor() as cursor:
            # The rows are as they were checked once. Editions alone are made anew, in the transaction of whoever asks:
            # with them the test may change what is published.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, rows in self.rows.items():
                if table != editions:
                    copy_in(cursor, table, rows)
            cursor.execute("SET LOCAL session_replication_role = origin")
            if editions in self.rows:
                copy_in(cursor, editions, self.rows[editions])
            for statement in connection.ops.sequence_reset_sql(no_style(), self.models):
                cursor.execute(statement)


def copy_in(cursor: Any, table: str, rows: bytes) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        copy.write(rows)
