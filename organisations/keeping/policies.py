"""Whether organisations may be kept so now: each question raises the sentence that the person reads."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone

from caldicott.plain_text import plain_text, with_plain_line_ends
from caldicott.refusals import Refused
from organisations.models import Organisation, Succession

CHANGED = "Something has changed since you looked at what will happen. Look at it again, and then confirm."


def merged_into(organisation: Organisation) -> Organisation | None:
    """The record that this one was merged into; None where it stands for itself."""
    found = (
        Succession.objects.filter(predecessor=organisation, kind=Succession.Kind.MERGER)
        .select_related("successor")
        .first()
    )
    return found.successor if found else None


def record_now(organisation: Organisation) -> Organisation:
    """Itself, or the record into which it was merged since, where its people are now."""
    while kept := merged_into(organisation):
        organisation = kept
    return organisation


def stands_for_itself(organisation: Organisation) -> None:
    kept = merged_into(organisation)
    if kept is not None:
        raise Refused(f"{organisation} was merged into {kept}. Do this with {kept}.")


def has_come(day: datetime.date) -> None:
    if day > timezone.localdate():
        raise Refused("This day lies ahead. Write it down when it has come: until then nothing has changed.")


def reason_told(reason: str) -> str:
    """The reason without blanks around it."""
    told = with_plain_line_ends(reason).strip()
    if not told:
        raise Refused("Give the reason: it is written down with what you do.")
    try:
        plain_text(told)
    except ValidationError as unkeepable:
        raise Refused(unkeepable.message) from None
    return told


def hold(organisations: Iterable[Organisation]) -> list[Organisation]:
    """The organisations as they are now, for this transaction alone, in the order given.

    They are always locked in one order, so that of two that merge each into the other one comes after the other.
    Whoever invites, accepts, ends a role, saves or submits for one of them waits too.
    """
    wanted = [each.pk for each in organisations]
    held = {each.pk: each for each in Organisation.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    if len(held) != len(set(wanted)):
        raise Refused("One of the organisations is not there any more.")
    return [held[key] for key in wanted]
