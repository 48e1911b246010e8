"""Counts rows beside other rows, without a join that would multiply another count."""

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def number_of(rows: QuerySet[Any], of: str = "pk") -> Coalesce:
    """For a query: how many of `rows` there are, or how many different values they have in a column, nulls left out.

    The rows may name the row beside which they are counted, as `OuterRef` does.
    """
    # Grouped by nothing: a subquery cannot call `count`.
    grouped = rows.order_by().annotate(together=Value(1)).values("together")
    counted = grouped.annotate(number=Count(of, distinct=of != "pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
