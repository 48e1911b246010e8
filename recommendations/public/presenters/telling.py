"""A commitment through all published periods: what its reports say together, who said what, and what was concluded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Subquery, Value, Window
from django.db.models.functions import Coalesce, JSONObject, Lag, RowNumber

from recommendations.models import Assessment, Commitment, Mapping, Period, ProgressReport, Rating, SelfRating
from recommendations.models.progress_report import ProgressReportQuerySet

from .position import Counted

WHO_SAID_SHOWN = 5  # of those who reported for one period; the page as at that position has all of them


@dataclass(frozen=True)
class Said:
    """What one organisation reported at one position, and what it had reported on the same before."""

    report: ProgressReport
    before: SelfRating | None

    @property
    def rating(self) -> SelfRating:
        return SelfRating(self.report.self_rating)


@dataclass
class Telling:
    """One commitment at one position: its status, how many reported what, and the first few who did."""

    period: Period
    status: SelfRating
    said: Sequence[Said]
    counts: Sequence[Counted]  # how many reports have each self-rating that one has
    before: "Telling | None" = None  # at the position before

    @property
    def more(self) -> int:
        """How many reported beside the first few."""
        return sum(count.number for count in self.counts) - len(self.said)

    @property
    def last_told(self) -> "Telling | None":
        """The latest of the earlier positions at which somebody reported."""
        earlier = self.before
        while earlier and not earlier.said:
            earlier = earlier.before
        return earlier


@dataclass(frozen=True)
class Place:
    """A recommendation, or the Introduction, to which a commitment belongs, and what the panel concluded on it."""

    mapping: Mapping
    rating: Rating
    conclusion: str


def telling_of(commitment: Commitment) -> list[Telling]:
    """One entry a published period, the latest first."""
    reports = ProgressReport.objects.published().filter(commitment=commitment)
    here = reports.filter(period=OuterRef("pk"))
    counted = here.order_by().values("self_rating").annotate(number=Count("pk"))
    periods = Period.objects.published().with_edition().order_by("position_date")
    said = _said(reports)
    entries: list[Telling] = []
    for period in periods.annotate(
        status=Coalesce(Subquery(here.saying_together("commitment")), Value(SelfRating.NOT_REPORTED.value)),
        numbers=ArraySubquery(counted.values_list(JSONObject(value="self_rating", number="number"))),
    ):
        numbers = {each["value"]: each["number"] for each in period.numbers}
        counts = [
            Counted(each.value, str(each.label), numbers[each.value]) for each in SelfRating if each.value in numbers
        ]
        before = entries[-1] if entries else None
        entries.append(Telling(period, SelfRating(period.status), said[period.pk], counts, before))
    return entries[::-1]


def places_of(commitment: Commitment, period: Period | None) -> list[Place]:
    """Where it belongs or is shown, each with the panel's conclusion for the period."""
    concluded = Assessment.objects.published().filter(period=period, recommendation=OuterRef("recommendation"))
    mappings = commitment.mappings.select_related("recommendation").annotate(
        rating=Subquery(concluded.values("rating")[:1]), conclusion=Subquery(concluded.values("conclusion")[:1])
    )
    return [Place(each, Rating(each.rating or Rating.NOT_ASSESSED), each.conclusion or "") for each in mappings]


def _said(reports: ProgressReportQuerySet) -> dict[int, list[Said]]:
    """The first few who reported for each period, by the period's key, in one query."""
    in_one_row = [F("organisation"), F("recommendation")]
    first = (
        reports.select_related("organisation", "recommendation")
        .annotate(
            before=Window(Lag("self_rating"), partition_by=in_one_row, order_by=F("period__position_date").asc()),
            place=Window(RowNumber(), partition_by=F("period"), order_by=[F("position").asc(), F("public_id").asc()]),
        )
        .filter(place__lte=WHO_SAID_SHOWN)
        .order_by("position", "public_id")
    )
    said: defaultdict[int, list[Said]] = defaultdict(list)
    for report in first:
        said[report.period_id].append(Said(report, SelfRating(report.before) if report.before else None))
    return said
