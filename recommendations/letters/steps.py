"""The dated steps by which an organisation was asked for its return: what the public may know of the letters sent."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min
from django.db.models.functions import TruncDate

from organisations.models import Organisation
from recommendations.models import Period, Reminder
from recommendations.models.reminder import Step


@dataclass(frozen=True)
class DatedStep:
    """One step, and the day in London on which the first letter about it left. It names no person."""

    step: Step
    on: datetime.date

    @property
    def label(self) -> str:
        """As in "Reminded three days before the deadline"."""
        return str(self.step.label)


def steps_of(period: Period, organisation: Organisation) -> list[DatedStep]:
    """The steps in a period, the earliest first; none before the period is published."""
    return steps_of_each(period, [organisation.pk]).get(organisation.pk, [])


def steps_of_each(period: Period, organisations: Iterable[int]) -> dict[int, list[DatedStep]]:
    """The steps of many organisations, by their keys, in one query. Whoever was sent nothing is left out."""
    sent = Reminder.objects.published().sent().filter(period=period, organisation__in=list(organisations))
    left = sent.order_by().values("organisation", "step", "on").annotate(left=Min(TruncDate("letter__sent_at")))
    steps: dict[int, list[DatedStep]] = {}
    for row in left.order_by("left", "on"):
        steps.setdefault(row["organisation"], []).append(DatedStep(Step(row["step"]), row["left"]))
    return steps
