"""The numbers of organisations that percentages may be taken over, and which of them the report took."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..figures import average, number, percentage, row_total
from ..tables import Table, Toolkit
from .check import agree, plain


@dataclass(frozen=True)
class Base:
    """A number of organisations, and in a few words which number that is."""

    organisations: Fraction
    name: str


def organisations(table: Table) -> int:
    """The number of organisations stated, or, where none is, the total that most rows of the table give."""
    if table.organisations_stated is not None:
        return table.organisations_stated
    return Counter(row_total(row.counts) for row in table.rows).most_common(1)[0][0]


def proper_base(table: Table, group: str) -> Base:
    """What the group's percentages should be taken over: the number stated, or else the group's own rows."""
    if table.organisations_stated is not None:
        return Base(Fraction(table.organisations_stated), f"the organisations stated for {table.version}")
    return Base(average(row_total(row.counts) for row in table.rows_of(group)), "the total of the group's rows")


def sum_of_averages(table: Table, group: str) -> Fraction:
    """What the printed averages of a group add up to, each as it was printed."""
    return sum((Fraction(number(value)) for value in table.line_of(group).averages.values()), Fraction(0))


def base_taken(toolkit: Toolkit, table: Table, group: str) -> Base | None:
    """The number of organisations that gives every percentage printed below this group, or None."""
    candidates = _candidates(toolkit, table, group)
    return next((base for base in candidates if _gives_all(table, group, base.organisations)), None)


def _candidates(toolkit: Toolkit, table: Table, group: str) -> Iterator[Base]:
    yield proper_base(table, group)
    other = toolkit.other_version(table)
    yield Base(Fraction(organisations(other)), f"the number for {other.version}")
    yield Base(sum_of_averages(table, group), "the sum of the group's printed averages")
    for neighbour in table.groups:
        if neighbour != group:
            yield Base(sum_of_averages(table, neighbour), f"the sum of the averages printed for {words(neighbour)}")


def _gives_all(table: Table, group: str, base: Fraction) -> bool:
    line = table.line_of(group)
    return all(
        agree(printed, percentage(number(line.averages[column]), base))
        or agree(printed, percentage(average(row.counts[column] for row in table.rows_of(group)), base))
        for column, printed in line.percentages.items()
    ) and all(
        agree(printed, percentage(row.counts[column], base))
        for row in table.rows_of(group)
        for column, printed in row.percentages.items()
    )


def words(group: str) -> str:
    return group.replace("-", " ")


def described(base: Base) -> str:
    return f"{plain(base.organisations)}, {base.name}"
