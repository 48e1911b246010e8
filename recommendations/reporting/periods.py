"""Opening and closing a period: by the secretariat, with a reason, or by the clock on its days. Reopening: by hand."""

import datetime
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from caldicott.refusals import Refused
from organisations.accounts.roles import require
from organisations.models import User, audit
from recommendations.letters import everybody_has_news
from recommendations.models import Period
from recommendations.transitions import PERIOD

from .locks import hold_alone
from .policies import period_can, reason_given


@transaction.atomic
def open_period(*, period: Period, by: User | None, reason: str = "") -> Period:
    """From now on organisations report. `by` is None for the clock. Raises PermissionDenied or Refused."""
    opened = _move(period, "open_period", by, reason)
    everybody_has_news()
    return opened


@transaction.atomic
def close_period(*, period: Period, by: User | None, reason: str = "") -> Period:
    """From now on nothing is taken. A submission of the same moment is in or refused, never half."""
    return _move(period, "close_period", by, reason)


@transaction.atomic
def reopen_period(
    *, period: Period, due_on: datetime.date, closes_on: datetime.date | None, by: User, reason: str
) -> Period:
    """Organisations report again, with a deadline and a last day that are named anew. What was late stays late.

    Without a last day the period stays open until it is closed by hand. Raises PermissionDenied or Refused.
    """
    require(by, PERIOD["reopen_period"].power)
    given = reason_given(reason, "Say why the period is reopened: it is written down.")
    held = hold_alone(period)
    period_can("reopen_period", held)
    if closes_on is not None and closes_on < timezone.localdate():
        raise Refused(
            "The last day for late reports has passed: the period would close again at once. Give today or a later "
            "day, or none, and close it by hand."
        )
    before = _with_dates(held, due_on, closes_on)
    held.state = PERIOD["reopen_period"].to_state
    held.save(update_fields=["state", "due_on", "closes_on"])
    audit("reopen_period", held, by=by, reason=given, before=before)
    everybody_has_news()
    return held


@transaction.atomic
def move_deadline(
    *, period: Period, due_on: datetime.date, closes_on: datetime.date | None, by: User, reason: str
) -> Period:
    """Another deadline, or another last day for late reports, of a period that is open. What was late stays late."""
    require(by, PERIOD["close_period"].power)
    given = reason_given(reason, "Say why the deadline moves: it is written down.")
    held = hold_alone(period)
    period_can("close_period", held)
    before = _with_dates(held, due_on, closes_on)
    held.save(update_fields=["due_on", "closes_on"])
    audit("move_deadline", held, by=by, reason=given, before=before)
    return held


def turn_by_the_clock() -> None:
    """Open and close every period whose day has come. In London a day begins at midnight, summer or winter."""
    today = timezone.localdate()
    to_open = Period.objects.filter(state=Period.State.PLANNED, opens_on__lte=today)
    to_close = Period.objects.filter(state=Period.State.OPEN, closes_on__lt=today)
    for due, turn in ((to_open, open_period), (to_close, close_period)):
        for period in due:
            _turn(period, due, turn)


@transaction.atomic
def _turn(period: Period, due: QuerySet[Period], turn: Callable[..., Period]) -> None:
    """Unless somebody has opened, closed or reopened it, or moved its last day, in this very moment."""
    hold_alone(period)
    if due.filter(pk=period.pk).exists():
        turn(period=period, by=None)


def _with_dates(held: Period, due_on: datetime.date, closes_on: datetime.date | None) -> dict[str, str]:
    """Gives it these dates, and gives back those before. Raises Refused where they do not follow each other."""
    before = {"due_on": str(held.due_on), "closes_on": str(held.closes_on or "")}
    held.due_on, held.closes_on = due_on, closes_on
    try:
        held.full_clean()
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from None
    return before


def _move(period: Period, verb: str, by: User | None, reason: str) -> Period:
    if by is not None:
        require(by, PERIOD[verb].power)
        reason = reason_given(reason, "Say why: a period opens and closes by itself on its days.")
    held = hold_alone(period)
    period_can(verb, held)
    held.state = PERIOD[verb].to_state
    held.save(update_fields=["state"])
    audit(verb, held, by=by, reason=reason)
    return held
