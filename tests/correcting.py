"""A period from its first edition on: what tests of corrections begin with."""

from recommendations.editions.correcting import agree_correction, version_of
from recommendations.models import Correction, Edition, Period
from tests.publishing import Panel, sealed


def first_edition(period: Period) -> Edition:
    """Of a period that is not public yet, with the rows that a test has given it."""
    Period.objects.filter(pk=period.pk).update(state=Period.State.PUBLISHED)
    period.refresh_from_db()
    return sealed(period)


def agreed_by_chair(correction: Correction, panel: Panel) -> Correction:
    """As it was written last."""
    agree_correction(correction=correction, by=panel.chair, seen=version_of(correction))
    correction.refresh_from_db()
    return correction
