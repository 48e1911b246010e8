"""Formulas for claims about how many organisations made a return, and what blanks make of them."""

from fractions import Fraction

from ..figures import answered, average, direction, percentage
from ..tables import Claim, Table, Toolkit
from .bases import organisations
from .check import percent, plain
from .finding import Finding, of_number, pair_of, table_of


def _answering(table: Table) -> Fraction:
    """Organisations that answered, on average over the table's rows."""
    return average(answered(row.counts) for row in table.rows)


def organisations_change(toolkit: Toolkit, claim: Claim) -> Finding:
    before, after = (organisations(table) for table in pair_of(toolkit, claim))
    computed = f"{direction(before, after)} from {before} to {after}"
    size = percent(percentage(abs(after - before), before))
    why = (
        f"The numbers stated in the headings differ by {plain(abs(after - before))}, {size}, blank returns counted in."
    )
    return Finding(computed, computed == claim.printed, why)


def answering_change(toolkit: Toolkit, claim: Claim) -> Finding:
    """The claim holds where answers fell at least half as much, in per cent, as the numbers stated."""
    before, after = pair_of(toolkit, claim)
    old, new = _answering(before), _answering(after)
    stated = percentage(organisations(before) - organisations(after), organisations(before))
    fall = percentage(old - new, old)
    agrees = fall * 2 >= stated
    computed = f"{direction(old, new)} from {plain(old)} to {plain(new)}"
    verdict = "rose" if fall < 0 else f"fell by {percent(fall)} only"
    why = (
        f"On average over the requirements {plain(old)} organisations answered in version 10 and {plain(new)} in "
        "version "
        f"11: while the number stated fell by {percent(stated)}, those who answered {verdict}."
    )
    return Finding(computed, agrees, why)


def fall_explained_by_blanks(toolkit: Toolkit, claim: Claim) -> Finding:
    """The fall is explained where the blanks of version 10 make up nine tenths of it or more."""
    before, after = pair_of(toolkit, claim)
    fall = organisations(before) - organisations(after)
    blanks = average(row.counts["blank"] for row in before.rows)
    explained = blanks * 10 >= fall * 9
    part = "more than the whole fall" if blanks > fall else f"{percent(percentage(blanks, fall))} of the fall"
    why = (
        f"The number stated falls by {plain(fall)}; version 10 counts {plain(blanks)} blank returns on average, "
        f"which version 11 leaves out of its report: they account for {part}."
    )
    return Finding(f"fall of {plain(fall)}, blanks no longer counted {plain(blanks)}", not explained, why)


def _two_kinds(table: Table) -> tuple[int, int]:
    """Two kinds of organisation share the table; how many of each answered, at the requirement most answered.

    Each kind's requirements are recognised by their share of blanks, above or below half of all organisations.
    """
    whole = organisations(table)
    few = max(answered(row.counts) for row in table.rows if row.counts["blank"] * 2 > whole)
    many = max(answered(row.counts) for row in table.rows if row.counts["blank"] * 2 <= whole)
    return few, many


def two_kinds_answering(toolkit: Toolkit, claim: Claim) -> Finding:
    few, many = _two_kinds(table_of(toolkit, claim))
    why = (
        f"Two kinds of organisation share the table and each answers its own requirements: up to {few} answered "
        "the one set "
        f"and up to {many} the other, {few + many} together."
    )
    return of_number(claim, few + many, str(few + many), why)


def blank_everywhere(toolkit: Toolkit, claim: Claim) -> Finding:
    """A blank may only mean that the requirement is the other kind's. Many are a tenth of all organisations or more."""
    table = table_of(toolkit, claim)
    whole = organisations(table)
    few, many = _two_kinds(table)
    silent = whole - few - many
    why = (
        f"Up to {few} organisations answered one set of requirements and up to {many} the other, which together "
        "leave "
        f"{silent} of {whole} blank on everything ({percent(percentage(silent, whole))}): most blanks only mean "
        "that a "
        f"requirement belongs to the other kind of organisation."
    )
    return Finding(f"{silent} of {whole}", silent * 10 > whole, why)


def groups_with_fewer_blanks(toolkit: Toolkit, claim: Claim) -> Finding:
    """Only types whose report includes blanks in both versions can show a reduction."""
    fewer: list[tuple[str, str]] = []
    more: list[tuple[str, str]] = []
    for before, after in toolkit.pairs():
        if not (before.blanks_included and after.blanks_included):
            continue
        for group in before.groups:
            old, new = (_blank_share(table, group) for table in (before, after))
            (fewer if new < old else more).append((before.organisation_type, group))
    where = sorted({organisation_type.replace("-", " ") for organisation_type, _ in more})
    why = (
        f"Where both versions report blanks, their share fell in {len(fewer)} groups and did not in {len(more)} "
        f"({', '.join(where)}); for the other types blanks are left out of version 11 or not told apart, so "
        "nothing can be said."
    )
    return Finding(f"{len(fewer)} of {len(fewer) + len(more)}", not more, why)


def _blank_share(table: Table, group: str) -> Fraction:
    return percentage(average(row.counts["blank"] for row in table.rows_of(group)), organisations(table))
