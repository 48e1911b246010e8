"""Each commitment under a recommendation or the Introduction with what was reported, as the annexes place them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from recommendations.models import Commitment, Mapping, ProgressReport, Recommendation


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
