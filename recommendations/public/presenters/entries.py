"""What an entry of a feed has to tell: a change, and the words of the report that it is about."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from caldicott.first_published import Publication, first_published
from recommendations.models import Change, ProgressReport

LONGEST = 400  # characters of a report; the page that an entry leads to has all of it


@dataclass(frozen=True)
class Entry:
    """`report` is None where the change is about none, or there is none any more."""

    change: Change
    report: ProgressReport | None

    @property
    def text(self) -> str:
        """What was reported, on one line and cut between two words; empty where nothing was."""
        return textwrap.shorten(self.report.text, LONGEST, placeholder=" …") if self.report else ""

    @property
    def first_published(self) -> Publication | None:
        """Where the position was published before it was here."""
        return first_published(self.change.period.position_date)


def entries_of(changes: Iterable[Change]) -> list[Entry]:
    """Each change with its report, all of them in one query."""
    told = list(changes)
    rows = [row_of(change) for change in told if change.kind == Change.Kind.SELF_RATING]
    published = ProgressReport.objects.published()
    found = published.filter(reduce(or_, (Q(**row) for row in rows))) if rows else ()
    reports = {tuple(row_of(report).values()): report for report in found}
    return [Entry(change, _of(change, reports)) for change in told]


def row_of(told: Change | ProgressReport) -> dict[str, int | None]:
    """What names a row of reports: there is one of each."""
    names = ("period_id", "recommendation_id", "commitment_id", "organisation_id")
    return {name: getattr(told, name) for name in names}


def _of(change: Change, reports: dict[tuple[int | None, ...], ProgressReport]) -> ProgressReport | None:
    if change.kind != Change.Kind.SELF_RATING:
        return None
    return reports.get(tuple(row_of(change).values()))
