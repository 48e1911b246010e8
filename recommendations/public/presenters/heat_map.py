"""The panel's ratings of every recommendation in every period, as one table of short codes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from recommendations.models import Assessment, Period, Rating, Recommendation

# The letters of each rating's word: a cell is read without its colour.
CODES = {
    Rating.GREEN: "G",
    Rating.AMBER_GREEN: "AG",
    Rating.AMBER: "A",
    Rating.AMBER_RED: "AR",
    Rating.RED: "R",
    Rating.NOT_ASSESSED: "–",
}


@dataclass(frozen=True)
class Cell:
    """One rating in one period, and where it is told in full."""

    rating: Rating
    address: str

    @property
    def code(self) -> str:
        return CODES[self.rating]


@dataclass(frozen=True)
class Row:
    """One recommendation, or the system overall, with a cell a period."""

    title: str
    address: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class HeatMap:
    """The latest period stands first, beside the names: a phone shows it before anybody scrolls."""

    periods: Sequence[Period]
    rows: Sequence[Row]

    @property
    def complete(self) -> bool:
        """Whether no older period is left out."""
        return self.periods[-1].date_before is None

    @property
    def legend(self) -> list[tuple[str, Rating]]:
        return [(code, rating) for rating, code in CODES.items()]


def heat_map(periods: Sequence[Period], recommendations: Iterable[Recommendation]) -> HeatMap:
    """Of published periods, fetched `with_neighbours`, in their order; the system overall stands last. One query."""
    assessed = Assessment.objects.published().filter(period__in=periods).order_by()
    ratings: dict[tuple[int | None, int], Rating] = {
        (recommendation, period): Rating(rating)
        for recommendation, period, rating in assessed.values_list("recommendation", "period", "rating")
    }

    def cell(number: int | None, period: Period, address: str) -> Cell:
        return Cell(ratings.get((number, period.pk), Rating.NOT_ASSESSED), address)

    rows = []
    for each in recommendations:
        page = each.get_absolute_url()
        cells = [cell(each.pk, period, f"{page}#position-{period.slug}") for period in periods]
        rows.append(Row(f"{each.number}. {each.title}", page, cells))
    overall = [cell(None, period, f"{period.get_absolute_url()}#overall") for period in periods]
    return HeatMap(periods, [*rows, Row("The system overall", reverse("periods"), overall)])
