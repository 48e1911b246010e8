"""Formulas for the conclusions that the annex draws, and whether they follow from its rows."""

from fractions import Fraction

from ..tables import Claim, Toolkit
from .bases import words
from .check import percent, plain
from .finding import Finding, pair_of
from .shares import Change, Share, change, changes, largest, listed, of_all, of_answered, of_applicable

# Fewer percentage points than these are called slight.
SLIGHT = 2


def _highest(toolkit: Toolkit, claim: Claim, taken: Share) -> dict[str, Change]:
    return changes(*pair_of(toolkit, claim), "highest_two", taken)


def change_in_highest_two(toolkit: Toolkit, claim: Claim) -> Finding:
    found = _highest(toolkit, claim, of_all)
    points = largest(found)
    agrees = abs(points) < SLIGHT
    why = (
        f"Over the organisations stated for each version the share {listed(found)}; the printed percentages of "
        "version 11 are "
        "taken over the number of version 10 and hide it, and nearly all of it comes from blanks that version 11 "
        "leaves out."
    )
    return Finding(f"{plain(points)} percentage points", agrees, why)


def direction_among_answered(toolkit: Toolkit, claim: Claim) -> Finding:
    found = _highest(toolkit, claim, of_answered)
    fell = [group for group, moved in found.items() if moved.direction == "fell"]
    why = f"Among those that answered, the share {listed(found)}."
    if fell:
        why = f"{why[:-1]}: the improvement does not reach {', '.join(words(group) for group in fell)}."
    return Finding(f"improvement in {len(found) - len(fell)} of {len(found)} groups", not fell, why)


def size_among_answered(toolkit: Toolkit, claim: Claim) -> Finding:
    """Significant is taken to mean ten percentage points or more in some group."""
    found = _highest(toolkit, claim, of_answered)
    whole = largest(_highest(toolkit, claim, of_all))
    points = largest(found)
    why = (
        f"Among those that answered, the share {listed(found)}: of up to {plain(whole)} points, {plain(points)} "
        "are left."
    )
    return Finding(f"at most {plain(points)} percentage points", points >= 10, why)


def much_smaller_among_answered(toolkit: Toolkit, claim: Claim) -> Finding:
    points = largest(_highest(toolkit, claim, of_answered))
    whole = largest(_highest(toolkit, claim, of_all))
    why = (
        f"The largest rise is {plain(whole)} points with blanks counted and {plain(points)} without: the caution "
        "is right."
    )
    return Finding(f"{plain(points)} instead of {plain(whole)} percentage points", points * 2 < whole, why)


def groups_that_rose(toolkit: Toolkit, claim: Claim) -> Finding:
    return _groups_that_went("increased", _highest(toolkit, claim, of_all), "Over all organisations")


def groups_that_rose_among_answered(toolkit: Toolkit, claim: Claim) -> Finding:
    return _groups_that_went("increased", _highest(toolkit, claim, of_answered), "Among those that answered")


def groups_that_fell(toolkit: Toolkit, claim: Claim) -> Finding:
    return _groups_that_went("fell", _highest(toolkit, claim, of_all), "Over all organisations")


def groups_that_fell_among_applicable(toolkit: Toolkit, claim: Claim) -> Finding:
    return _groups_that_went("fell", _highest(toolkit, claim, of_applicable), "Among those at a level")


def level_three_rose(toolkit: Toolkit, claim: Claim) -> Finding:
    found = changes(*pair_of(toolkit, claim), "level_three", of_applicable)
    return _groups_that_went("increased", found, "Among those at a level", "level 3 alone")


def _groups_that_went(way: str, found: dict[str, Change], among: str, where: str = "the two highest levels") -> Finding:
    """The judgement holds where more than half of the groups went that way."""
    count = sum(moved.direction == way for moved in found.values())
    why = f"{among}, the share at {where} {listed(found)}."
    return Finding(f"{count} of {len(found)} groups", count * 2 > len(found), why)


def level_three_held_down(toolkit: Toolkit, claim: Claim) -> Finding:
    """Newcomers without level 3 would make its share fall."""
    before, after = pair_of(toolkit, claim)
    group = claim.group or ""
    moved = change(before, after, group, "level_three", of_all)
    fair = change(before, after, group, "level_three", of_applicable)
    agrees = moved.direction == "fell"
    why = f"The share at level 3 {moved}, and among those at a level it {_verb(fair)}"
    if agrees:
        return Finding(str(moved), True, f"{why}: as newcomers without level 3 would bring about.")
    return Finding(str(moved), False, f"{why}: newcomers who could not reach level 3 would have made it fall.")


def _verb(moved: Change) -> str:
    return f"is {moved}" if moved.direction == "unchanged" else str(moved)


def lowest_two_grew(toolkit: Toolkit, claim: Claim) -> Finding:
    """Who cannot reach level 3 stands at level 2, which is one of the two highest: the measure does not notice."""
    found = changes(*pair_of(toolkit, claim), "lowest_two", of_applicable)
    grew = [group for group, moved in found.items() if moved.points > Fraction(0)]
    why = (
        "Whoever cannot reach level 3 is at level 2 and still counts among the two highest; what lowered their "
        "share is that "
        f"levels 0 and 1 grew in {len(grew)} of {len(found)} groups (largest: {percent(largest(found))} of those "
        "at a level)."
    )
    return Finding(f"more at levels 0 and 1 in {len(grew)} groups", not grew, why)
