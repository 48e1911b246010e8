"""Each commitment under a recommendation or the Introduction with what was reported, as the annexes place them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from caldicott.counting import numbered
from recommendations.models import Commitment, Mapping, ProgressReport, Recommendation

REPORTS_SHOWN = 5  # on each commitment; the page of the commitment has all of them


@dataclass
class Row:
    """One commitment in its place, or one row that the response does not number (`commitment` is None)."""

    commitment: Commitment | None
    mapping: Mapping | None
    reports: list[ProgressReport] = field(default_factory=list)


def rows_under(recommendation: Recommendation | None, reports: Iterable[ProgressReport]) -> list[Row]:
    """Every commitment that either annex shows there, then the rows without a number. None is the Introduction."""
    reported: defaultdict[int | None, list[ProgressReport]] = defaultdict(list)
    for report in reports:
        reported[report.commitment_id].append(report)
    mappings = (
        Mapping.objects.filter(recommendation=recommendation)
        .select_related("commitment")
        .prefetch_related("commitment__lead_organisations")
        .order_by("commitment")
    )
    rows = [Row(mapping.commitment, mapping, reported[mapping.commitment_id]) for mapping in mappings]
    return rows + [Row(None, None, [report]) for report in reported[None]]


class FirstReports:
    """The first few of some reports on each commitment, and how many more there are."""

    def __init__(self, reports: QuerySet[ProgressReport]) -> None:
        found = numbered(reports, ["commitment"], ["position", "public_id"])
        self._reports: list[Any] = list(found.filter(place__lte=REPORTS_SHOWN))
        self._all = {report.commitment_id: report.together for report in self._reports}

    def __iter__(self) -> Iterator[ProgressReport]:
        return iter(self._reports)

    def more_on(self, commitment: Commitment | None) -> int:
        """How many are not among them; None stands for the rows without a number."""
        return max(0, self._all.get(commitment.pk if commitment else None, 0) - REPORTS_SHOWN)
