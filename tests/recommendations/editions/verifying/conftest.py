"""Real editions: the record as it ships, its correction, and a second period between the two."""

import datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from recommendations.editions.sealing import seal
from recommendations.models import Assessment, Edition, Period, Rating, Recommendation
from tests.kept import Kept


@pytest.fixture(scope="session")
def kept_editions(kept_record: Kept, django_db_blocker: DjangoDbBlocker) -> Kept:
    """Sealed once for all tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        kept_record.put_back()
        publish_and_correct()
        kept = Kept.of(kept_record.models)
        transaction.set_rollback(True)
    return kept


@pytest.fixture
def editions(kept_editions: Kept, db: None) -> list[Edition]:
    """Three, in the order of the chain; a test may spoil them, the next one finds them whole."""
    kept_editions.put_back()
    return list(Edition.objects.select_related("period").order_by("place"))


def publish_and_correct() -> None:
    first = Period.objects.get()
    later = Period.objects.create(position_date=datetime.date(2015, 9, 30), state=Period.State.PUBLISHED)
    Assessment.objects.create(
        period=later,
        recommendation=Recommendation.objects.get(number=1),
        state=Assessment.State.PUBLISHED,
        summary="A sample.",
        conclusion="Good progress",
        rating=Rating.AMBER_GREEN,
    )
    seal(later, by=None)
    Assessment.objects.filter(period=first, recommendation=7).update(conclusion="A sample of a correction")
    seal(first, by=None, reason="A sample of a reason.")
