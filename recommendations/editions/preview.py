"""A look at what everybody will see, before it is published: it is published, looked at, and all of it undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from recommendations.models import Correction, Edition, Period

from .correcting import make_corrected
from .fingerprint import fingerprint_of
from .publishing import make_public
from .snapshot import see_one_moment

# What stands for the reason of a correction until the chair has given it.
REASON_TO_COME = "(The reason is given when it is published.)"


@contextmanager
def as_if_published(period: Period) -> Iterator[Edition]:
    """Within, the period is published, or its agreed corrections are; afterwards nothing of that has happened.

    It is of one moment, and holds up nobody but whoever wants to publish.
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
    """What the next edition of the period would say as things stand."""
    with as_if_published(period) as edition:
        return fingerprint_of(edition)
