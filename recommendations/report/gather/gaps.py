"""Annex 2 from the record: would the commitments, if delivered, deliver the recommendations?"""

from collections import defaultdict
from collections.abc import Iterable

from recommendations.models import Mapping, Recommendation

from ..document.gaps import Findings, Gap, MappingTable
from ..document.parts import Promise
from .plain import leads_of, promise_of


def tables_of_gaps(recommendations: Iterable[Recommendation]) -> dict[str, Findings | MappingTable]:
    """Tables A and B by their letters, in one query."""
    promises: defaultdict[int | None, list[Promise]] = defaultdict(list)
    mappings = Mapping.objects.belonging().select_related("commitment").annotate(leads=leads_of("commitment"))
    for mapping in mappings.order_by("commitment"):
        promises[mapping.recommendation_id].append(promise_of(mapping.commitment, mapping.leads))
    gaps = tuple(
        Gap(each.number, each.title, each.sufficiency, each.gap_comments, tuple(promises[each.number]))
        for each in recommendations
    )
    return {"A": Findings(gaps), "B": MappingTable(tuple(promises[None]), gaps)}
