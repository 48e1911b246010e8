"""How many organisations have their return in, and who is missing: one query each, however many they are."""

# ruff: noqa: S608 (the texts are fixed)

from dataclasses import dataclass
from typing import Any

from django.db import connection

from organisations.models import Organisation
from recommendations.letters.owed import OWED
from recommendations.models import Period
from recommendations.transitions import REPORT

# Of a collective it is the members that are asked.
ASKED = OWED + "SELECT {} FROM owed JOIN organisations_organisation AS body ON body.id = owed.organisation {}"
COUNTS = ASKED.format(
    "kind, COUNT(DISTINCT owed.organisation), COUNT(DISTINCT open.organisation)",
    "LEFT JOIN open ON open.organisation = owed.organisation WHERE kind <> %(collective)s GROUP BY kind ORDER BY kind",
)
MISSING = ASKED.format(
    "body.id, name, slug, COUNT(DISTINCT open.number)",
    """JOIN open ON open.organisation = owed.organisation
    WHERE kind <> %(collective)s
    AND (POSITION(LOWER(%(words)s) IN LOWER(name)) > 0 OR POSITION(LOWER(%(words)s) IN LOWER(abbreviation)) > 0)
    GROUP BY body.id ORDER BY name, body.id LIMIT %(limit)s OFFSET %(offset)s""",
)


@dataclass(frozen=True)
class ComingIn:
    """Of one kind of organisations: how many are asked, and how many have submitted all that they owe."""

    label: str
    asked: int
    complete: int

    @property
    def missing(self) -> int:
        return self.asked - self.complete

    @property
    def percent(self) -> int:
        """Rounded down: all is only said of all."""
        return self.complete * 100 // self.asked if self.asked else 0


@dataclass(frozen=True)
class Missing:
    pk: int
    name: str
    slug: str
    owes: int


def coming_in(period: Period) -> list[ComingIn]:
    """By kind of organisation; together they are all that are asked."""
    kinds = dict(Organisation.Kind.choices)
    return [ComingIn(str(kinds[kind]), asked, asked - still) for kind, asked, still in _ask(COUNTS, period)]


def missing(period: Period, words: str = "", *, limit: int, offset: int = 0) -> list[Missing]:
    """Those that still owe something and in whose name the words occur, by name."""
    return [Missing(*row) for row in _ask(MISSING, period, words=words, limit=limit, offset=offset)]


def _ask(question: str, period: Period, **values: Any) -> list[tuple[Any, ...]]:
    everybody = "ARRAY(SELECT id FROM organisations_organisation)"
    known: dict[str, Any] = {
        "period": period.pk,
        "day": period.position_date,
        "still": list(REPORT["submit_return"].from_states),
        "collective": Organisation.Kind.COLLECTIVE,
    }
    with connection.cursor() as cursor:
        cursor.execute(question.replace("%(organisations)s::bigint[]", everybody), {**known, **values})
        return cursor.fetchall()
