"""Counts rows: beside other rows, without a join that would multiply another count, and among their like."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, IntegerField, QuerySet, Subquery, Value, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, RowNumber


def number_of(rows: QuerySet[Any], of: str = "pk") -> Coalesce:
    """For a query: how many of `rows` there are, or how many different values they have in a column, nulls left out.

    The rows may name the row beside which they are counted, as `OuterRef` does.
    """
    # Grouped by nothing: a subquery cannot call `count`.
    grouped = rows.order_by().annotate(together=Value(1)).values("together")
    counted = grouped.annotate(number=Count(of, distinct=of != "pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def numbered(rows: QuerySet[Any], within: Sequence[str], order: Sequence[str | OrderBy]) -> QuerySet[Any]:
    """Each row with its `place`, from 1, among those that share the columns `within`, of which there are `together`.

    `order` must tell any two of them apart. Who filters by `place` gets the first few of each, and how many there are.
    """
    alike = [F(column) for column in within]
    return rows.annotate(
        place=Window(RowNumber(), partition_by=alike, order_by=list(order)),
        together=Window(Count("pk"), partition_by=alike),
    )
