"""A group's share at the highest or lowest levels: as the report takes it, and like for like.

The report takes shares over all organisations, blanks among them. Like for like means over those that answered, and
over those alone to which the requirements applied, that is, which gave themselves a level.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ..figures import (
    HIGHEST_TWO,
    LOWEST_TWO,
    average,
    direction,
    rounded,
    share,
    share_of_answered,
    share_of_applicable,
)
from ..tables import Table
from .bases import proper_base, words
from .check import percent

COLUMNS_OF = {"highest_two": HIGHEST_TWO, "lowest_two": LOWEST_TWO, "level_three": ("level_3",)}
NAMES = {
    "highest_two": "share at the two highest levels",
    "lowest_two": "share at the two lowest levels",
    "level_three": "share at level 3",
}


def of_all(table: Table, group: str, levels: str) -> Fraction:
    """Percentage of all organisations, blanks included."""
    return share(table.counts_of(group), COLUMNS_OF[levels], proper_base(table, group).organisations)


def of_all_less_blanks(table: Table, group: str, levels: str) -> Fraction:
    """Percentage of the number stated less the blanks: counts those that the rows leave out as having answered."""
    blanks = average(row.counts["blank"] for row in table.rows_of(group))
    return share(table.counts_of(group), COLUMNS_OF[levels], proper_base(table, group).organisations - blanks)


def of_answered(table: Table, group: str, levels: str) -> Fraction:
    """Percentage of the answers: blanks, and the column headed "?", left out."""
    return share_of_answered(table.counts_of(group), COLUMNS_OF[levels])


def of_applicable(table: Table, group: str, levels: str) -> Fraction:
    """Percentage of the levels given: also without not relevant and exempt."""
    return share_of_applicable(table.counts_of(group), COLUMNS_OF[levels])


Share = Callable[[Table, str, str], Fraction]


@dataclass(frozen=True)
class Change:
    """A share in version 10 and in version 11, in per cent."""

    before: Fraction
    after: Fraction

    @property
    def direction(self) -> str:
        return direction(self.before, self.after)

    @property
    def points(self) -> Fraction:
        """Percentage points."""
        return self.after - self.before

    def __str__(self) -> str:
        places = 1 if rounded(self.before, 1) != rounded(self.after, 1) else 2
        before, after = rounded(self.before, places), rounded(self.after, places)
        if self.before == self.after:
            return f"unchanged at {percent(self.before)}"
        return f"{self.direction} from {before}% to {after}%"


def change(before: Table, after: Table, group: str, levels: str, taken: Share) -> Change:
    return Change(taken(before, group, levels), taken(after, group, levels))


def changes(before: Table, after: Table, levels: str, taken: Share) -> dict[str, Change]:
    """The change of every group that both versions have."""
    return {group: change(before, after, group, levels, taken) for group in before.groups if group in after.groups}


def largest(found: dict[str, Change]) -> Fraction:
    """The largest change of any group, in percentage points."""
    return max(moved.points for moved in found.values())


def listed(found: dict[str, Change]) -> str:
    """The changes in words, each with its group."""
    return "; ".join(
        f"{'is ' if moved.direction == 'unchanged' else ''}{moved} in {words(group)}" for group, moved in found.items()
    )
