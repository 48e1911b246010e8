"""Formulas for claims that are a number: of organisations, requirements, groups, blanks."""

from fractions import Fraction

from ..figures import answered, average, percentage, row_total, with_commas
from ..tables import Claim, Table, Toolkit
from .bases import organisations, proper_base, words
from .check import agree, percent, percent_like, plain, to_printed_places
from .finding import Finding, of_number, pair_of, table_of


def organisations_stated(toolkit: Toolkit, claim: Claim) -> Finding:
    table = table_of(toolkit, claim)
    stated = organisations(table)
    return of_number(claim, stated, str(stated), f"The heading of the table gives {plain(stated)} organisations.")


def organisations_in_rows(toolkit: Toolkit, claim: Claim) -> Finding:
    table = table_of(toolkit, claim)
    totals = {row_total(row.counts) for row in table.rows}
    lowest, highest = min(totals), max(totals)
    found = str(lowest) if lowest == highest else f"{lowest} to {highest}"
    why = f"The counts of a row add up to {with_commas(found)}, in each of the {len(table.rows)} rows."
    return Finding(found, agree(claim.printed, lowest) and lowest == highest, why)


def organisations_answering(toolkit: Toolkit, claim: Claim) -> Finding:
    table = table_of(toolkit, claim)
    numbers = [answered(row.counts) for row in table.rows]
    lowest, highest = min(numbers), max(numbers)
    found = str(lowest) if lowest == highest else f"{lowest} to {highest}"
    why = (
        f"Of the {plain(organisations(table))} stated, {with_commas(found)} answered once blanks are left out"
        f"{'' if lowest == highest else ', according to the requirement'}."
    )
    return Finding(found, lowest == highest and agree(claim.printed, lowest), why)


def average_blanks(toolkit: Toolkit, claim: Claim) -> Finding:
    table, group = table_of(toolkit, claim), claim.group or ""
    value = average(row.counts["blank"] for row in table.rows_of(group))
    share = percent(percentage(value, organisations(table)))
    return of_number(
        claim,
        value,
        to_printed_places(claim.printed, value),
        f"The group's rows have {plain(value)} blanks on average, {share} of all.",
    )


def blanks_in_table(toolkit: Toolkit, claim: Claim) -> Finding:
    table = table_of(toolkit, claim)
    blanks = sum(row.counts["blank"] for row in table.rows)
    return of_number(claim, blanks, str(blanks), f"The {len(table.rows)} rows together have {plain(blanks)} blanks.")


def requirements_in_table(toolkit: Toolkit, claim: Claim) -> Finding:
    count = len(table_of(toolkit, claim).rows)
    return of_number(claim, count, str(count), f"The table has {count} rows, one for each requirement.")


def requirements_in_group(toolkit: Toolkit, claim: Claim) -> Finding:
    count = len(table_of(toolkit, claim).rows_of(claim.group or ""))
    return of_number(claim, count, str(count), f"The table has {count or 'no'} rows for {words(claim.group or '')}.")


def groups_in_table(toolkit: Toolkit, claim: Claim) -> Finding:
    present = table_of(toolkit, claim).groups
    absent = [group for group in _all_groups(toolkit) if group not in present]
    without = f"; it has none for {', '.join(words(group) for group in absent)}" if absent else ""
    why = f"The table's rows lie in {len(present)} groups{without}."
    return of_number(claim, len(present), str(len(present)), why)


def groups_in_all_tables(toolkit: Toolkit, claim: Claim) -> Finding:
    count = len(_all_groups(toolkit))
    return of_number(claim, count, str(count), f"The tables together have rows in {count} groups.")


def _all_groups(toolkit: Toolkit) -> list[str]:
    """Every group that any table has, in the order in which the tables bring them up."""
    return list(dict.fromkeys(group for table in toolkit.tables for group in table.groups))


def organisation_types(toolkit: Toolkit, claim: Claim) -> Finding:
    count = len({table.organisation_type for table in toolkit.tables})
    return of_number(claim, count, str(count), f"There are tables of {count} organisation types.")


def types_that_fell(toolkit: Toolkit, claim: Claim) -> Finding:
    fallen = {
        before.organisation_type: (organisations(before), organisations(after))
        for before, after in toolkit.pairs()
        if organisations(after) < organisations(before)
    }
    listed = ", ".join(f"{words(name)} ({plain(old)} to {plain(new)})" for name, (old, new) in fallen.items())
    why = f"Fewer organisations stand in version 11 for {listed}: the sentence leaves some out."
    return of_number(claim, len(fallen), str(len(fallen)), why)


def lowest_blank_share(toolkit: Toolkit, claim: Claim) -> Finding:
    return _blank_share_of_groups(toolkit, claim, lowest=True)


def highest_blank_share(toolkit: Toolkit, claim: Claim) -> Finding:
    return _blank_share_of_groups(toolkit, claim, lowest=False)


def _blank_share_of_groups(toolkit: Toolkit, claim: Claim, *, lowest: bool) -> Finding:
    table = table_of(toolkit, claim)
    shares = {group: _average_share(table, group, "blank") for group in table.groups}
    group = (min if lowest else max)(shares, key=lambda name: shares[name])
    rows = [percentage(row.counts["blank"], organisations(table)) for row in table.rows]
    extreme = percent(min(rows) if lowest else max(rows))
    why = (
        f"The {'lowest' if lowest else 'highest'} average is that of {words(group)}, {percent(shares[group])}; "
        "among single "
        f"requirements it is {extreme}."
    )
    return of_number(claim, shares[group], percent_like(claim.printed, shares[group]), why)


def blank_share(toolkit: Toolkit, claim: Claim) -> Finding:
    """High is taken to mean more than half of all organisations, in every group."""
    table = table_of(toolkit, claim)
    shares = [_average_share(table, group, "blank") for group in table.groups]
    found = f"{percent(min(shares))} to {percent(max(shares))}"
    return Finding(
        found, min(shares) > 50, f"On average {found} of the organisations left a group's requirements blank."
    )


def _average_share(table: Table, group: str, column: str) -> Fraction:
    values = [row.counts[column] for row in table.rows_of(group)]
    return percentage(average(values), proper_base(table, group).organisations)


def requirements_changed(toolkit: Toolkit, claim: Claim) -> Finding:
    """How many requirements each group has; minor is taken to mean that no group's number changes."""
    changed = [
        f"{words(after.organisation_type)}, {words(group)}, {len(before.rows_of(group))} to {len(after.rows_of(group))}"
        for before, after in toolkit.pairs()
        for group in before.groups
        if len(before.rows_of(group)) != len(after.rows_of(group))
    ]
    why = f"The number of requirements changed for: {'; '.join(changed)}; the other tables keep theirs."
    return Finding(f"{len(changed)} groups with another number of requirements", not changed, why)


def number_of_requirements_changed(toolkit: Toolkit, claim: Claim) -> Finding:
    before, after = pair_of(toolkit, claim)
    old, new = len(before.rows), len(after.rows)
    groups = ", ".join(f"{words(g)} {len(before.rows_of(g))} to {len(after.rows_of(g))}" for g in before.groups)
    return Finding(f"{old} to {new}", old != new, f"The tables have {old} and {new} rows ({groups}).")


def blank_column(toolkit: Toolkit, claim: Claim) -> Finding:
    before, _ = pair_of(toolkit, claim)
    has_column = any("blank" in row.counts for row in before.rows)
    computed = "blank entries" if has_column else "column headed “?”"
    why = (
        "The tables have no column for blanks: whether the one headed “?” means blank, not relevant or exempt is "
        "not said."
    )
    return Finding(computed, has_column, why)
