"""A sample panel, and a period that is ready to be published: what tests of editions begin with."""

from typing import Any

from django.db import transaction

from organisations.models import Role
from recommendations.editions.publishing import publish_period
from recommendations.editions.sealing import seal
from recommendations.models import Assessment, Edition, Period, Recommendation
from tests import factories as f
from tests.returning import Desk, person


class Panel:
    """One person in each role of the panel's staff."""

    def __init__(self) -> None:
        self.secretariat = person(Role.SECRETARIAT, name="Sample secretariat")
        self.member = person(Role.PANEL_MEMBER, name="Sample member")
        self.chair = person(Role.CHAIR, name="Sample chair")
        self.observer = person(Role.OBSERVER, name="Sample observer")


def closed_period(**fields: Any) -> Period:
    """One whose reports are in, with an agreed assessment of the system overall and of each recommendation."""
    period: Period = f.PeriodFactory(open_=True, **fields)
    Period.objects.filter(pk=period.pk).update(state=Period.State.CLOSED)
    period.refresh_from_db()
    agree_all(period)
    return period


def agree_all(period: Period, **fields: Any) -> None:
    for recommendation in [None, *Recommendation.objects.all()]:
        f.AssessmentFactory(period=period, recommendation=recommendation, state=Assessment.State.AGREED, **fields)


def published_period(panel: Panel, desk: Desk | None = None, **fields: Any) -> Edition:
    """By the chair; with the report of a desk, if one is given."""
    if desk is None:
        return publish_period(period=closed_period(**fields), by=panel.chair)
    Period.objects.filter(pk=desk.period.pk).update(state=Period.State.CLOSED)
    agree_all(desk.period)
    return publish_period(period=desk.period, by=panel.chair)


@transaction.atomic
def publish_past_all_rules(*periods: Period) -> None:
    """These periods, or all there are, with whatever is in them and a bare edition."""
    for period in periods or Period.objects.exclude(state=Period.State.PUBLISHED):
        f.give_edition(period)
        period.state = Period.State.PUBLISHED
        period.save()


def sealed(period: Period, reason: str = "") -> Edition:
    """The edition of a period that a test has made of published rows by hand."""
    with transaction.atomic():
        return seal(period, by=None, reason=reason or ("A sample." if period.editions.exists() else ""))
