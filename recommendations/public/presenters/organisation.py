"""One organisation in one period: what it owed then, what it reported, and its record through all periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.utils import timezone

from caldicott.counting import number_of
from organisations.models import Organisation
from recommendations.models import (
    AdditionalInformation,
    Commitment,
    Period,
    ProgressReport,
    Recommendation,
    SelfRating,
)

from .positions import MOST_PERIODS

# The letter of each self-rating's word: a cell is read without its colour.
CODES = {
    SelfRating.COMPLETE: "C",
    SelfRating.IN_PROGRESS: "P",
    SelfRating.NOT_BEGUN: "N",
    SelfRating.STOPPED: "S",
    SelfRating.UNCLEAR: "U",
    SelfRating.NOT_REPORTED: "–",
}


@dataclass(frozen=True)
class Cell:
    """What it said on one commitment in one period, by its code and its word."""

    value: str
    label: str
    code: str


NO_REPORT = Cell("no_report", "No report", "0")
LEGEND = [*(Cell(rating.value, str(rating.label), code) for rating, code in CODES.items()), NO_REPORT]
BY_VALUE = {cell.value: cell for cell in LEGEND}


@dataclass(frozen=True)
class Row:
    """One commitment with a cell a period; None where nothing was asked of the organisation and nothing told."""

    commitment: Any
    cells: Sequence[Cell | None]
    now: Cell | None  # that of the period that is looked at

    @property
    def answered(self) -> bool:
        """Whether it tells something in the period that is looked at."""
        return self.now not in (None, NO_REPORT, BY_VALUE[SelfRating.NOT_REPORTED])


def periods_with(slug: str) -> QuerySet[Any]:
    """The published periods, the latest first, each with what the organisation of this slug has to do with it.

    `reports` and `additions` are how many rows it has there; `collectives` are the keys of those that it was in then.
    """
    itself = Organisation.objects.filter(slug=slug)
    then = Organisation.objects.holding(itself, OuterRef("position_date"))
    here = {"period": OuterRef("pk"), "organisation__slug": slug}
    periods: QuerySet[Any] = Period.objects.published().order_by("-position_date")
    return periods.annotate(
        reports=number_of(ProgressReport.objects.published().filter(**here)),
        additions=number_of(AdditionalInformation.objects.published().filter(**here)),
        collectives=ArraySubquery(then.order_by().values("pk")),
    )


@dataclass
class InPeriod:
    """One organisation at the position of one of the `periods` (of `periods_with`), or without any, today."""

    organisation: Any
    periods: Sequence[Any]
    period: Any | None

    @property
    def day(self) -> Any:
        return self.period.position_date if self.period else timezone.localdate()

    @property
    def columns(self) -> Sequence[Any]:
        """The periods of the record over time."""
        return self.periods[:MOST_PERIODS]

    @property
    def told_in(self) -> list[Any]:
        """The periods in which it reported or added anything."""
        return [each for each in self.periods if each.reports or each.additions]

    @cached_property
    def rows(self) -> list[Row]:
        """What it owes on the day, and whatever else it ever reported on, in order of number."""
        leading = Commitment.lead_organisations.through.objects.filter(commitment=OuterRef("pk"))
        commitments = (
            Commitment.objects.with_owing(self.organisation, self.day)
            .with_status(self.period)
            .with_places()
            .with_reports_by(self.organisation)
            .annotate(lead_keys=ArraySubquery(leading.values("organisation")))
            .filter(Q(owed=True) | ~Q(reported_in=[]))
        )
        return [self._row(each) for each in commitments]

    @property
    def led(self) -> list[Row]:
        """What it owes because it leads it."""
        return [row for row in self.rows if row.commitment.led]

    @property
    def through(self) -> list[Row]:
        """What it owes only because a collective leads it."""
        return [row for row in self.rows if row.commitment.owed and not row.commitment.led]

    @property
    def beyond(self) -> list[Row]:
        """What it reported on in the period without being asked."""
        return [row for row in self.rows if not row.commitment.owed and row.now]

    def _row(self, commitment: Any) -> Row:
        said = {each["period"]: each["rating"] for each in commitment.told}

        def cell(period: Any) -> Cell | None:
            if period.pk in said:
                return BY_VALUE[said[period.pk]]
            if period.pk in commitment.reported_in:
                return BY_VALUE[SelfRating.NOT_REPORTED]
            owed = commitment.led or not set(commitment.lead_keys).isdisjoint(period.collectives)
            return NO_REPORT if owed else None

        now = cell(self.period) if self.period else None
        return Row(commitment, [cell(period) for period in self.columns], now)

    def reports(self) -> QuerySet[ProgressReport]:
        """What it reported for the period, the Introduction first, then by recommendation."""
        reports = ProgressReport.objects.published().filter(organisation=self.organisation, period=self.period)
        order = (F("recommendation").asc(nulls_first=True), "commitment", "pk")
        return reports.select_related("commitment", "recommendation", "period").order_by(*order)

    def additions(self) -> QuerySet[AdditionalInformation]:
        """What it added for the period, in the same order."""
        added = AdditionalInformation.objects.published().filter(organisation=self.organisation, period=self.period)
        order = (F("recommendation").asc(nulls_first=True), "position")
        return added.select_related("recommendation", "period").order_by(*order)


def by_recommendation(told: Sequence[Any]) -> list[tuple[Recommendation | None, list[Any]]]:
    """Reports or additions under their recommendations, in their order; None is the Introduction."""
    return [(recommendation, list(some)) for recommendation, some in groupby(told, lambda each: each.recommendation)]
