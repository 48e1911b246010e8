"""The figures of an edition: counted from the rows that it publishes, where every page counts them too."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet, TextChoices

from recommendations.models import Period, Rating, SelfRating

COUNTED = (
    "recommendations",
    "good_progress",
    "commitments",
    "untold",
    "reports",
    "nil_returns",
    "unnumbered",
)


def figures_of(period: Period) -> dict[str, Any]:
    """By their names: those of the period's headline, and how many have which rating and which self-rating."""
    counted = Period.objects.with_figures().get(pk=period.pk)
    assessed = period.assessments.published().filter(recommendation__isnull=False)
    return {
        **{name: getattr(counted, name) for name in COUNTED},
        "ratings": _by(assessed, "rating", Rating),
        "self_ratings": _by(period.progress_reports.published(), "self_rating", SelfRating),
    }


def _by(rows: QuerySet[Any], column: str, values: Iterable[TextChoices]) -> dict[str, int]:
    """How many rows have each value, also those that none has."""
    found = dict(rows.order_by().values_list(column).annotate(Count("pk")))
    return {str(value): found.get(value, 0) for value in values}
