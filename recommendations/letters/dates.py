"""The days in London on which an organisation is reminded of its return."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from recommendations.models import Period
from recommendations.models.reminder import Step

MORNING, EVENING = 8, 20  # the hours between which reminders are written
BEFORE_THE_DEADLINE = ((Step.FORTNIGHT, 14), (Step.THREE_DAYS, 3), (Step.DEADLINE, 0))
WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class DueStep:
    step: Step
    on: datetime.date


def today() -> datetime.date:
    return timezone.localdate()


def is_day() -> bool:
    """Whether it is an hour in London at which people are reminded."""
    return MORNING <= timezone.localtime().hour < EVENING


def tomorrow_morning() -> datetime.datetime:
    tomorrow = today() + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time(MORNING)))


def step_due(period: Period, day: datetime.date) -> DueStep | None:
    """The step to be taken by a day: the latest one, so that of several missed ones only this is caught up."""
    if period.state != Period.State.OPEN or period.opens_on is None or period.due_on is None:
        return None
    if day < period.opens_on or (period.closes_on and day > period.closes_on):
        return None
    weeks = (day - period.due_on) // WEEK
    if weeks >= 1:
        return DueStep(Step.OVERDUE, period.due_on + weeks * WEEK)
    days = [(step, period.due_on - datetime.timedelta(days=before)) for step, before in BEFORE_THE_DEADLINE]
    reached = [DueStep(step, on) for step, on in days if period.opens_on < on <= day]
    return reached[-1] if reached else DueStep(Step.OPENING, period.opens_on)
