"""How a share printed in a sentence came about: the readings of the table that are tried, the likeliest first."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ..figures import average, decimals, number, percentage, rounded, truncated
from ..tables import Table
from .bases import Base, described, proper_base, words
from .check import agree, percent, plain


def reading_of(
    table: Table, group: str, levels: Sequence[str], printed: str, value: Fraction, taken: Base | None
) -> str:
    """One sentence on how the printed share relates to the computed `value`, in per cent.

    `taken` is what the group's printed percentages were taken over.
    """
    base = proper_base(table, group)
    mean = value * base.organisations / 100
    computed = (
        f"On average {plain(rounded(mean, 1))} of {plain(base.organisations)} organisations stand there, which is "
        f"{percent(value)}"
    )
    if agree(printed, value):
        return f"{computed}."
    if number(printed) == _sum(table.line_of(group).percentages, levels):
        return f"{computed}: {_adds_percentages(table, group, levels, taken)}."
    for reading in (_adds_counts, _cut_off, _one_digit, _strays_to_other_group):
        found = reading(table, group, levels, printed, value)
        if found:
            return f"{computed}: {found}."
    return f"{computed}: no reading of the table gives the printed figure."


def _sum(printed: Mapping[str, str], levels: Sequence[str]) -> Fraction:
    return sum((Fraction(number(printed[level])) for level in levels), Fraction(0))


def _addends(table: Table, group: str, levels: Sequence[str]) -> str:
    return " and ".join(table.line_of(group).percentages[level] for level in levels)


def _adds_percentages(table: Table, group: str, levels: Sequence[str], taken: Base | None) -> str:
    percentages = table.line_of(group).percentages
    base = proper_base(table, group)
    follow = all(
        agree(
            percentages[level],
            percentage(average(counts[level] for counts in table.counts_of(group)), base.organisations),
        )
        for level in levels
    )
    if follow:
        reason = "whose roundings add up"
    elif taken is not None and taken.organisations != base.organisations:
        reason = f"which are taken over {described(taken)}"
    else:
        reason = "which do not themselves follow from the rows"
    return f"the printed figure adds the percentages {_addends(table, group, levels)}, {reason}"


def _adds_counts(table: Table, group: str, levels: Sequence[str], printed: str, value: Fraction) -> str:
    averages = table.line_of(group).averages
    if number(printed) != _sum(averages, levels):
        return ""
    return (
        f"the printed figure adds the average counts {' and '.join(averages[level] for level in levels)}, not "
        "percentages"
    )


def _cut_off(table: Table, group: str, levels: Sequence[str], printed: str, value: Fraction) -> str:
    if number(printed) != truncated(value, decimals(printed)):
        return ""
    return "the decimals were cut off and not rounded"


def _one_digit(table: Table, group: str, levels: Sequence[str], printed: str, value: Fraction) -> str:
    """A slip of one digit, against the computed share or against the sum of the printed percentages."""
    total = _sum(table.line_of(group).percentages, levels)
    for meant in (rounded(value, decimals(printed)), rounded(total, decimals(printed))):
        ours, theirs = str(meant), str(number(printed))
        if len(ours) == len(theirs) and sum(a != b for a, b in zip(ours, theirs, strict=True)) == 1:
            note = (
                ""
                if rounded(total, 1) == rounded(value, 1)
                else (f" (the printed percentages {_addends(table, group, levels)} add up to {percent(total)})")
            )
            return f"the printed figure is one digit off {ours}{note}, which looks like a slip"
    return ""


def _strays_to_other_group(table: Table, group: str, levels: Sequence[str], printed: str, value: Fraction) -> str:
    """The lower level taken from the right line, the higher from another group's."""
    own = table.line_of(group).percentages[levels[0]]
    for neighbour in table.groups:
        stray = table.line_of(neighbour).percentages[levels[1]]
        if neighbour != group and number(own) + number(stray) == number(printed):
            return (
                f"the printed figure would come of {own} from this line and {stray} from that of "
                f"{words(neighbour)}, where "
                f"{table.line_of(group).percentages[levels[1]]} belongs"
            )
    return ""
