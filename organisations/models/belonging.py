"""Who belongs to whom on a day, through any number of collectives, and who stands for whom: one question each."""

# ruff: noqa: S608 (the texts are fixed)

import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Func, QuerySet, Value
from django.db.models.expressions import Combinable

Day = datetime.date | Combinable  # a date, or what gives one in the database

START = "SELECT UNNEST(starts) FROM asked"
START_STANDING = """SELECT UNNEST(starts) FROM asked
    EXCEPT SELECT predecessor_id FROM organisations_succession, asked WHERE since <= asked.day"""


class Reached(Func):
    """The ids that memberships of a day lead to from some organisations, step by step, without these themselves.

    What was reached once is not gone on from again, so collectives that belong to each other in a ring come to an end.
    An organisation that a ring leads back to is among those reached.
    """

    template = """(
        WITH RECURSIVE asked (starts, day) AS (SELECT %(expressions)s),
        step (source, target) AS NOT MATERIALIZED (
            SELECT %(source)s_id, %(target)s_id FROM %(step)s
        ),
        reached (id) AS (
            SELECT target FROM step WHERE source IN (%(start)s)
            UNION
            SELECT step.target FROM step JOIN reached ON step.source = reached.id
        )
        SELECT id FROM reached
    )"""
    output_field = models.BigIntegerField()
    step = "organisations_collectivemembership, asked WHERE DATERANGE(begins_on, ends_on, '[]') @> asked.day"

    def __init__(
        self, organisations: QuerySet[Any], day: Day, *, source: str, target: str, standing: bool = False
    ) -> None:
        """With `standing` only from those of the organisations that nobody has succeeded by the day."""
        starts = ArraySubquery(organisations.order_by().values("pk"))
        steps: Any = {
            "source": source,
            "target": target,
            "step": self.step,
            "start": START_STANDING if standing else START,
        }
        super().__init__(starts, date_of(day), **steps)


class Followed(Reached):
    """The same through successions that have a day and have come about by it: who stands for whom then."""

    step = "organisations_succession, asked WHERE since <= asked.day"


class Succeeded(Func):
    """The ids of those from whom another has taken over by a day."""

    template = "(SELECT predecessor_id FROM organisations_succession WHERE since <= %(expressions)s)"
    output_field = models.BigIntegerField()

    def __init__(self, day: Day) -> None:
        super().__init__(date_of(day))


# To go on from `asked (starts, day)`: each of the starts with those on whose commitments it owes reports on the day.
# These are itself, the collectives that it is in, and all from whom one of these has taken over. Whoever has been
# succeeded, a body or a collective, is among them only through the one that did.
ANSWERED = """
    succession (successor, predecessor) AS (
        SELECT successor_id, predecessor_id FROM organisations_succession, asked WHERE since <= asked.day
    ),
    held (organisation, id) AS (
        (
            SELECT start, start FROM asked, UNNEST(starts) AS start
            WHERE start NOT IN (SELECT predecessor FROM succession)
        )
        UNION
        SELECT organisation, collective_id
        FROM held JOIN organisations_collectivemembership ON member_id = held.id, asked
        WHERE DATERANGE(begins_on, ends_on, '[]') @> asked.day
    ),
    answered (organisation, id) AS (
        (SELECT organisation, id FROM held WHERE id NOT IN (SELECT predecessor FROM succession))
        UNION
        SELECT organisation, predecessor FROM answered JOIN succession ON successor = answered.id
    )
"""


class AskedAs(Func):
    """The ids of those on whose commitments some organisations owe reports on a day: see `ANSWERED`."""

    template = (
        "(WITH RECURSIVE asked (starts, day) AS (SELECT %(expressions)s),"
        + ANSWERED
        + "SELECT DISTINCT id FROM answered)"
    )
    output_field = models.BigIntegerField()

    def __init__(self, organisations: QuerySet[Any], day: Day) -> None:
        super().__init__(ArraySubquery(organisations.order_by().values("pk")), date_of(day))


def date_of(day: Day) -> Func:
    value = Value(day, models.DateField()) if isinstance(day, datetime.date) else day
    return Func(value, function="CAST", template="(%(expressions)s)::date")
