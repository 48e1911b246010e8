"""How organisations are spread over the levels and the other columns, as shares of a whole that is always named."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .figures import UNANSWERED, answered, at, percentage, row_total


@dataclass(frozen=True)
class Spread:
    """The counts of one row, or of several added up, beside the number of organisations that they are shares of.

    `whole` is added up over the rows too: 40 organisations and 4 rows make 160. A column that the report does not
    have is absent from `counts`.
    """

    rows: int
    counts: Mapping[str, int]
    whole: int

    @property
    def organisations(self) -> Fraction:
        """How many organisations are behind a row, on average."""
        return Fraction(self.whole, self.rows)

    @property
    def outside(self) -> int:
        """How many the rows leave out; below nought where they count more than there are."""
        return self.whole - sum(self.counts.values())

    def share(self, *columns: str) -> Fraction:
        """Percentage in these columns. Raises ZeroDivisionError where there is nobody."""
        return percentage(at(self.counts, columns), self.whole)

    @property
    def share_outside(self) -> Fraction:
        """Percentage that the rows leave out: it makes up the hundred. Raises ZeroDivisionError as `share` does."""
        return percentage(self.outside, self.whole)


def added_up(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The sum of every column that a row has."""
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row)
    return dict(total)


def of_stated(counts: Mapping[str, int], rows: int, organisations: int | None) -> Spread:
    """Over all organisations stated; where no number is stated, over those that the rows account for."""
    whole = row_total(counts) if organisations is None else organisations * rows
    return Spread(rows, counts, whole)


def of_answered(counts: Mapping[str, int], rows: int) -> Spread:
    """Over those that answered: blanks, and the column headed "?", are left out."""
    kept = {column: count for column, count in counts.items() if column not in UNANSWERED}
    return Spread(rows, kept, answered(counts))
