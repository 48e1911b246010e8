"""How an organisation was asked for its return: the dated steps, with nobody's name."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject, TruncDate
from django.utils import timezone

from recommendations.models import Period, Reminder
from recommendations.models.reminder import ReminderQuerySet, Step


@dataclass(frozen=True)
class DatedStep:
    """One step, and the day in London on which the first letter about it left."""

    step: Step
    on: datetime.date

    @property
    def label(self) -> str:
        """As in "Reminded three days before the deadline"."""
        return str(self.step.label)


def with_steps(organisations: QuerySet[Any], period: Period | None) -> QuerySet[Any]:
    """Each with what `steps_of` reads: the letters that told it in a published period what it still owes."""
    return _with(Reminder.objects.published(), organisations, period)


def with_own_steps(organisations: QuerySet[Any], period: Period) -> QuerySet[Any]:
    """The same for the organisation itself, which knows of its letters before everybody does."""
    return _with(Reminder.objects.all(), organisations, period)


def steps_of(organisation: Any) -> list[DatedStep]:
    """The steps that it was asked by, the first first. Reads what came `with_steps`."""
    first: dict[tuple[str, str], str] = {}
    for each in sorted(organisation.reminded, key=lambda each: (each["left"], each["on"])):
        first.setdefault((each["step"], each["on"]), each["left"])
    return [DatedStep(Step(step), datetime.date.fromisoformat(left)) for (step, _), left in first.items()]


def _with(reminders: ReminderQuerySet, organisations: QuerySet[Any], period: Period | None) -> QuerySet[Any]:
    sent = reminders.sent().filter(organisation=OuterRef("pk"), period=period)
    left = TruncDate("letter__sent_at", tzinfo=timezone.get_default_timezone())
    return organisations.annotate(reminded=ArraySubquery(sent.values_list(JSONObject(left=left, on="on", step="step"))))
