"""Checks of single rows: their totals and their percentages."""

from collections import Counter
from collections.abc import Iterator

from ..figures import percentage, row_total
from ..keys import ROW_TOTAL, Key, measure_of
from ..tables import Row, Table, Toolkit
from .bases import Base, base_taken, organisations, proper_base
from .check import Check, agree, percent_like, plain


def row_checks(toolkit: Toolkit) -> Iterator[Check]:
    for table in toolkit.tables:
        totals = Counter(row_total(row.counts) for row in table.rows)
        taken = {group: base_taken(toolkit, table, group) for group in table.groups}
        for row in table.rows:
            yield _total(table, row, totals)
            yield from _percentages(table, row, taken[row.group])


def _check(
    table: Table, row: Row, kind: str, measure: str, printed: str, computed: str, agrees: bool, why: str
) -> Check:
    place = f"row {row.position}"
    return Check(
        key=str(Key(kind, table.organisation_type, table.version, str(row.position), measure)),
        organisation_type=table.organisation_type,
        version=table.version,
        group=row.group,
        requirement=row.requirement or None,
        kind=kind,
        measure=measure if row.requirement else f"{measure}, {place}",
        printed=printed,
        computed=computed,
        agrees=agrees,
        explanation=why,
        source=f"{table.source}, {row.requirement or place}",
    )


def _total(table: Table, row: Row, totals: Counter[int]) -> Check:
    expected, total = organisations(table), row_total(row.counts)
    basis = "stated for the table" if table.organisations_stated is not None else "that most rows of the table give"
    if total == expected:
        why = f"The row's counts add up to {plain(total)}, the number {basis}."
    else:
        others = totals[total] - 1
        company = f"as do {others} other rows of this table" if others else "as no other row of this table does"
        missing = expected - total
        reading = (
            f"{'one is' if missing == 1 else f'{missing} are'} unaccounted for"
            if missing > 0
            else f"at least {'one is' if missing == -1 else f'{-missing} are'} counted more than once"
        )
        if table.organisations_stated is None and missing < 0:
            reading = f"{-missing} more than elsewhere"
        why = f"The row's counts add up to {plain(total)}, {company}, not to the {plain(expected)} {basis}: {reading}."
    return _check(table, row, "row_total", ROW_TOTAL, str(expected), str(total), total == expected, why)


def _percentages(table: Table, row: Row, taken: Base | None) -> Iterator[Check]:
    base = proper_base(table, row.group)
    for column, printed in row.percentages.items():
        count = row.counts[column]
        value = percentage(count, base.organisations)
        agrees = agree(printed, value)
        computed = percent_like(printed, value)
        why = f"{plain(count)} of the {plain(base.organisations)} organisations stated."
        if taken is not None and taken != base:
            why = (
                f"The table's percentages are taken over {plain(taken.organisations)}, {taken.name}; over the "
                f"{plain(base.organisations)} stated for {table.version}, {plain(count)} are {computed}%"
                f"{', which rounds alike' if agrees else ''}."
            )
        elif not agrees:
            why = f"{plain(count)} of the {plain(base.organisations)} organisations stated are {computed}%."
        yield _check(table, row, "percentage", measure_of("percentage", column), printed, computed, agrees, why)
