"""What now? What the start page of the desk tells each role, first what is theirs to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils import timezone

from organisations.accounts.roles import Power, may
from organisations.models import User
from recommendations.editions.obstacles import Assessed, Obstacle, assessed, obstacles
from recommendations.models import Correction, Period, ProgressReport
from recommendations.reporting.coming_in import ComingIn, coming_in
from recommendations.reporting.deadlines import days_left

# What is told, in this order, to whoever has the power; the rest follows in the order of the last line.
FIRST: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (Power.DECIDE_REPORT, ("reports", "returns")),
    (Power.AGREE_ASSESSMENT, ("agree", "obstacles")),
    (Power.DRAFT_ASSESSMENT, ("write",)),
)
ALL = ("returns", "reports", "write", "agree", "obstacles")


@dataclass(frozen=True)
class Start:
    period: Period
    sections: Sequence[str]
    own: int  # how many of the sections are the person's own to do

    @property
    def days_left(self) -> int | None:
        """Until the deadline, of a period that is open; below zero where it has passed."""
        return days_left(self.period, timezone.now()) if self.period.state == Period.State.OPEN else None

    @property
    def days_late(self) -> int:
        return max(-(self.days_left or 0), 0)

    @cached_property
    def returns(self) -> list[ComingIn]:
        return coming_in(self.period)

    @cached_property
    def together(self) -> ComingIn:
        return ComingIn("All", sum(each.asked for each in self.returns), sum(each.complete for each in self.returns))

    @cached_property
    def waiting(self) -> int:
        """Of every period: the queue is one."""
        return ProgressReport.objects.filter(state=ProgressReport.State.SUBMITTED).count()

    @cached_property
    def assessed(self) -> Assessed:
        return assessed(self.period)

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        return obstacles(self.period)


def corrections_for(person: User) -> dict[str, int]:
    """How many corrections wait to be agreed, and to be published; `publishes` is whether the person publishes."""
    waiting = dict(Correction.objects.waiting().order_by().values_list("state").annotate(Count("pk")))
    return {
        "drafts": waiting.get(Correction.State.DRAFT, 0),
        "agreed": waiting.get(Correction.State.AGREED, 0),
        "publishes": may(person, Power.PUBLISH_PERIOD),
    }


def start_for(person: User) -> Start | None:
    """Of the period that is at hand; None where there is none."""
    period = period_at_hand()
    if period is None:
        return None
    own = [name for power, names in FIRST if may(person, power) for name in names]
    first = list(dict.fromkeys(own))
    return Start(period, [*first, *(name for name in ALL if name not in first)], len(first))


def period_at_hand() -> Period | None:
    """The one that is worked on: the earliest that is closed or open, else the next that is planned."""
    unpublished = Period.objects.exclude(state=Period.State.PUBLISHED).order_by("position_date")
    return unpublished.exclude(state=Period.State.PLANNED).first() or unpublished.first()
