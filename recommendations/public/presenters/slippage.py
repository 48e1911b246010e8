"""By when it is expected to be done: what became of the dates that organisations gave, as at one position."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import DenseRank

from organisations.models import Organisation
from recommendations.models import Commitment, Period, Slippage, TargetDate
from recommendations.models.target_date import TargetDateQuerySet

MOST_BODIES = 20  # on one commitment; the API has all of them


@dataclass(frozen=True)
class Expected:
    """The dates on one commitment: of the first few organisations, those that moved theirs most often first."""

    slippages: Sequence[Slippage]
    number: int  # of the organisations that gave one

    @property
    def more(self) -> int:
        """How many organisations are not named."""
        return self.number - len(self.slippages)


def expected_on(commitment: Commitment, period: Period | None) -> Expected:
    """The dates that were given on a commitment by a position. One query."""
    given = _given_by(period).filter(commitment=commitment)
    latest = given.filter(organisation=OuterRef("organisation")).order_by("-number")
    moved_most = [F("moved").desc(), F("organisation__name").asc(), F("organisation").asc()]
    placed: QuerySet[Any] = given.annotate(
        moved=Subquery(latest.values("number")[:1]), bodies=Window(Count("pk", filter=Q(number=0)))
    ).annotate(place=Window(DenseRank(), order_by=moved_most))
    first = placed.filter(place__lte=MOST_BODIES).select_related("organisation", "period")
    dates = list(first.order_by("place", "number"))
    return Expected(_slippages(dates, "organisation_id"), dates[0].bodies if dates else 0)


def expected_by(organisation: Organisation, period: Period | None) -> list[Slippage]:
    """The dates that it, or whoever it took over from, gave by a position, commitment by commitment. One query."""
    if period is None:
        return []
    given = _given_by(period).given_by(organisation, period.position_date)
    return _slippages(given.select_related("commitment", "organisation", "period"), "commitment_id")


def _given_by(period: Period | None) -> TargetDateQuerySet:
    if period is None:
        return TargetDate.objects.none()
    return TargetDate.objects.published().filter(period__position_date__lte=period.position_date)


def _slippages(dates: Iterable[TargetDate], of: str) -> list[Slippage]:
    return [Slippage(list(some)) for _, some in groupby(dates, lambda date: getattr(date, of))]
