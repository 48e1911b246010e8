"""The tables of Annex 3 as printed, every figure with its check: what was printed beside what follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from organisations.models import FigureCheck, OrganisationType, RequirementGroup, ToolkitReturn, ToolkitTable
from organisations.toolkit.keys import ROW_TOTAL, Key, measure_of
from organisations.toolkit.tables import COLUMN_NAMES, COLUMNS

Checks = Mapping[str, FigureCheck]


@dataclass(frozen=True)
class Cell:
    """A count of organisations and its percentage; the check is None where none was printed."""

    count: int | None
    percentage: FigureCheck | None


@dataclass(frozen=True)
class Line:
    """One requirement's row."""

    label: str
    cells: list[Cell]
    total: int
    total_check: FigureCheck | None


@dataclass(frozen=True)
class Average:
    """One column of the line of averages below a group; None where none was printed."""

    average: FigureCheck | None
    percentage: FigureCheck | None


@dataclass(frozen=True)
class Group:
    group: RequirementGroup
    lines: list[Line]
    averages: list[Average]


@dataclass(frozen=True)
class PrintedTable:
    table: ToolkitTable
    columns: list[str]
    groups: list[Group]


@dataclass(frozen=True)
class Found:
    """The checks of one table, each found by what it is of."""

    organisation_type: str
    version: str
    checks: Checks

    def check(self, kind: str, place: str, measure: str) -> FigureCheck | None:
        return self.checks.get(str(Key(kind, self.organisation_type, self.version, place, measure)))

    def of_column(self, kind: str, place: str, column: str) -> FigureCheck | None:
        return self.check(kind, place, measure_of(kind, column))


def printed_tables(organisation_type: OrganisationType, checks: Iterable[FigureCheck]) -> list[PrintedTable]:
    """Each version's table of this type, in order of version."""
    found = {check.key: check for check in checks}
    tables = organisation_type.tables.prefetch_related("returns__group").order_by("version")
    return [_printed(organisation_type, table, found) for table in tables]


def _printed(organisation_type: OrganisationType, table: ToolkitTable, checks: Checks) -> PrintedTable:
    returns = list(table.returns.all())
    columns = [name for name in COLUMNS if any(getattr(row, name) is not None for row in returns)]
    found = Found(organisation_type.slug, table.version, checks)
    groups = [
        Group(group, [_line(row, columns, found) for row in rows], _averages(group, columns, found))
        for group, rows in groupby(returns, key=lambda row: row.group)
    ]
    return PrintedTable(table, [COLUMN_NAMES[name].capitalize() for name in columns], groups)


def _line(row: ToolkitReturn, columns: list[str], found: Found) -> Line:
    place = str(row.position)
    return Line(
        label=row.requirement or f"Row {row.position}",
        cells=[Cell(getattr(row, name), found.of_column("percentage", place, name)) for name in columns],
        total=row.total,
        total_check=found.check("row_total", place, ROW_TOTAL),
    )


def _averages(group: RequirementGroup, columns: list[str], found: Found) -> list[Average]:
    return [
        Average(found.of_column("average", group.slug, name), found.of_column("average_percentage", group.slug, name))
        for name in columns
    ]
