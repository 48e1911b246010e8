"""Over whom percentages are taken, and when two versions cannot be set side by side for it."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from organisations.models import ToolkitTable
from organisations.toolkit.spreads import Spread, added_up, of_answered, of_stated

Counts = Mapping[str, int]


class Of(StrEnum):
    """Over whom percentages are taken."""

    STATED = "stated"
    ANSWERED = "answered"

    @property
    def among(self) -> str:
        return "those that answered" if self is Of.ANSWERED else "all organisations stated"

    def spread(self, table: ToolkitTable, counts: Counts, rows: int) -> Spread:
        """How the organisations behind so many rows of a table are spread, their counts added up."""
        if self is Of.ANSWERED:
            return of_answered(counts, rows)
        return of_stated(counts, rows, table.organisations_stated)

    def spread_of(self, table: ToolkitTable, rows: Sequence[Counts]) -> Spread | None:
        """The same, of the rows themselves; None where there are none."""
        return self.spread(table, added_up(rows), len(rows)) if rows else None


def obstacle(tables: Iterable[ToolkitTable], of: Of) -> str:
    """Why the versions cannot be set side by side under this choice; empty where they can."""
    compared = list(tables)
    if of is Of.ANSWERED:
        return ""
    silent = [table for table in compared if table.organisations_stated is None]
    if silent:
        return f"no number of organisations is stated for {_named(silent)}"
    without = [table for table in compared if not table.blanks_included]
    if without and len(without) < len(compared):
        return f"the report on {_named(without)} counts no blanks"
    return ""


def _named(tables: Iterable[ToolkitTable]) -> str:
    return " and ".join(table.version_name.lower() for table in tables)
