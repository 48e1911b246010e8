"""Gives what is published its ids in public: in an order that follows from what it says, without a gap."""

from typing import Any

from django.db import connection
from django.db.models import F, Max, Model, QuerySet, Window
from django.db.models.functions import Collate, RowNumber

from organisations.models import AuditRow
from recommendations.models import AdditionalInformation, Assessment, Period, ProgressReport, TargetDate
from recommendations.reporting.corrected_dates import FOLLOW

BY_RECOMMENDATION = F("recommendation").asc(nulls_first=True)
BY_COMMITMENT = F("commitment").asc(nulls_first=True)
BY_ORGANISATION = Collate("organisation__slug", "C").asc(nulls_first=True)

# Not by the rows' own keys: these tell when a row was begun, and how many others were.
ORDERS: dict[type[Model], tuple[Any, ...]] = {
    ProgressReport: (F("position").asc(), BY_RECOMMENDATION, BY_COMMITMENT, BY_ORGANISATION),
    AdditionalInformation: (BY_RECOMMENDATION, F("position").asc()),
    Assessment: (BY_RECOMMENDATION,),
    TargetDate: (BY_COMMITMENT, BY_ORGANISATION, F("number").asc()),
}


def number_what_is_new(period: Period) -> None:
    """Give every public row of a period that has none yet the next id. To be called by one at a time."""
    for model, order in ORDERS.items():
        rows: QuerySet[Any] = model._default_manager.filter(period=period, public_id=None)
        published = rows.published()  # type: ignore[attr-defined]
        number(published.order_by().annotate(place=Window(RowNumber(), order_by=order)).values_list("pk", "place"))


def number(placed: QuerySet[Any, tuple[int, int]]) -> None:
    """In one statement, however many there are. An id is given once, also where its row is taken out."""
    model = placed.model
    last = max(model._base_manager.aggregate(last=Max("public_id"))["last"] or 0, *taken_out(model))
    table = connection.ops.quote_name(model._meta.db_table)
    numbered, values = placed.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET public_id = %s + place FROM ({numbered}) AS numbered (row, place) "  # noqa: S608
            f"WHERE {table}.id = numbered.row",
            [last, *values],
        )


def taken_out(model: type[Model]) -> list[int]:
    """The ids of rows that are not there any more: of dates that are no move since another one was corrected."""
    if model is not TargetDate:
        return [0]
    deeds = AuditRow.objects.filter(verb=FOLLOW).values_list("facts__taken_out", flat=True)
    return [0, *(each for ids in deeds for each in ids)]
