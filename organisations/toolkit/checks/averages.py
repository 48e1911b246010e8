"""Checks of the printed averages, of their percentages, and of what these percentages were taken over."""

from collections.abc import Iterator
from fractions import Fraction

from ..figures import average, decimals, number, percentage, rounded, truncated, with_commas
from ..keys import measure_of
from ..tables import Table, Toolkit
from .bases import Base, base_taken, described, proper_base
from .check import Check, Place, agree, percent_like, plain, to_printed_places


def average_checks(toolkit: Toolkit) -> Iterator[Check]:
    for table in toolkit.tables:
        for line in table.lines:
            taken = base_taken(toolkit, table, line.group)
            for column, printed in line.averages.items():
                yield _average(table, line.group, column, printed)
            for column, printed in line.percentages.items():
                yield _percentage(table, line.group, column, printed, taken)
            if line.percentages:
                yield _base(table, line.group, taken)


def _place(table: Table, group: str) -> Place:
    return Place(table.organisation_type, table.version, group, f"{table.source}, {table.line_of(group).label}")


def _counts(table: Table, group: str, column: str) -> list[int]:
    return [row.counts[column] for row in table.rows_of(group)]


def _average(table: Table, group: str, column: str, printed: str) -> Check:
    counts = _counts(table, group, column)
    value = average(counts)
    agrees = agree(printed, value)
    why = f"The {len(counts)} rows add up to {plain(sum(counts))}."
    if not agrees:
        why = _why_the_average_differs(table, group, column, printed)
    computed = to_printed_places(printed, value)
    return _place(table, group).check("average", measure_of("average", column), printed, computed, agrees, why)


def _why_the_average_differs(table: Table, group: str, column: str, printed: str) -> str:
    counts = _counts(table, group, column)
    value, places = average(counts), decimals(printed)
    sums = f"The {len(counts)} rows add up to {plain(sum(counts))}, on average {rounded(value, places + 1)}"
    if includes_line_above(table, group):
        return f"{sums}: the printed line takes in the line of averages above the group as if it were one more row."
    if truncated(value, places) == number(printed):
        return f"{sums}: the further decimals were cut off and not rounded."
    gap = number(printed) - rounded(value, places)
    return (
        f"{sums}: the printed figure is {abs(gap)} too {'high' if gap > 0 else 'low'}, and no reading of the rows "
        "gives it."
    )


def includes_line_above(table: Table, group: str) -> bool:
    """Whether the whole line comes out once the averages of the preceding group are counted as one more row."""
    above = table.groups.index(group) - 1
    return above >= 0 and all(
        agree(printed, average([*_counts(table, group, column), average(_counts(table, table.groups[above], column))]))
        for column, printed in table.line_of(group).averages.items()
    )


def _percentage(table: Table, group: str, column: str, printed: str, taken: Base | None) -> Check:
    counts, base = _counts(table, group, column), proper_base(table, group)
    value = percentage(average(counts), base.organisations)
    agrees = agree(printed, value)
    computed = percent_like(printed, value)
    mean = plain(rounded(average(counts), 2))
    why = f"The rows' average of {mean} is taken over {plain(base.organisations)}, {base.name}."
    if agrees and taken is not None and taken.organisations != base.organisations:
        why = (
            f"It is taken over {described(taken)}; over {plain(base.organisations)}, which is meant, the average "
            f"of {mean} "
            "rounds alike."
        )
    if not agrees:
        why = _why_the_percentage_differs(table, group, column, taken)
    measure = measure_of("average_percentage", column)
    return _place(table, group).check("average_percentage", measure, printed, computed, agrees, why)


def _why_the_percentage_differs(table: Table, group: str, column: str, taken: Base | None) -> str:
    base = proper_base(table, group)
    average_printed = table.line_of(group).averages[column]
    if taken is None:
        return (
            f"No number of organisations tried gives every percentage of this line; {plain(base.organisations)} is "
            "meant."
        )
    if taken.organisations == base.organisations:
        return (
            f"It is the printed average of {average_printed} over {plain(base.organisations)}, and that average "
            "does not "
            f"follow from the rows."
        )
    also = (
        ""
        if agree(average_printed, average(_counts(table, group, column)))
        else (f", and the average of {average_printed} does not follow from the rows")
    )
    return (
        f"It is taken over {plain(taken.organisations)}, {taken.name}, where {plain(base.organisations)}, "
        f"{base.name}, "
        f"is meant{also}."
    )


def _base(table: Table, group: str, taken: Base | None) -> Check:
    """What number of organisations the group's percentages were taken over, against the one they should be."""
    base = proper_base(table, group)
    found = Fraction(0) if taken is None else taken.organisations
    agrees = found == base.organisations
    printed = "not stated" if table.organisations_stated is None else str(table.organisations_stated)
    computed = "none found" if taken is None else plain(found).replace(",", "")
    taken_over = with_commas(computed)
    why = (
        f"All percentages of the group follow from {taken_over}, {'no number tried' if taken is None else taken.name}."
    )
    if not agrees:
        why = (
            f"The percentages of the group follow from {taken_over}, not from {plain(base.organisations)}, {base.name}."
        )
        if taken is not None:
            why = f"{why[:-1]}: it is {taken.name}."
    measure = "organisations the percentages are taken over"
    return _place(table, group).check("count", measure, printed, computed, agrees, why)
