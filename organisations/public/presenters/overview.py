"""All organisation types at once: each as one bar a version, and how many of its figures differ."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from organisations.models import OrganisationType, ToolkitTable
from organisations.public.presenters.of import Of, obstacle
from organisations.public.presenters.side import Side
from organisations.public.presenters.versions import Comparison
from organisations.public.presenters.wholes import Total, whole_told
from organisations.toolkit.tables import COLUMNS


@dataclass(frozen=True)
class TypeOverview:
    """One organisation type: its checks counted, its versions beside each other over all requirements together."""

    type: OrganisationType
    checked: int
    differing: int
    comparison: Comparison
    wholes: list[str]


def types_overview(of: Of) -> list[TypeOverview]:
    """The types in the order of the annex, the two latest versions of each."""
    totals = _totals()
    types = OrganisationType.objects.annotate(
        checked=Count("figure_checks"), differing=Count("figure_checks", filter=Q(figure_checks__agrees=False))
    )
    return [
        TypeOverview(
            type=each,
            checked=each.checked,
            differing=each.differing,
            comparison=_comparison(totals[each.pk][-2:], of),
            wholes=[whole_told(total, of) for total in totals[each.pk][-2:]],
        )
        for each in types.order_by("position")
    ]


def _totals() -> defaultdict[int, list[Total]]:
    """By the key of a type, the totals of its tables in order of version. The database adds them up."""
    sums = {f"{column}_sum": Sum(f"returns__{column}") for column in COLUMNS}
    totals: defaultdict[int, list[Total]] = defaultdict(list)
    for table in ToolkitTable.objects.annotate(rows=Count("returns"), **sums).order_by("version"):
        counts = {column: getattr(table, f"{column}_sum") for column in COLUMNS}
        present = {column: count for column, count in counts.items() if count is not None}
        totals[table.organisation_type_id].append(Total(table, present, table.rows))
    return totals


def _comparison(totals: list[Total], of: Of) -> Comparison:
    sides = [Side(total.table, of.spread(total.table, total.counts, total.rows)) for total in totals if total.rows]
    return Comparison("", sides, of, obstacle([side.table for side in sides], of))
