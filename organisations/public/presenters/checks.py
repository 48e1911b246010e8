"""The checks of printed figures in an order for people: what turns a conclusion round before what rounds a decimal."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, Value, When

from organisations.models import FigureCheck

Kind = FigureCheck.Kind

# The figures and claims of the annex's sentences. All other kinds stand in its tables.
IN_WORDS = (Kind.JUDGEMENT, Kind.DIRECTION, Kind.LIKE_FOR_LIKE, Kind.SENTENCE, Kind.COUNT, Kind.LABEL)
IN_TABLES = (Kind.AVERAGE, Kind.ROW_TOTAL, Kind.AVERAGE_PERCENTAGE, Kind.PERCENTAGE)
WEIGHTS = {kind.value: weight for weight, kind in enumerate((*IN_WORDS, *IN_TABLES))}


# The same, for sorting in the database.
WEIGHT = Case(*(When(kind=kind, then=Value(weight)) for kind, weight in WEIGHTS.items()), output_field=IntegerField())


def weightiest() -> list[FigureCheck]:
    """What differs most tellingly: one check of each organisation type, and one of no one type."""
    differing = FigureCheck.objects.filter(agrees=False).select_related("organisation_type", "group")
    found = differing.order_by("organisation_type_id", WEIGHT.asc(), "position").distinct("organisation_type_id")
    return sorted(found, key=lambda check: (WEIGHTS[check.kind], check.position))


def in_words(checks: Iterable[FigureCheck]) -> list[FigureCheck]:
    """Those of the sentences: what differs first, the weightiest kind first."""
    told = [check for check in checks if check.kind in IN_WORDS]
    return sorted(told, key=lambda check: (check.agrees, WEIGHTS[check.kind], check.position))
