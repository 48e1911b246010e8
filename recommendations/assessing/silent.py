"""Who was asked for a report on a commitment and has sent none: counted, and named as far as a page has room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from recommendations.models import Period

NAMED = 10  # on one commitment

# Whoever holds a commitment on the day: those that lead it and whoever has taken over from them, then, of collectives,
# all their members on that day. It is `CommitmentQuerySet.with_owing` asked from the other end; a test compares them.
QUESTION = """
    WITH RECURSIVE holding (commitment, organisation) AS (
        SELECT commitment_id, organisation_id FROM recommendations_commitment_lead_organisations
        WHERE commitment_id = ANY(%(commitments)s)
        UNION
        SELECT commitment, successor_id FROM holding
        JOIN organisations_succession ON predecessor_id = organisation AND since <= %(day)s
    ),
    asked (commitment, organisation) AS (
        SELECT commitment, organisation FROM holding
        WHERE organisation NOT IN (SELECT predecessor_id FROM organisations_succession WHERE since <= %(day)s)
        UNION
        SELECT commitment, member_id FROM asked
        JOIN organisations_collectivemembership
        ON collective_id = organisation AND DATERANGE(begins_on, ends_on, '[]') @> %(day)s
    ),
    silent AS (
        SELECT commitment, name, row_number() OVER (PARTITION BY commitment ORDER BY name) AS place
        FROM asked JOIN organisations_organisation ON id = organisation
        WHERE kind <> 'collective'
        AND organisation NOT IN (SELECT predecessor_id FROM organisations_succession WHERE since <= %(day)s)
        AND NOT EXISTS (
            SELECT 1 FROM recommendations_progressreport AS report
            WHERE report.commitment_id = commitment AND report.organisation_id = organisation
            AND report.period_id = %(period)s AND report.state <> 'draft'
        )
    )
    SELECT commitment, count(*), array_agg(name ORDER BY place) FILTER (WHERE place <= %(named)s)
    FROM silent GROUP BY commitment
"""


@dataclass(frozen=True)
class Silent:
    number: int = 0
    names: Sequence[str] = ()

    @property
    def more(self) -> int:
        return self.number - len(self.names)


def silent_on(commitments: Sequence[int], period: Period) -> dict[int, Silent]:
    """By number of commitment; nobody is silent on one that is not there. One query."""
    values: dict[str, Any] = {
        "commitments": list(commitments),
        "day": period.position_date,
        "period": period.pk,
        "named": NAMED,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, values)
        return {commitment: Silent(number, names or ()) for commitment, number, names in cursor.fetchall()}
