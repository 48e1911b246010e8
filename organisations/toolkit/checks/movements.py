"""Checks of the bullets that say which way a group's share went, and of what is left of it like for like."""

from collections.abc import Iterable, Iterator

from ..figures import number
from ..tables import Movement, Table, Toolkit
from .bases import Base, base_taken
from .check import Check, Place, agree, percent_like
from .readings import reading_of
from .shares import COLUMNS_OF, NAMES, Change, Share, change, of_all, of_all_less_blanks, of_answered, of_applicable

LIKE_FOR_LIKE = (
    (of_answered, "those that answered", "blanks left out"),
    (of_applicable, "those at a level", "blanks, not relevant and exempt left out"),
)


def movement_checks(toolkit: Toolkit, movements: Iterable[Movement]) -> Iterator[Check]:
    for movement in movements:
        before = toolkit.table(movement.organisation_type, "V10")
        after = toolkit.table(movement.organisation_type, "V11")
        if movement.group not in before.groups:
            yield _without_requirements(movement)
            continue
        for table, printed in ((before, movement.before), (after, movement.after)):
            yield _figure(table, movement, printed, base_taken(toolkit, table, movement.group))
        yield _direction(before, after, movement)
        yield from _like_for_like(before, after, movement)


def _place(movement: Movement, version: str | None = None) -> Place:
    return Place(movement.organisation_type, version, movement.group, movement.source)


def _without_requirements(movement: Movement) -> Check:
    why = (
        "The sentence tells of a rise and in the same breath that the group has no requirements: nothing can have "
        "risen."
    )
    return _place(movement).check("direction", NAMES[movement.share], movement.direction, "no requirements", False, why)


def _figure(table: Table, movement: Movement, printed: str, taken: Base | None) -> Check:
    value = of_all(table, movement.group, movement.share)
    agrees = agree(printed, value)
    computed = percent_like(printed, value)
    why = reading_of(table, movement.group, COLUMNS_OF[movement.share], printed, value, taken)
    return _place(movement, table.version).check("sentence", NAMES[movement.share], printed, computed, agrees, why)


def _direction(before: Table, after: Table, movement: Movement) -> Check:
    computed = change(before, after, movement.group, movement.share, of_all)
    agrees = computed.direction == movement.direction
    why = f"Over all organisations, blanks included, the share {computed}."
    printed_points = abs(number(movement.after) - number(movement.before))
    if agrees and abs(computed.points) > 3 * printed_points:
        why = f"{why[:-1]}: the same way as printed, but many times the printed change, which the wrong figures hide."
    elif agrees and 2 * abs(computed.points) < printed_points:
        why = f"{why[:-1]}: the same way as printed, but less than half the printed change."
    return _place(movement).check(
        "direction", NAMES[movement.share], movement.direction, computed.direction, agrees, why
    )


def _like_for_like(before: Table, after: Table, movement: Movement) -> Iterator[Check]:
    whole = change(before, after, movement.group, movement.share, of_all)
    for taken, among, left_out in LIKE_FOR_LIKE:
        fair = change(before, after, movement.group, movement.share, taken)
        agrees = fair.direction == movement.direction
        printed = f"{movement.direction} from {movement.before} to {movement.after}"
        measure = f"{NAMES[movement.share]}, of {among}"
        why = _what_is_left(fair, whole, agrees, left_out) + _unaccounted(before, after, movement, fair, taken)
        yield _place(movement).check("like_for_like", measure, printed, str(fair), agrees, why)


def _what_is_left(fair: Change, whole: Change, agrees: bool, left_out: str) -> str:
    start = left_out[0].upper() + left_out[1:]
    if fair.direction == "unchanged":
        return f"{start}, the share is {fair}: what is printed as a change comes from who is counted."
    if not agrees:
        return f"{start}, the share {fair}: the printed direction turns round."
    if abs(fair.points) * 2 < abs(whole.points):
        return f"{start}, the share {fair}: the printed direction holds, but most of the change was in the blanks."
    return f"{start}, the share {fair}: the printed direction holds."


def _unaccounted(before: Table, after: Table, movement: Movement, fair: Change, taken: Share) -> str:
    """Where rows leave an organisation out, the direction may depend on whether it is taken to have answered."""
    if before.organisations_stated is None or taken is not of_answered:
        return ""
    wider = change(before, after, movement.group, movement.share, of_all_less_blanks)
    if "unchanged" in (fair.direction, wider.direction) or wider.direction == fair.direction:
        return ""
    return f" (Were the organisations that the rows leave out counted as having answered, the share {wider}.)"
