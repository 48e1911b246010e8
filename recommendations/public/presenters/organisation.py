"""One organisation in one period: what it owed then, what it reported, and its record through all periods."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404
from django.utils import timezone

from caldicott.counting import number_of
from organisations.models import CollectiveMembership, Organisation, has_members
from organisations.public.presenters.scored import Scored, latest_scores
from recommendations.letters.steps import DatedStep, steps_of, with_steps
from recommendations.models import (
    AdditionalInformation,
    Commitment,
    Mapping,
    Period,
    ProgressReport,
    Recommendation,
    SelfRating,
    Slippage,
)
from recommendations.models.standing import EVERYBODY

from .members import Members, members_of
from .positions import MOST_PERIODS, period_asked_for
from .slippage import expected_by

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

    `reports` and `additions` are how many rows it has there; `asked_as` are the keys of those on whose commitments it
    owed a report then: itself, whoever it had taken over from, and the collectives that it was in.
    """
    day = OuterRef("position_date")
    itself = Organisation.objects.filter(slug=slug)
    asked_as = Organisation.objects.asked_as(itself, day)
    here = {"period": OuterRef("pk"), "organisation__slug": slug}
    periods: QuerySet[Any] = Period.objects.published().with_edition().order_by("-position_date")
    return periods.annotate(
        reports=number_of(ProgressReport.objects.published().filter(**here)),
        additions=number_of(AdditionalInformation.objects.published().filter(**here)),
        asked_as=ArraySubquery(asked_as.order_by().values("pk")),
    )


@dataclass
class InPeriod:
    """The organisation of a `slug` at the position that is `asked` for by its date.

    Where nothing is asked for, the position is the latest, and who is in which collective is told as of today.
    """

    slug: str
    asked: str

    @cached_property
    def periods(self) -> Sequence[Any]:
        return list(periods_with(self.slug))

    @cached_property
    def period(self) -> Any | None:
        """Whose position it is; None where none is published. Raises Http404 for one that is not."""
        return period_asked_for(self.periods, self.asked)

    @property
    def shows_today(self) -> bool:
        """Whether members and collectives are those of today, and not those of the position."""
        return not self.asked

    @property
    def day(self) -> datetime.date:
        """The day of the position, on which it owes what is shown; without any, today."""
        return self.period.position_date if self.period else timezone.localdate()

    @property
    def day_of_members(self) -> datetime.date:
        """The day for which is told who is in which collective."""
        return timezone.localdate() if self.shows_today else self.day

    @cached_property
    def organisation(self) -> Any:
        """With its names, the collectives that it is in itself, its scores, and what is asked of it as one of all.

        `has_members` says whether anyone is on record as a member of it, whatever the day. Raises Http404 where nothing
        has the slug.
        """
        told = Organisation.objects.with_names().annotate(
            in_collectives=_in_collectives(self.day_of_members),
            scores=Subquery(latest_scores(self.slug)),
            of_all=_of_all(self.slug, self.day),
            has_members=has_members(),
        )
        return get_object_or_404(with_steps(told, self.period), slug=self.slug)

    @property
    def steps(self) -> list[DatedStep]:
        """How it was asked for its return, where it owed a report in the period and gave none."""
        silent = any(row.commitment.owed and row.now == NO_REPORT for row in self.rows)
        return steps_of(self.organisation) if silent else []

    @cached_property
    def slippages(self) -> list[Slippage]:
        """By when it expects to have done what it holds, as it said by the day of the position."""
        gives_dates = self.told_in and not self.organisation.collective
        return expected_by(self.organisation, self.period) if gives_dates else []

    @cached_property
    def members(self) -> Members | None:
        """Who is in it; None of a body, which has no members."""
        if not self.organisation.collective:
            return None
        return members_of(self.organisation, self.day_of_members, self.period)

    @property
    def scored(self) -> Scored | None:
        """How those in it scored themselves in the toolkit; None of whoever has no scores."""
        return Scored(**self.organisation.scores) if self.organisation.scores else None

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
            return NO_REPORT if not set(commitment.lead_keys).isdisjoint(period.asked_as) else None

        now = cell(self.period) if self.period else None
        return Row(commitment, [cell(period) for period in self.columns], now)

    def reports(self) -> QuerySet[ProgressReport]:
        """What it reported for the period, the Introduction first, then by recommendation."""
        published = ProgressReport.objects.published().with_evidence()
        reports = published.filter(organisation=self.organisation, period=self.period)
        order = (F("recommendation").asc(nulls_first=True), "commitment", "public_id")
        return reports.select_related("commitment", "organisation", "recommendation", "period").order_by(*order)

    def additions(self) -> QuerySet[AdditionalInformation]:
        """What it added for the period, in the same order."""
        added = AdditionalInformation.objects.published().filter(organisation=self.organisation, period=self.period)
        order = (F("recommendation").asc(nulls_first=True), "position")
        return added.select_related("recommendation", "period").order_by(*order)


def by_recommendation(told: Sequence[Any]) -> list[tuple[Recommendation | None, list[Any]]]:
    """Reports or additions under their recommendations, in their order; None is the Introduction."""
    return [(recommendation, list(some)) for recommendation, some in groupby(told, lambda each: each.recommendation)]


def _in_collectives(day: datetime.date) -> ArraySubquery:
    """For a query on organisations: the collectives that each is in itself on this day, by name."""
    memberships = CollectiveMembership.objects.on(day).filter(member=OuterRef("pk")).order_by("collective__name")
    facts = JSONObject(name="collective__name", slug="collective__slug", source="source")
    return ArraySubquery(memberships.values_list(facts))


def _of_all(slug: str, day: datetime.date) -> Case:
    """For a query: what the organisation of this slug is asked as one of all; null where it owes anything on the day.

    `number` is how many commitments and expectations these are, `recommendations` are those that they belong to.
    """
    leading = Commitment.lead_organisations.through.objects
    itself = Organisation.objects.filter(slug=slug)
    owing = leading.filter(organisation__in=Organisation.objects.asked_as(itself, day))
    led = leading.filter(organisation__slug=EVERYBODY)
    belonging = Mapping.objects.belonging().filter(
        commitment__in=led.values("commitment"), recommendation__isnull=False
    )
    numbers = belonging.order_by("recommendation").values_list("recommendation", flat=True).distinct()
    asked = JSONObject(number=number_of(led), recommendations=ArraySubquery(numbers))
    return Case(When(~Exists(owing), then=asked))
