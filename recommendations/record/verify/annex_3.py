"""Annex 3: every number of every table, with its row and its column."""

from collections.abc import Iterator
from decimal import Decimal

from organisations.models import FigureCheck, ToolkitReturn, ToolkitTable
from organisations.toolkit.keys import MEASURES, key_of
from organisations.toolkit.tables import COLUMN_NAMES, COLUMNS

from ..annexes import model as annexes_model
from ..annexes.model import Annexes, ToolkitRow
from .difference import Difference, Fact, compare

# The headings of Annex 3, and the public addresses of the types of organisation under them.
TYPES = {
    "General Practice Information": "general-practices",
    "Care Commissioning Groups & Contract Support Units": "care-commissioning-groups-and-contract-support-units",
    "Commercial Third Parties": "commercial-third-parties",
    "Community Health Providers": "community-health-providers",
    "Acute Trusts": "acute-trusts",
}
HEADINGS = {
    "L0": "level_0",
    "L1": "level_1",
    "L2": "level_2",
    "L3": "level_3",
    "Blanks": "blank",
    "NRs": "not_relevant",
    "EX": "exempt",
    "?": "unspecified",
}
PERCENT = "%"
AVERAGE = "Average"


def annex_3_differences(annexes: Annexes) -> Iterator[Difference]:
    yield from compare(recorded_facts(), printed_facts(annexes))


def recorded_facts() -> dict[str, str]:
    facts: dict[str, str] = {}
    for table in ToolkitTable.objects.select_related("organisation_type").prefetch_related("returns__group"):
        place = table_place(table.organisation_type.slug, table.version)
        facts[f"{place}, organisations stated"] = str(table.organisations_stated)
        for row in table.returns.all():
            facts.update(recorded_row(place, row))
        facts.update(recorded_figures(table, place))
    return facts


def recorded_row(place: str, row: ToolkitReturn) -> Iterator[tuple[str, str]]:
    yield f"{place}, row {row.position}", row.requirement or row.group.name
    for column in COLUMNS:
        count = getattr(row, column)
        if count is not None:
            yield f"{place}, row {row.position}, {COLUMN_NAMES[column]}", str(count)


def recorded_figures(table: ToolkitTable, place: str) -> Iterator[tuple[str, str]]:
    """The printed percentages and averages, which stand on record beside what follows from the rows."""
    kinds = [FigureCheck.Kind.PERCENTAGE, FigureCheck.Kind.AVERAGE, FigureCheck.Kind.AVERAGE_PERCENTAGE]
    order = {group: number for number, group in enumerate(dict.fromkeys(r.group.slug for r in table.returns.all()), 1)}
    checks = FigureCheck.objects.filter(
        organisation_type=table.organisation_type, version=table.version, kind__in=kinds
    )
    for check in checks:
        key = key_of(check.key)
        where = f"row {key.place}" if check.kind == FigureCheck.Kind.PERCENTAGE else f"average {order[key.place]}"
        yield f"{place}, {where}, {key.measure.removeprefix('average, ')}", plain(Decimal(check.printed))


def printed_facts(annexes: Annexes) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for table in annexes.toolkit_tables:
        place = table_place(type_of(table.organisation_type), table.version)
        line = table.title.first_line
        facts[f"{place}, organisations stated"] = Fact(str(table.organisations), line)
        facts.update(printed_rows(table, place))
    return facts


def printed_rows(table: annexes_model.ToolkitTable, place: str) -> Iterator[tuple[str, Fact]]:
    rows = averages = 0
    for row in table.rows:
        if row.label == PERCENT:
            yield from printed_percentages_of_averages(table, row, f"{place}, average {averages}")
        elif row.label.startswith(AVERAGE):
            averages += 1
            yield from printed_figures(table, row, f"{place}, average {averages}", MEASURES["average_percentage"])
        else:
            rows += 1
            yield f"{place}, row {rows}", Fact(row.label, row.first_line)
            yield from printed_figures(table, row, f"{place}, row {rows}", MEASURES["percentage"])


def printed_figures(
    table: annexes_model.ToolkitTable, row: ToolkitRow, place: str, percentage: str
) -> Iterator[tuple[str, Fact]]:
    """A figure under each heading; one under a percent sign belongs to the heading before it."""
    column = ""
    for heading, figure in zip(table.columns, row.figures, strict=False):
        if heading == PERCENT:
            yield f"{place}, {percentage}, {column}", Fact(plain(figure), row.first_line)
        else:
            column = name_of(heading)
            yield f"{place}, {column}", Fact(plain(figure), row.first_line)


def printed_percentages_of_averages(
    table: annexes_model.ToolkitTable, row: ToolkitRow, place: str
) -> Iterator[tuple[str, Fact]]:
    """The line headed with a percent sign, which acute trusts have instead of columns of percentages."""
    for heading, figure in zip(table.columns, row.figures, strict=False):
        yield f"{place}, {MEASURES['average_percentage']}, {name_of(heading)}", Fact(plain(figure), row.first_line)


def name_of(heading: str) -> str:
    """The column under a heading; an unknown heading stands for itself."""
    return COLUMN_NAMES[HEADINGS[heading]] if heading in HEADINGS else heading


def type_of(heading: str) -> str:
    """The address of the organisation type under a heading; an unknown heading stands for itself."""
    return TYPES.get(heading, heading)


def table_place(organisation_type: str, version: str) -> str:
    return f"Annex 3, {organisation_type} {version}"


def plain(figure: Decimal) -> str:
    """A figure without noughts that say nothing: 38.0 and 38 are the same number, printed in two ways."""
    return f"{figure.normalize():f}"
