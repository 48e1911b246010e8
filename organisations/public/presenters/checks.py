"""The checks of printed figures in an order for people: what turns a conclusion round before what rounds a decimal."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, QuerySet, Value, When

from organisations.models import FigureCheck

Kind = FigureCheck.Kind

# The figures and claims of the annex's sentences. All other kinds stand in its tables.
IN_WORDS = (Kind.JUDGEMENT, Kind.DIRECTION, Kind.LIKE_FOR_LIKE, Kind.SENTENCE, Kind.COUNT, Kind.LABEL)
IN_TABLES = (Kind.AVERAGE, Kind.ROW_TOTAL, Kind.AVERAGE_PERCENTAGE, Kind.PERCENTAGE)
WEIGHTS = {kind.value: weight for weight, kind in enumerate((*IN_WORDS, *IN_TABLES))}


def by_weight(checks: QuerySet[FigureCheck]) -> QuerySet[FigureCheck]:
    """The weightiest kind first, and within a kind as the annex prints them."""
    weight = Case(
        *(When(kind=kind, then=Value(weight)) for kind, weight in WEIGHTS.items()), output_field=IntegerField()
    )
    return checks.order_by(weight, "position")


def in_words(checks: Iterable[FigureCheck]) -> list[FigureCheck]:
    """Those of the sentences: what differs first, the weightiest kind first."""
    told = [check for check in checks if check.kind in IN_WORDS]
    return sorted(told, key=lambda check: (check.agrees, WEIGHTS[check.kind], check.position))
