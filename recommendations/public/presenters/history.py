"""A recommendation through all published periods: what was reported and what was concluded at each position."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from recommendations.models import (
    Assessment,
    Mapping,
    Movement,
    Period,
    ProgressReport,
    Rating,
    Recommendation,
    SelfRating,
)
from recommendations.models.movement import moved

from .parting import Parting, parting
from .position import Counted, counts_of


@dataclass
class Entry:
    """One recommendation at one position. `told` has the status of each commitment that told something, by number."""

    period: Period
    assessment: Assessment | None
    told: dict[int, str]
    before: "Entry | None" = None  # at the position before
    commitments: Sequence[int] = field(default=(), repr=False)  # all that belong to the recommendation, by number

    @property
    def rating(self) -> Rating:
        return Rating(self.assessment.rating) if self.assessment else Rating.NOT_ASSESSED

    @property
    def movement(self) -> Movement:
        return moved(self.before.rating if self.before else None, self.rating)

    def status_of(self, commitment: int) -> SelfRating:
        """What all reports on a commitment say together at this position."""
        return SelfRating(self.told.get(commitment, SelfRating.NOT_REPORTED))

    @cached_property
    def statuses(self) -> list[tuple[Counted, list[int]]]:
        """How many commitments have each status that one has, and which they are."""
        by_status = {commitment: self.status_of(commitment) for commitment in self.commitments}
        counts = [count for count in counts_of(by_status.values(), SelfRating) if count.number]
        return [(count, [each for each, status in by_status.items() if status == count.value]) for count in counts]

    @property
    def parting(self) -> Parting | None:
        """Where what was reported and what was concluded part, if they do."""
        return parting(map(self.status_of, self.commitments), self.rating)

    def last_told(self, commitment: int) -> "Entry | None":
        """The latest of the earlier positions at which a commitment told something."""
        earlier = self.before
        while earlier and commitment not in earlier.told:
            earlier = earlier.before
        return earlier


def history_of(recommendation: Recommendation) -> list[Entry]:
    """One entry a published period, the latest first, of a recommendation that was fetched `with_commitments`."""
    entries: list[Entry] = []
    for period in reversed(_positions(recommendation)):
        told = {each["commitment"]: each["status"] for each in period.told}
        before = entries[-1] if entries else None
        assessment = getattr(period, "assessment", None)  # Django sets none where there is none
        entries.append(Entry(period, assessment, told, before, recommendation.commitments))
    return entries[::-1]


def _positions(recommendation: Recommendation) -> list[Any]:
    """Every published period with its `assessment` of the recommendation, if any, and what its commitments `told`."""
    belonging = Mapping.objects.belonging().filter(recommendation=recommendation).values("commitment")
    reports = ProgressReport.objects.published().filter(period=OuterRef("pk"), commitment__in=belonging)
    said = reports.saying_together("commitment").annotate(said=JSONObject(commitment="commitment", status="together"))
    # The periods are published already; what is left to ask is whether the assessment is.
    assessed = Q(assessments__recommendation=recommendation, assessments__state=Assessment.State.PUBLISHED)
    periods: QuerySet[Any] = Period.objects.published().with_edition().order_by("-position_date")
    return list(
        periods.annotate(
            assessment=FilteredRelation("assessments", condition=assessed),
            told=ArraySubquery(said.values_list("said", flat=True)),
        ).select_related("assessment")
    )
