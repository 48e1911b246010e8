"""What was reported for a period: how far each commitment was, and where that and the panel's conclusions part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef

from caldicott.counting import number_of
from recommendations.models import Commitment, Period, ProgressReport, Recommendation, SelfRating

from .parting import Parting, parting
from .position import Counted, counts_of


@dataclass
class Reported:
    """What the reports of one published period say."""

    period: Period

    @cached_property
    def commitments(self) -> Sequence[Any]:
        """All of them with their status at this period, and with `rows`: how many they have there, empty ones too."""
        here = ProgressReport.objects.published().filter(commitment=OuterRef("pk"), period=self.period)
        return list(Commitment.objects.with_status(self.period).with_places().annotate(rows=number_of(here)))

    @property
    def statuses(self) -> list[Counted]:
        """How many commitments have each status, of those that one has."""
        return _some(self.commitments)

    @property
    def untold(self) -> list[Any]:
        """Those on which nothing is reported."""
        return [each for each in self.commitments if each.status == SelfRating.NOT_REPORTED]

    @property
    def rowless(self) -> list[Any]:
        """Those that have no row at all, not even an empty one."""
        return [each for each in self.commitments if not each.rows]

    @property
    def introduced(self) -> list[Commitment]:
        """Those that belong to the Introduction."""
        return [each for each in self.commitments if not each.places]

    def under(self, recommendation: Recommendation) -> list[Counted]:
        """How many of the commitments that belong to a recommendation have each status, of those that one has."""
        return _some(self._belonging_to(recommendation))

    def partings(self, recommendations: Iterable[Recommendation]) -> dict[int, Parting]:
        """Where what was reported and the rating part, by the number of each recommendation on which they do."""
        return {each.number: parted for each in recommendations if (parted := self._parting(each))}

    def _parting(self, recommendation: Recommendation) -> Parting | None:
        return parting((each.status for each in self._belonging_to(recommendation)), recommendation.rating)

    def _belonging_to(self, recommendation: Recommendation) -> list[Commitment]:
        return [each for each in self.commitments if recommendation.number in each.places]


def _some(commitments: Sequence[Commitment]) -> list[Counted]:
    return [count for count in counts_of((each.status for each in commitments), SelfRating) if count.number]
