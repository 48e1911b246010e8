"""When a period's days begin and end: in London, where the panel is."""

import datetime

from django.utils import timezone

from recommendations.models import Period

ONE_DAY = datetime.timedelta(days=1)


def end_of(day: datetime.date) -> datetime.datetime:
    """The first moment that is no longer of this day, in London."""
    return datetime.datetime.combine(day + ONE_DAY, datetime.time(), tzinfo=timezone.get_default_timezone())


def is_late(period: Period, at: datetime.datetime) -> bool:
    """Whether what comes at this moment comes after the deadline."""
    return period.due_on is not None and at >= end_of(period.due_on)


def closes_at(period: Period) -> datetime.datetime | None:
    """When it closes by itself; None where the secretariat closes it by hand."""
    return end_of(period.closes_on) if period.closes_on else None


def days_left(period: Period, at: datetime.datetime) -> int | None:
    """How many days are left after the one that it is: 0 on the day of the deadline, below that when it has passed."""
    return (period.due_on - timezone.localdate(at)).days if period.due_on else None
