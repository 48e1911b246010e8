"""Which of the positions of a history a page tells."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from django.http import Http404

from recommendations.models import Period


class AtPosition(Protocol):
    """An entry of a history."""

    period: Period


Entry = TypeVar("Entry", bound=AtPosition)


def at(history: Sequence[Entry], asked: str) -> Entry | None:
    """The entry of the period that is asked for by its position date, else the latest, which comes first.

    None where there is no history. Raises Http404 for a period that is not in it.
    """
    if not asked:
        return history[0] if history else None
    found = next((entry for entry in history if entry.period.slug == asked), None)
    if found is None:
        raise Http404("No such period is published.")
    return found
