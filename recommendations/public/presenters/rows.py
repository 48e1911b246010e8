"""The rows of one recommendation: each commitment under it with what was reported, as the annexes place them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from recommendations.models import Commitment, Mapping, ProgressReport, Recommendation


@dataclass
class Row:
    """One commitment under a recommendation, or one row that the response does not number (`commitment` is None)."""

    commitment: Commitment | None
    mapping: Mapping | None
    reports: list[ProgressReport] = field(default_factory=list)


def rows_of(recommendation: Recommendation, reports: Iterable[ProgressReport]) -> list[Row]:
    """Every commitment that either annex shows under the recommendation, then the rows without a number."""
    reported: defaultdict[int | None, list[ProgressReport]] = defaultdict(list)
    for report in reports:
        reported[report.commitment_id].append(report)
    mappings = recommendation.mappings.select_related("commitment").prefetch_related("commitment__lead_organisations")
    rows = [
        Row(mapping.commitment, mapping, reported[mapping.commitment_id]) for mapping in mappings.order_by("commitment")
    ]
    return rows + [Row(None, None, [report]) for report in reported[None]]
