"""Opening and closing a period: by the secretariat, with a reason, or by the clock on its days."""

from contextlib import suppress

from django.db import transaction
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


def turn_by_the_clock() -> None:
    """Open and close every period whose day has come. In London a day begins at midnight, summer or winter."""
    today = timezone.localdate()
    for period in Period.objects.filter(state=Period.State.PLANNED, opens_on__lte=today):
        with suppress(Refused):  # somebody has opened it in this very moment
            open_period(period=period, by=None)
    for period in Period.objects.filter(closes_on__lt=today, state=Period.State.OPEN):
        with suppress(Refused):
            close_period(period=period, by=None)


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
