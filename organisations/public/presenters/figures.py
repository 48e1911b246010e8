"""The tables of Annex 3 as printed, every figure with its check: printed, computed, and why the two differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from organisations.models import FigureCheck, RequirementGroup, ToolkitReturn, ToolkitTable
from organisations.toolkit.keys import ROW_TOTAL, Key, measure_of
from organisations.toolkit.tables import COLUMN_NAMES, COLUMNS

Checks = Mapping[str, FigureCheck]

# What is printed about a row, a group or a table as a whole, and not in one of its cells.
ABOUT = (FigureCheck.Kind.LABEL, FigureCheck.Kind.COUNT)


@dataclass(frozen=True)
class Cell:
    """A count of organisations and its percentage; the check is None where none was printed."""

    count: int | None
    percentage: FigureCheck | None


@dataclass(frozen=True)
class Line:
    """One requirement's row, and what differs about the row as a whole."""

    label: str
    cells: list[Cell]
    total: int
    total_check: FigureCheck | None
    about: list[FigureCheck]

    @property
    def differing(self) -> list[FigureCheck]:
        return _differing([*(cell.percentage for cell in self.cells), self.total_check])


@dataclass(frozen=True)
class Average:
    """One column of the line of averages below a group; None where none was printed."""

    average: FigureCheck | None
    percentage: FigureCheck | None


@dataclass(frozen=True)
class Group:
    """A group's rows and averages, and what differs about the group as a whole."""

    group: RequirementGroup
    lines: list[Line]
    averages: list[Average]
    about: list[FigureCheck]

    @cached_property
    def reasons(self) -> dict[str, int]:
        """Why figures of this table differ, each reason once, numbered in the order in which figures ask for it."""
        asked = [check for line in self.lines for check in line.differing]
        asked += _differing(check for cell in self.averages for check in (cell.average, cell.percentage))
        return {reason: number for number, reason in enumerate(dict.fromkeys(check.explanation for check in asked), 1)}


@dataclass(frozen=True)
class PrintedTable:
    """One version's table, and what differs about it as a whole."""

    table: ToolkitTable
    columns: list[str]
    groups: list[Group]
    about: list[FigureCheck]


@dataclass(frozen=True)
class Found:
    """The checks of one table, each found by what it is of; `labels` are those about more than a cell that differ."""

    organisation_type: str
    version: str
    checks: Checks
    labels: Sequence[FigureCheck]

    def check(self, kind: str, place: str, measure: str) -> FigureCheck | None:
        return self.checks.get(str(Key(kind, self.organisation_type, self.version, place, measure)))

    def of_column(self, kind: str, place: str, column: str) -> FigureCheck | None:
        return self.check(kind, place, measure_of(kind, column))

    def about(self, group: RequirementGroup | None) -> list[FigureCheck]:
        """What differs about a group and its requirements, or, without a group, about the table."""
        return [check for check in self.labels if (check.version, check.group) == (self.version, group)]


def printed_tables(slug: str, tables: Iterable[ToolkitTable], checks: Iterable[FigureCheck]) -> list[PrintedTable]:
    """Each of these tables of the organisation type that the slug names, with its returns and their groups."""
    found = {check.key: check for check in checks}
    labels = [check for check in _differing(found.values()) if check.kind in ABOUT]
    return [_printed(table, Found(slug, table.version, found, labels)) for table in tables]


def _printed(table: ToolkitTable, found: Found) -> PrintedTable:
    returns = list(table.returns.all())
    columns = [name for name in COLUMNS if any(getattr(row, name) is not None for row in returns)]
    groups = [_group(group, list(rows), columns, found) for group, rows in groupby(returns, key=lambda row: row.group)]
    return PrintedTable(table, [COLUMN_NAMES[name].capitalize() for name in columns], groups, found.about(None))


def _group(group: RequirementGroup, rows: Sequence[ToolkitReturn], columns: list[str], found: Found) -> Group:
    numbered = {row.requirement for row in rows if row.requirement}
    about = [check for check in found.about(group) if check.requirement not in numbered]
    return Group(group, [_line(row, columns, found) for row in rows], _averages(group, columns, found), about)


def _line(row: ToolkitReturn, columns: list[str], found: Found) -> Line:
    place = str(row.position)
    return Line(
        label=row.label,
        cells=[Cell(getattr(row, name), found.of_column("percentage", place, name)) for name in columns],
        total=row.total,
        total_check=found.check("row_total", place, ROW_TOTAL),
        about=[check for check in found.about(row.group) if row.requirement and check.requirement == row.requirement],
    )


def _averages(group: RequirementGroup, columns: list[str], found: Found) -> list[Average]:
    return [
        Average(found.of_column("average", group.slug, name), found.of_column("average_percentage", group.slug, name))
        for name in columns
    ]


def _differing(checks: Iterable[FigureCheck | None]) -> list[FigureCheck]:
    return [check for check in checks if check and not check.agrees]
