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
    """`report` is None where the change is about none, or there is none any more, or a later change told it anew.

    Only its newest words are on the record: an older change beside them would tell what was not said then.
    """

    change: Change
    report: ProgressReport | None

    @property
    def text(self) -> str:
        """What was reported, on one line and cut between two words; empty where nothing was."""
        return textwrap.shorten(self.report.text, LONGEST, placeholder=" …") if self.report else ""

    @property
    def first_published(self) -> Publication | None:
        """Where the position was published before it was here; a correction is this site's own."""
        return None if self.change.is_correction else first_published(self.change.period.position_date)


def entries_of(changes: Iterable[Change]) -> list[Entry]:
    """Each change with its report, in two queries however many there are."""
    told = list(changes)
    rows = [row_of(change) for change in told if change.kind == Change.Kind.SELF_RATING]
    reports = _by_newest_change(reduce(or_, (Q(**row) for row in rows))) if rows else {}
    return [Entry(change, reports.get(change.pk)) for change in told]


def row_of(told: Change | ProgressReport) -> dict[str, int | None]:
    """What names a row of reports: there is one of each."""
    names = ("period_id", "recommendation_id", "commitment_id", "organisation_id")
    return {name: getattr(told, name) for name in names}


def _by_newest_change(in_rows: Q) -> dict[int, ProgressReport]:
    """The report of each row, by the id of the last change that told of it."""
    told = Change.objects.published().filter(in_rows, kind=Change.Kind.SELF_RATING).order_by("pk")
    newest = {tuple(row_of(change).values()): change.pk for change in told}
    return {newest[tuple(row_of(each).values())]: each for each in ProgressReport.objects.published().filter(in_rows)}
