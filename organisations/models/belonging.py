"""Who belongs to whom on a day, through any number of collectives: one question to the database."""

import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Func, QuerySet, Value
from django.db.models.expressions import Combinable

Day = datetime.date | Combinable  # a date, or what gives one in the database


class Reached(Func):
    """The ids that memberships of a day lead to from some organisations, step by step, without these themselves.

    What was reached once is not gone on from again, so collectives that belong to each other in a ring come to an end.
    An organisation that a ring leads back to is among those reached.
    """

    template = """(
        WITH RECURSIVE asked (starts, day) AS (SELECT %(expressions)s),
        step (source, target) AS NOT MATERIALIZED (
            SELECT %(source)s_id, %(target)s_id FROM organisations_collectivemembership, asked
            WHERE DATERANGE(begins_on, ends_on, '[]') @> asked.day
        ),
        reached (id) AS (
            SELECT target FROM step WHERE source IN (SELECT UNNEST(starts) FROM asked)
            UNION
            SELECT step.target FROM step JOIN reached ON step.source = reached.id
        )
        SELECT id FROM reached
    )"""
    output_field = models.BigIntegerField()

    def __init__(self, organisations: QuerySet[Any], day: Day, *, source: str, target: str) -> None:
        date = models.DateField()
        on = Func(
            Value(day, date) if isinstance(day, datetime.date) else day,
            function="CAST",
            template="(%(expressions)s)::date",
        )
        super().__init__(ArraySubquery(organisations.order_by().values("pk")), on, source=source, target=target)
