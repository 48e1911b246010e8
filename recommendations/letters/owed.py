"""What many organisations still owe in a period, in one query however many they are.

The rule is that of `CommitmentQuerySet.with_owing`, and both stand on the same piece of SQL.
"""

# ruff: noqa: S608 (the texts are fixed)

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from organisations.models.belonging import ANSWERED
from recommendations.models import Period
from recommendations.transitions import REPORT

OWED = (
    "WITH RECURSIVE asked (starts, day) AS (SELECT %(organisations)s::bigint[], %(day)s::date),"
    + ANSWERED
    + """,
owed (organisation, number) AS (
    SELECT DISTINCT organisation, commitment_id
    FROM answered JOIN recommendations_commitment_lead_organisations AS led_by ON led_by.organisation_id = answered.id
),
open (organisation, number, state) AS (
    SELECT organisation, number, COALESCE(MAX(state) FILTER (WHERE state = ANY(%(still)s)), '')
    FROM owed LEFT JOIN recommendations_progressreport AS report
    ON organisation_id = organisation AND commitment_id = number AND period_id = %(period)s
    GROUP BY organisation, number
    HAVING COUNT(state) = 0 OR BOOL_OR(state = ANY(%(still)s))
)
"""
)
ALL = OWED + "SELECT organisation, number, state FROM open ORDER BY organisation, number"
WHO = OWED + "SELECT DISTINCT organisation FROM open"


@dataclass(frozen=True)
class Owed:
    """A commitment on which a report is owed: `state` is draft, returned, or empty where none was begun."""

    number: int
    state: str


def owed_by(organisations: Iterable[int], period: Period) -> dict[int, list[Owed]]:
    """What each still owes, by the organisation's key. What was submitted or accepted is owed no more."""
    owed: dict[int, list[Owed]] = {}
    for organisation, number, state in _ask(ALL, organisations, period):
        owed.setdefault(organisation, []).append(Owed(number, state))
    return owed


def owing(organisations: Iterable[int], period: Period) -> set[int]:
    """Which of them still owe something."""
    return {organisation for (organisation,) in _ask(WHO, organisations, period)}


def _ask(question: str, organisations: Iterable[int], period: Period) -> list[tuple]:
    values: dict[str, Any] = {
        "organisations": list(organisations),
        "period": period.pk,
        "day": period.position_date,
        "still": list(REPORT["submit_return"].from_states),
    }
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()
