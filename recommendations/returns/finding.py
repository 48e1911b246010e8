"""What an address at the desk names: the period, and what the organisation owes in it."""

import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from organisations.accounts.access import Place
from recommendations.models import Period
from recommendations.reporting.obligations import Obligation, Return


def period_at(position_date: datetime.date) -> Period:
    """A period that was opened here. Raises Http404 for one that comes, and for one of before there was a desk."""
    opened = Period.objects.exclude(state=Period.State.PLANNED).filter(opens_on__isnull=False)
    return get_object_or_404(opened, position_date=position_date)


def return_at(place: Place, position_date: datetime.date, only: int | None = None) -> Return:
    return Return(place.organisation, period_at(position_date), only)


def obligation_at(place: Place, position_date: datetime.date, number: int) -> tuple[Return, Obligation]:
    """Raises Http404 where the organisation is not asked and never was."""
    return_ = return_at(place, position_date, only=number)
    if not return_.obligations:
        raise Http404
    return return_, return_.obligations[0]
