"""A look at what everybody will see, before it is published: it is published, looked at, and all of it undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from recommendations.models import Correction, Edition, Period

from .correcting import make_corrected
from .fingerprint import fingerprint_of
from .publishing import make_public
from .snapshot import in_spite_of_others, see_one_moment

# What stands for the reason of a correction until the chair has given it.
REASON_TO_COME = "(The reason is given when it is published.)"


@contextmanager
def as_if_published(period: Period) -> Iterator[Edition]:
    """Within, the period is published, or its agreed corrections are; afterwards nothing of that has happened.

    It is of one moment. Whoever wants to publish, or to decide or write for this period, waits for its end.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            see_one_moment()
        try:
            yield published(Period.objects.get(pk=period.pk))
        finally:
            transaction.set_rollback(True)


def published(period: Period) -> Edition:
    if not period.is_published:
        return make_public(period, by=None)
    agreed = period.corrections.filter(state=Correction.State.AGREED).order_by("pk")
    return make_corrected(period, list(agreed), by=None, reason=REASON_TO_COME)


def fingerprint_of_preview(period: Period) -> str:
    """What the next edition would say as things stand. Raises Refused where others go on changing it."""

    def look() -> str:
        with as_if_published(period) as edition:
            return fingerprint_of(edition)

    return in_spite_of_others(look)


def can_be_previewed(period: Period) -> bool:
    """While reports are taken nobody is to wait for a preview."""
    return period.state in (Period.State.CLOSED, Period.State.PUBLISHED)
