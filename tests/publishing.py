"""Editions of what tests have made."""

from django.db import transaction

from recommendations.editions.sealing import seal
from recommendations.models import Edition, Period


def sealed(period: Period, reason: str = "") -> Edition:
    """The edition of a period that a test has made of published rows by hand."""
    with transaction.atomic():
        return seal(period, by=None, reason=reason or ("A sample." if period.editions.exists() else ""))
