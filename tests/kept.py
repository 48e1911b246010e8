"""Rows kept in memory, to be put back for one test after another: the record takes a second to load, less than a tenth
of that to put back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from organisations.models import HistoryRow


@dataclass(frozen=True)
class Kept:
    """The rows of some tables, as PostgreSQL copies them out and in."""

    models: tuple[type[Model], ...]
    rows: dict[str, bytes]

    @classmethod
    def of(cls, models: Iterable[type[Model]]) -> "Kept":
        """The rows of these models as they stand now."""
        # The triggers write the history anew as the rows come in.
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
        with connection.cursor() as cursor:
            for table, rows in self.rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), self.models):
                cursor.execute(statement)
