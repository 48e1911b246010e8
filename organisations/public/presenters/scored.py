"""How many of a collective scored themselves in the toolkit."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import JSONObject

from organisations.models import ToolkitTable
from organisations.toolkit.checks.check import plain
from organisations.toolkit.collectives import type_of
from organisations.toolkit.figures import answered
from organisations.toolkit.tables import COLUMNS, name_of_version


@dataclass(frozen=True)
class Scored:
    """The latest version in which a collective scored itself; `counts` are those of its `rows` added up."""

    slug: str  # this and the next of the organisation type
    name: str
    version: str
    rows: int
    counts: Mapping[str, int | None]

    @property
    def version_name(self) -> str:
        return name_of_version(self.version)

    @property
    def answered(self) -> str:
        """How many organisations answered, on average over the requirements, for reading."""
        present = {column: count for column, count in self.counts.items() if count is not None}
        return plain(Fraction(answered(present), self.rows))


def latest_scores(collective: str) -> QuerySet[Any]:
    """For a query: the facts of `Scored` of the collective with this slug, as one value; no row where it has none."""
    tables = ToolkitTable.objects.filter(organisation_type__slug=type_of(collective), returns__isnull=False)
    added_up = tables.annotate(rows=Count("returns"), **{f"all_{each}": Sum(f"returns__{each}") for each in COLUMNS})
    facts = JSONObject(
        slug="organisation_type__slug",
        name="organisation_type__name",
        version="version",
        rows="rows",
        counts=JSONObject(**{each: f"all_{each}" for each in COLUMNS}),
    )
    return added_up.order_by("-version").values_list(facts)[:1]
