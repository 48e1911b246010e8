"""Where things stood at a period: how many recommendations have which rating, and what the panel says overall."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from recommendations.models import GOOD_PROGRESS, Assessment, Commitment, Period, Rating, SelfRating


@dataclass(frozen=True)
class Count:
    """How many have a value; `label` is the value's word."""

    value: str
    label: str
    number: int


def counts_of(values: Iterable[str], choices: type[Rating] | type[SelfRating]) -> list[Count]:
    """One count a choice, in the order of the choices, noughts included."""
    found = Counter(values)
    return [Count(choice.value, str(choice.label), found[choice.value]) for choice in choices]


@dataclass
class Position:
    """The published assessments of one period."""

    period: Period

    @cached_property
    def _assessments(self) -> Sequence[Assessment]:
        return list(self.period.assessments.published().select_related("recommendation").order_by("recommendation"))

    @property
    def overall(self) -> Assessment | None:
        """The assessment of the system overall."""
        return next((each for each in self._assessments if each.recommendation_id is None), None)

    @property
    def assessments(self) -> list[Assessment]:
        """Those of single recommendations, in order of number."""
        return [each for each in self._assessments if each.recommendation_id is not None]

    @property
    def ratings(self) -> list[Count]:
        """How many recommendations have each rating; "not assessed" only where there is one."""
        counts = counts_of((each.rating for each in self.assessments), Rating)
        return [count for count in counts if count.number or count.value != Rating.NOT_ASSESSED]

    @property
    def good_progress(self) -> int:
        """On how many recommendations the panel saw good progress, with or without a qualification."""
        return sum(each.rating in GOOD_PROGRESS for each in self.assessments)


def commitment_counts() -> list[Count]:
    """How many commitments have each status, by what was reported for the latest published period."""
    statuses = Commitment.objects.with_status().values_list("status", flat=True)  # type: ignore[misc]
    return counts_of(statuses, SelfRating)
