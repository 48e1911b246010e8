"""Where things stood at a period: how many recommendations have which rating, what changed, the panel overall."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from recommendations.models import (
    GOOD_PROGRESS,
    Assessment,
    Movement,
    Period,
    Rating,
    Recommendation,
    SelfRating,
)


@dataclass(frozen=True)
class Counted:
    """How many have a value; `label` is the value's word."""

    value: str
    label: str
    number: int


def counts_of(values: Iterable[str], choices: type[Rating] | type[SelfRating] | type[Movement]) -> list[Counted]:
    """One count a choice, in the order of the choices, noughts included."""
    found = Counter(values)
    return [Counted(choice.value, str(choice.label), found[choice.value]) for choice in choices]


@dataclass
class Position:
    """What the panel concluded for one published period, fetched `with_neighbours`."""

    period: Period

    @cached_property
    def recommendations(self) -> Sequence[Recommendation]:
        """All of them, rated as of this period."""
        return list(Recommendation.objects.with_rating(self.period))

    @cached_property
    def overall(self) -> Assessment | None:
        """The assessment of the system overall."""
        return self.period.assessments.published().filter(recommendation=None).select_related("period").first()

    @property
    def ratings(self) -> list[Counted]:
        """How many recommendations have each rating; "not assessed" only where there is one."""
        counts = counts_of((each.rating for each in self.recommendations), Rating)
        return [count for count in counts if count.number or count.value != Rating.NOT_ASSESSED]

    @property
    def good_progress(self) -> int:
        """On how many recommendations the panel saw good progress, with or without a qualification."""
        return sum(each.rating in GOOD_PROGRESS for each in self.recommendations)

    @property
    def movements(self) -> list[Counted]:
        """How many recommendations went which way; what cannot be told only where there is one."""
        counts = counts_of((each.movement for each in self.recommendations), Movement)
        return [count for count in counts if count.number or count.value != Movement.NOTHING_BEFORE]

    @property
    def better(self) -> list[Recommendation]:
        return self._moved(Movement.BETTER)

    @property
    def worse(self) -> list[Recommendation]:
        return self._moved(Movement.WORSE)

    def _moved(self, movement: Movement) -> list[Recommendation]:
        return [each for each in self.recommendations if each.movement == movement]
