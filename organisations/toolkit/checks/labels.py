"""Checks of what rows and columns are called: numbers without a row, or in another form, labels that changed places."""

import re
from collections.abc import Iterator
from itertools import combinations

from ..figures import LEVELS, percentage
from ..tables import PrintedLine, Row, Table, Toolkit
from .bases import organisations, words
from .check import Check, Place, plain

REQUIREMENT = re.compile(r"10-\d{3}")
# A requirement that a tenth of all organisations find not relevant is not one that next year none finds so.
CONSPICUOUS = 10
# Rows of small counts are often alike; two levels with as many organisations as this are not so by chance.
MANY = 50


def label_checks(toolkit: Toolkit) -> Iterator[Check]:
    for table in toolkit.tables:
        yield _form(table)
        yield from _printed_twice(table)
        for line in table.lines:
            yield from _label_without_row(table, line)
    for before, after in toolkit.pairs():
        yield from _places_changed(before, after)
        yield from _column_changed(before, after)


def _check(
    table: Table, group: str | None, requirement: str | None, measure: str, printed: str, computed: str, why: str
) -> Check:
    place = Place(table.organisation_type, table.version, group, table.source, requirement)
    return place.check("label", measure, printed, computed, printed == computed, why)


def _form(table: Table) -> Check:
    """The note above the tables says that requirements are referred to in the form 10-114."""
    printed = table.rows[0].requirement
    meant = printed if REQUIREMENT.fullmatch(printed) else f"10-{printed.partition('.')[0] or '…'}"
    if not printed:
        why = (
            f"The {len(table.rows)} rows carry the name of their group only, not the numbers that the note above "
            "announces."
        )
    elif printed != meant:
        why = "Requirement numbers are printed as decimals and without the prefix that the note above announces."
    else:
        why = "Requirement numbers have the form that the note above announces."
    if printed == meant and table.version == "V11":
        why = f"{why[:-1]}, although their prefix is still that of version 10."
    return _check(table, None, None, "form of the requirement numbers", printed or "none", meant, why)


def _printed_twice(table: Table) -> Iterator[Check]:
    """A row that stands under two groups with the same counts in every column."""
    for first, second in combinations(table.rows, 2):
        if first.group == second.group or first.counts != second.counts or not _large(first):
            continue
        groups = [words(row.group) for row in (first, second)]
        why = (
            f"Rows {first.position} and {second.position} of the table, in {groups[0]} and {groups[1]}, have the same "
            "count in every column: chance would hardly do that, and one of them may stand in the wrong group."
        )
        yield _check(
            table, second.group, second.requirement or None, "row with the same counts in another group",
            "in two groups", "in one group", why,
        )  # fmt: skip


def _large(row: Row) -> bool:
    return sum(row.counts[level] >= MANY for level in LEVELS) > 1


def _label_without_row(table: Table, line: PrintedLine) -> Iterator[Check]:
    """A requirement's number that stands on a line of averages."""
    found = REQUIREMENT.search(line.label)
    if found is None:
        return
    count = len(table.rows_of(line.group))
    has_row = any(row.requirement == found.group() for row in table.rows)
    computed = "its own row" if has_row else "no row of counts"
    why = (
        f"The number stands on the line of averages, which are those of the {count} rows above it: the "
        "requirement's own "
        f"counts are missing, and the printed average leaves it out."
    )
    yield _check(table, line.group, found.group(), "label on the line of averages", line.label, computed, why)


def _places_changed(before: Table, after: Table) -> Iterator[Check]:
    """Two requirements of a group of which one is conspicuously not relevant, and next year the other."""
    for group in after.groups:
        was, now = _conspicuous(before, group), _conspicuous(after, group)
        gone, come = was - now, now - was
        if len(gone) != 1 or len(come) != 1:
            continue
        (old,), (new,) = gone, come
        counts = {
            (table.version, requirement): plain(
                next(row.counts["not_relevant"] for row in table.rows if row.requirement == requirement)
            )
            for table in (before, after)
            for requirement in (old, new)
        }
        why = (
            f"In {before.version} {counts['V10', old]} organisations found {old} not relevant and "
            f"{counts['V10', new]} found "
            f"{new} so, in {after.version} {counts['V11', old]} and {counts['V11', new]}: the two labels look "
            "exchanged in "
            f"one of the versions."
        )
        yield _check(after, group, new, "requirement that is often not relevant", new, old, why)


def _conspicuous(table: Table, group: str) -> set[str]:
    whole = organisations(table)
    return {
        row.requirement
        for row in table.rows_of(group)
        if row.requirement and percentage(row.counts["not_relevant"], whole) >= CONSPICUOUS
    }


def _column_changed(before: Table, after: Table) -> Iterator[Check]:
    """A requirement whose exempt organisations of version 10 are all not relevant in version 11."""
    for row in before.rows:
        if not row.requirement or not row.counts.get("exempt") or row.counts["not_relevant"]:
            continue
        other = next((later for later in after.rows if later.requirement == row.requirement), None)
        if other is None or other.counts["exempt"] or not other.counts["not_relevant"]:
            continue
        why = (
            f"Version 10 has {plain(row.counts['exempt'])} exempt and none not relevant, version 11 none exempt and "
            f"{plain(other.counts['not_relevant'])} not relevant: the column is probably wrong in one of them."
        )
        yield _check(after, row.group, row.requirement, "column of those left out", "not relevant", "exempt", why)
