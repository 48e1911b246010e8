"""Which of the published positions a page tells."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from django.http import Http404

from recommendations.models import Period


class AtPosition(Protocol):
    """An entry of a history."""

    period: Period


Entry = TypeVar("Entry", bound=AtPosition)

# Side by side, as many as a wide screen has room for; older ones are read on their own pages.
MOST_PERIODS = 20


def at(history: Sequence[Entry], asked: str) -> Entry | None:
    """The entry of the period that is asked for by its position date, else the latest, which comes first.

    None where there is no history. Raises Http404 for a period that is not in it.
    """
    period = period_asked_for([entry.period for entry in history], asked)
    return next((entry for entry in history if entry.period == period), None)


def period_asked_for(periods: Sequence[Period], asked: str) -> Period | None:
    """The same of the periods themselves."""
    if not asked:
        return periods[0] if periods else None
    found = next((period for period in periods if period.slug == asked), None)
    if found is None:
        raise Http404("No such period is published.")
    return found
