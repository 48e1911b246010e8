"""A period from its first edition on: what tests of corrections begin with."""

from recommendations.models import Edition, Period
from tests.publishing import sealed


def first_edition(period: Period) -> Edition:
    """Of a period that is not public yet, with the rows that a test has given it."""
    Period.objects.filter(pk=period.pk).update(state=Period.State.PUBLISHED)
    period.refresh_from_db()
    return sealed(period)
