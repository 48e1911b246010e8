"""What was reported for a period on a recommendation’s commitments: all of it where there is little, else counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from recommendations.models import (
    Commitment,
    Mapping,
    Period,
    ProgressReport,
    Recommendation,
    Slippage,
    Submission,
    TargetDate,
)
from recommendations.reporting.content import Content
from recommendations.reporting.last import content_of

from .silent import Silent, silent_on

SHOWN = 5  # reports in full, on one commitment
SEEN_BY_THE_PANEL = ("accepted", "submitted", "returned")  # a draft is the organisation's alone


@dataclass(frozen=True)
class Told:
    """One report in full."""

    report: ProgressReport
    content: Content
    slippage: Slippage

    @property
    def accepted(self) -> bool:
        return self.report.state == ProgressReport.State.ACCEPTED


@dataclass(frozen=True)
class OnCommitment:
    commitment: Commitment
    counts: dict[str, int]  # by state
    told: Sequence[Told]
    silent: Silent

    @property
    def number(self) -> int:
        """How many reports there are."""
        return sum(self.counts.values())

    @property
    def more(self) -> int:
        """How many of them are not shown in full."""
        return self.number - len(self.told)


def reported_on(recommendation: Recommendation, period: Period) -> list[OnCommitment]:
    """By commitment, in their order. Eight queries, however many there are."""
    belonging = Mapping.objects.belonging().filter(recommendation=recommendation, commitment=OuterRef("pk"))
    commitments = list(Commitment.objects.filter(Exists(belonging)).prefetch_related("lead_organisations"))
    numbers = [commitment.number for commitment in commitments]
    reports = _reports(recommendation, period).filter(commitment__in=numbers)
    counts = _counts(reports)
    told = _told(reports, period)
    silent = silent_on(numbers, period)
    return [
        OnCommitment(each, counts.get(each.number, {}), told.get(each.number, []), silent.get(each.number, Silent()))
        for each in commitments
    ]


def _reports(recommendation: Recommendation, period: Period) -> QuerySet[ProgressReport]:
    """Each once: what organisations gave here without its copies, and rows that were typed in under it."""
    own = Q(draft__isnull=False) | Q(given_here=False, recommendation=recommendation)
    return ProgressReport.objects.filter(own, period=period, state__in=SEEN_BY_THE_PANEL)


def _counts(reports: QuerySet[ProgressReport]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for number, state, count in reports.order_by().values_list("commitment", "state").annotate(count=Count("pk")):
        found.setdefault(number, {})[state] = count
    return found


def _told(reports: QuerySet[ProgressReport], period: Period) -> dict[int, list[Told]]:
    place = Window(RowNumber(), partition_by=F("commitment"), order_by=[F("organisation__name").asc(), F("pk").asc()])
    placed = reports.order_by().annotate(place=place).filter(place__lte=SHOWN)
    # Narrow rows are placed, of which there may be thousands; whole ones are fetched of those that are shown.
    first: Any = (
        ProgressReport.objects.filter(pk__in=[pk for pk, _ in placed.values_list("pk", "place")])
        .order_by("commitment", "organisation__name", "pk")
        .select_related("organisation")
        .prefetch_related(Prefetch("submissions", Submission.objects.order_by("-number"), to_attr="rounds"))
    )
    shown: list[Any] = list(first)
    slippages = _slippages(shown, period)
    found: dict[int, list[Told]] = {}
    for report in shown:
        slippage = slippages.get((report.commitment_id, report.organisation_id), Slippage(()))
        found.setdefault(report.commitment_id, []).append(Told(report, content_of(report), slippage))
    return found


def _slippages(reports: Sequence[ProgressReport], period: Period) -> dict[tuple[int, int], Slippage]:
    """Dates of these reports' organisations on their commitments, as accepted up to the period."""
    dates = (
        TargetDate.objects.filter(
            commitment__in={report.commitment_id for report in reports},
            organisation__in={report.organisation_id for report in reports},
            period__position_date__lte=period.position_date,
        )
        .select_related("period", "organisation")
        .order_by("commitment", "organisation", "number")
    )
    return {key: Slippage(list(some)) for key, some in groupby(dates, lambda d: (d.commitment_id, d.organisation_id))}
