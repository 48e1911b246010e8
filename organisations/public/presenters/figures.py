"""The tables of Annex 3 as printed, every figure with its check: what was printed beside what follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from organisations.models import FigureCheck, OrganisationType, RequirementGroup, ToolkitReturn, ToolkitTable
from organisations.toolkit.checks.check import COLUMN_NAMES
from organisations.toolkit.tables import COLUMNS

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


def printed_tables(organisation_type: OrganisationType, checks: Iterable[FigureCheck]) -> list[PrintedTable]:
    """Each version's table of this type, in order of version."""
    found = {check.key: check for check in checks}
    tables = organisation_type.tables.prefetch_related("returns__group").order_by("version")
    return [_printed(organisation_type, table, found) for table in tables]


def _printed(organisation_type: OrganisationType, table: ToolkitTable, checks: Checks) -> PrintedTable:
    returns = list(table.returns.all())
    columns = [name for name in COLUMNS if any(getattr(row, name) is not None for row in returns)]
    place = f"{organisation_type.slug}/{table.version}"
    groups = [
        Group(group, [_line(row, columns, place, checks) for row in rows], _averages(group, columns, place, checks))
        for group, rows in groupby(returns, key=lambda row: row.group)
    ]
    return PrintedTable(table, [COLUMN_NAMES[name].capitalize() for name in columns], groups)


def _line(row: ToolkitReturn, columns: list[str], place: str, checks: Checks) -> Line:
    def check(kind: str, measure: str) -> FigureCheck | None:
        return checks.get(f"{kind}/{place}/{row.position}/{measure}")

    return Line(
        label=row.requirement or f"Row {row.position}",
        cells=[Cell(getattr(row, name), check("percentage", f"percentage, {COLUMN_NAMES[name]}")) for name in columns],
        total=row.total,
        total_check=check("row_total", "organisations in the row"),
    )


def _averages(group: RequirementGroup, columns: list[str], place: str, checks: Checks) -> list[Average]:
    def check(kind: str, measure: str) -> FigureCheck | None:
        return checks.get(f"{kind}/{place}/{group.slug}/{measure}")

    return [
        Average(
            check("average", f"average, {COLUMN_NAMES[name]}"),
            check("average_percentage", f"percentage of the average, {COLUMN_NAMES[name]}"),
        )
        for name in columns
    ]
