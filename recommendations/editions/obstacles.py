"""What stands in the way of publishing a period, in sentences. The desk shows them and publishing asks them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caldicott.govuk.words import counted
from recommendations.models import Assessment, Period, ProgressReport, Recommendation

OVERALL = "the system overall"


class About(StrEnum):
    """What an obstacle is about, and so where it is removed."""

    PERIOD = "period"
    EARLIER_PERIOD = "earlier_period"
    REPORTS = "reports"
    MISSING_ASSESSMENTS = "missing_assessments"
    DRAFT_ASSESSMENTS = "draft_assessments"


@dataclass(frozen=True)
class Obstacle:
    """It is in the rows of `period`, and there are `count` of them.

    `on` names the recommendations, where it is about their assessments.
    """

    about: About
    period: Period
    sentence: str
    count: int
    on: Sequence[str] = ()


@dataclass(frozen=True)
class Assessed:
    """How far the panel is with a period: which recommendations, or the system overall, stand how."""

    missing: Sequence[str]
    draft: Sequence[str]
    agreed: Sequence[str]

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.draft) + len(self.agreed)


def obstacles(period: Period) -> list[Obstacle]:
    """Everything, in the order in which it is removed; nothing where the period can be published. Four queries."""
    return [*_of_period(period), *_of_earlier(period), *_of_reports(period), *_of_assessments(period)]


def assessed(period: Period) -> Assessed:
    """Every recommendation and the system overall, by how far its assessment is. Two queries."""
    states: dict[int | None, str] = dict(
        Assessment.objects.filter(period=period).order_by().values_list("recommendation", "state")
    )
    numbers = Recommendation.objects.order_by("number").values_list("number", flat=True)
    asked: list[tuple[int | None, str]] = [*((number, str(number)) for number in numbers), (None, OVERALL)]

    def those(*some: str | None) -> list[str]:
        return [name for key, name in asked if states.get(key) in some]

    agreed = (Assessment.State.AGREED, Assessment.State.PUBLISHED)
    return Assessed(missing=those(None), draft=those(Assessment.State.DRAFT), agreed=those(*agreed))


def _of_period(period: Period) -> Iterator[Obstacle]:
    if period.is_published:
        yield Obstacle(About.PERIOD, period, f"{period} is published already. What is published is only corrected.", 1)
    elif period.state != Period.State.CLOSED:
        state = period.get_state_display().lower()
        yield Obstacle(About.PERIOD, period, f"{period} is {state}. It is published once it is closed.", 1)


def _of_earlier(period: Period) -> Iterator[Obstacle]:
    """What is told for a later period, such as a date that moved, begins with what was told for the one before."""
    collected = Period.objects.filter(
        position_date__lt=period.position_date, state__in=[Period.State.OPEN, Period.State.CLOSED]
    )
    earliest = collected.order_by("position_date").first()
    if earliest:
        yield Obstacle(About.EARLIER_PERIOD, earliest, f"{earliest} is not published yet. It comes first.", 1)


def _of_reports(period: Period) -> Iterator[Obstacle]:
    count = ProgressReport.objects.filter(period=period, state=ProgressReport.State.SUBMITTED).count()
    if count:
        verb = "is" if count == 1 else "are"
        said = counted(count, "report", "reports")
        yield Obstacle(About.REPORTS, period, f"{said} {verb} submitted and not yet decided on.", count)


def _of_assessments(period: Period) -> Iterator[Obstacle]:
    found = assessed(period)
    if found.missing:
        yield _on(About.MISSING_ASSESSMENTS, period, "Nothing is written yet on", found.missing)
    if found.draft:
        yield _on(About.DRAFT_ASSESSMENTS, period, "Written and not yet agreed is the assessment of", found.draft)


def _on(about: About, period: Period, says: str, names: Sequence[str]) -> Obstacle:
    numbers = [name for name in names if name != OVERALL]
    word = "recommendation" if len(numbers) == 1 else "recommendations"
    parts = [f"{word} {', '.join(numbers)}"] if numbers else []
    parts += [OVERALL] if OVERALL in names else []
    return Obstacle(about, period, f"{says} {' and '.join(parts)}.", len(names), tuple(names))
