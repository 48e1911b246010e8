"""What Annex 3 prints, as plain values: its tables, and what its sentences say about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# The columns in the order of print, and what a sentence calls them.
COLUMN_NAMES = {
    "level_0": "level 0",
    "level_1": "level 1",
    "level_2": "level 2",
    "level_3": "level 3",
    "blank": "blank",
    "not_relevant": "not relevant",
    "exempt": "exempt",
    "unspecified": "the column headed “?”",
}
COLUMNS = tuple(COLUMN_NAMES)


def name_of_version(version: str) -> str:
    """Version 10, of V10."""
    return f"Version {version[1:]}"


@dataclass(frozen=True)
class Row:
    """One requirement: how many organisations stand in each column that the report has."""

    position: int
    group: str
    requirement: str
    counts: Mapping[str, int]
    percentages: Mapping[str, str]


@dataclass(frozen=True)
class PrintedLine:
    """The averages printed below a group's rows, and their percentages, both exactly as printed."""

    group: str
    label: str
    averages: Mapping[str, str]
    percentages: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """One organisation type in one version. `organisations_stated` is None where the heading gives no number."""

    organisation_type: str
    version: str
    title: str
    organisations_stated: int | None
    blanks_included: bool
    note: str
    source: str
    rows: tuple[Row, ...]
    lines: tuple[PrintedLine, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that have a row in this table, in printed order."""
        return tuple(dict.fromkeys(row.group for row in self.rows))

    def rows_of(self, group: str) -> list[Row]:
        return [row for row in self.rows if row.group == group]

    def counts_of(self, group: str) -> list[Mapping[str, int]]:
        return [row.counts for row in self.rows_of(group)]

    def line_of(self, group: str) -> PrintedLine:
        """The group's line of averages. Raises StopIteration where none is printed."""
        return next(line for line in self.lines if line.group == group)


@dataclass(frozen=True)
class Movement:
    """A sentence that says which way a group's share went between the versions, with both figures as printed.

    `share` is highest_two or lowest_two. The figures are empty where the sentence says that there are no requirements.
    """

    organisation_type: str
    group: str
    share: str
    direction: str
    before: str
    after: str
    summary: str
    source: str


@dataclass(frozen=True)
class Claim:
    """Any other figure or judgement in the words of the annexes; `formula` names how it is recomputed."""

    key: str
    organisation_type: str | None
    version: str | None
    group: str | None
    kind: str
    measure: str
    printed: str
    formula: str
    summary: str
    source: str


@dataclass(frozen=True)
class Toolkit:
    """Both versions of every table, found by organisation type and version."""

    tables: tuple[Table, ...]

    def table(self, organisation_type: str, version: str) -> Table:
        """Raises KeyError for a table that the annex does not print."""
        for table in self.tables:
            if (table.organisation_type, table.version) == (organisation_type, version):
                return table
        raise KeyError((organisation_type, version))

    def pairs(self) -> Iterator[tuple[Table, Table]]:
        """Version 10 beside version 11, type by type."""
        for table in self.tables:
            if table.version == "V10":
                yield table, self.table(table.organisation_type, "V11")

    def other_version(self, table: Table) -> Table:
        return self.table(table.organisation_type, "V11" if table.version == "V10" else "V10")
