"""All groups and requirements of an organisation type, both versions of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from organisations.models import RequirementGroup, ToolkitReturn, ToolkitTable
from organisations.public.presenters.of import Of, obstacle
from organisations.public.presenters.side import Side
from organisations.public.presenters.versions import Comparison

# The rows of each table, in the order of the tables.
Rows = list[list[ToolkitReturn]]


@dataclass(frozen=True)
class GroupComparison:
    """A group as a whole, each of its requirements, and what has to be borne in mind."""

    group: RequirementGroup
    whole: Comparison
    requirements: list[Comparison]
    remark: str

    @property
    def numbered(self) -> bool:
        """Whether rows have the numbers by which they can be set side by side."""
        return all(len(each.sides) == len(self.whole.sides) for each in self.requirements)


def compared(tables: Sequence[ToolkitTable], of: Of) -> list[GroupComparison]:
    """The groups that any of these tables has. The tables are one version and the next."""
    rows = [list(table.returns.all()) for table in tables]
    groups = {row.group for of_table in rows for row in of_table}
    return [_group(tables, rows, group, of) for group in sorted(groups, key=lambda group: group.position)]


def _group(tables: Sequence[ToolkitTable], rows: Rows, group: RequirementGroup, of: Of) -> GroupComparison:
    own = [[row for row in of_table if row.group == group] for of_table in rows]
    whole = _comparison(group.name, tables, own, of)
    return GroupComparison(group, whole, list(_requirements(tables, own, of)), _remark(tables, own))


def _comparison(name: str, tables: Sequence[ToolkitTable], rows: Rows, of: Of) -> Comparison:
    sides = [
        Side(table, of.spread_of(table, [row.counts for row in own])) for table, own in zip(tables, rows, strict=True)
    ]
    return Comparison(name, sides, of, obstacle(tables, of))


def _requirements(tables: Sequence[ToolkitTable], rows: Rows, of: Of) -> Iterator[Comparison]:
    """Rows of the same number side by side; a row without a number can be set beside none, and stands alone."""
    for number in dict.fromkeys(row.requirement for own in rows for row in own if row.requirement):
        same = [[row for row in own if row.requirement == number] for own in rows]
        yield _comparison(number, tables, same, of)
    for table, own in zip(tables, rows, strict=True):
        for row in own:
            if not row.requirement:
                yield _comparison(f"Row {row.position} of {table.version_name.lower()}", [table], [[row]], of)


def _remark(tables: Sequence[ToolkitTable], rows: Rows) -> str:
    """Where a group has not as many requirements in one version as in the next."""
    if len({len(own) for own in rows}) < 2 or not all(rows):
        return ""
    told = [f"{table.version_name.lower()} has {len(own)}" for table, own in zip(tables, rows, strict=True)]
    return f"They are not the same requirements: {', '.join(told)}."
