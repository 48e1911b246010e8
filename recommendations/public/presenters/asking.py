"""How a silent organisation was asked for its return: the dated steps, with nobody's name."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject, TruncDate
from django.utils import timezone

from recommendations.models import Period, Reminder


@dataclass(frozen=True, order=True)
class Asked:
    """One step on one day in London, however many people had a letter then; `day` as 2014-09-30."""

    day: str
    words: str


def with_steps(organisations: QuerySet[Any], period: Period | None) -> QuerySet[Any]:
    """Each with what `steps_of` reads: the letters that told it in a published period what it still owes."""
    letters = Reminder.objects.published().sent().filter(organisation=OuterRef("pk"), period=period)
    day = TruncDate("letter__sent_at", tzinfo=timezone.get_default_timezone())
    return organisations.annotate(reminded=ArraySubquery(letters.values_list(JSONObject(day=day, step="step"))))


def steps_of(organisation: Any) -> list[Asked]:
    """The steps that it was asked by, the first first. Reads what came `with_steps`."""
    return sorted({Asked(each["day"], Reminder.Step(each["step"]).label) for each in organisation.reminded})
