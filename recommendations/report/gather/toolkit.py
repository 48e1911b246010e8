"""Annex 3 from the record: each table as printed, and what the sentences say that does not follow from it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, Q

from organisations.models import FigureCheck, ToolkitReturn, ToolkitTable
from organisations.toolkit.keys import MEASURES, ROW_TOTAL, Key, measure_of
from organisations.toolkit.tables import COLUMN_NAMES, COLUMNS

from ..document.toolkit import Cell, Claim, Figure, Group, Line, Table, Toolkit

# The kinds of check of what stands in tables; all others are of what stands in sentences.
OF_A_ROW_TOTAL = "row_total"
IN_TABLES = (*MEASURES, OF_A_ROW_TOTAL)

Type = str | None  # the address of an organisation type; None is what is on no single one


@dataclass(frozen=True)
class Checks:
    """The checks of one table, each found by what it is of."""

    organisation_type: str
    version: str
    checks: Mapping[str, FigureCheck]

    def check(self, kind: str, place: str, measure: str) -> FigureCheck | None:
        return self.checks.get(str(Key(kind, self.organisation_type, self.version, place, measure)))

    def figure(self, kind: str, place: str, column: str) -> Figure | None:
        """The printed figure of a column; None where none is printed."""
        check = self.check(kind, place, measure_of(kind, column))
        return Figure(check.printed, None if check.agrees else check.computed) if check else None


def sections_of_toolkit(types: Collection[Type]) -> dict[Type, Toolkit]:
    """The sections on these types, in three queries whatever their number."""
    checks: defaultdict[Type, dict[str, FigureCheck]] = defaultdict(dict)
    for check in _checks(types):
        checks[check.organisation_type.slug if check.organisation_type else None][check.key] = check
    tables: defaultdict[Type, list[Table]] = defaultdict(list)
    printed = ToolkitTable.objects.filter(organisation_type__slug__in=[each for each in types if each is not None])
    returns = Prefetch("returns", ToolkitReturn.objects.select_related("group"))
    for table in printed.select_related("organisation_type").prefetch_related(returns).order_by("version"):
        slug = table.organisation_type.slug
        tables[slug].append(_table(table, Checks(slug, table.version, checks[slug])))
    return {each: _section(each, tables[each], checks[each].values()) for each in types}


def _checks(types: Collection[Type]) -> Iterable[FigureCheck]:
    wanted = Q(organisation_type__slug__in=[each for each in types if each is not None])
    wanted = wanted | Q(organisation_type=None) if None in types else wanted
    return FigureCheck.objects.filter(wanted).select_related("organisation_type", "group").order_by("position")


def _section(slug: Type, tables: Iterable[Table], checks: Iterable[FigureCheck]) -> Toolkit:
    told = [check for check in checks if check.kind not in IN_TABLES]
    differing = tuple(_claim(check) for check in told if not check.agrees)
    return Toolkit(slug, tuple(tables), differing, agreeing=len(told) - len(differing))


def _claim(check: FigureCheck) -> Claim:
    place = [check.version, check.group.name if check.group else "", check.requirement]
    return Claim(check.measure, ", ".join(filter(None, place)), check.printed, check.computed, check.explanation)


def _table(table: ToolkitTable, checks: Checks) -> Table:
    returns = list(table.returns.all())
    columns = [name for name in COLUMNS if any(getattr(row, name) is not None for row in returns)]
    groups = groupby(returns, key=lambda row: row.group)
    return Table(
        version_name=table.version_name,
        organisations_stated=table.organisations_stated,
        blanks_included=table.blanks_included,
        note=table.note,
        source=table.source,
        columns=tuple(COLUMN_NAMES[name].capitalize() for name in columns),
        groups=tuple(
            Group(
                group.name, tuple(_line(row, columns, checks) for row in rows), _averages(group.slug, columns, checks)
            )
            for group, rows in groups
        ),
    )


def _line(row: ToolkitReturn, columns: Iterable[str], checks: Checks) -> Line:
    place = str(row.position)
    total = checks.check(OF_A_ROW_TOTAL, place, ROW_TOTAL)
    return Line(
        label=row.label,
        cells=tuple(_cell(getattr(row, name), checks.figure("percentage", place, name)) for name in columns),
        total=row.total,
        expected=total.printed if total and not total.agrees else None,
    )


def _cell(count: int | None, percentage: Figure | None) -> Cell:
    return Cell(None if count is None else Figure(f"{count:,}"), percentage)


def _averages(group: str, columns: Iterable[str], checks: Checks) -> Line:
    cells = (
        Cell(checks.figure("average", group, name), checks.figure("average_percentage", group, name))
        for name in columns
    )
    return Line("Average", tuple(cells))
