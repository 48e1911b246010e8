"""What lies before the secretariat when it decides on a report."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from recommendations.models import ProgressReport, Slippage, Submission

from .checks import Case, Finding, findings
from .last import Last, last_told
from .readiness import expected_before
from .rounds import Round
from .target_dates import slippages_of


@dataclass(frozen=True)
class Dossier:
    """Every round, the latest first; what was said before; what became of the date; what the checks find."""

    rounds: Sequence[Round]
    last: Last | None
    slippage: Slippage
    findings: Sequence[Finding]
    expected_before: datetime.date | None = None  # the target date that stands before this report

    @property
    def date_slips(self) -> bool:
        """Whether the last round names another date than the one that stands."""
        named = self.rounds[0].content.expected_on if self.rounds else None
        return named is not None and self.expected_before is not None and named != self.expected_before


def dossier_of(report: ProgressReport) -> Dossier:
    submissions = Submission.objects.filter(report=report.pk).select_related("receipt", "decision")
    rounds = [Round(submission) for submission in submissions.order_by("-number")]
    organisation, number = report.organisation, report.commitment_id
    if organisation is None or number is None:
        return Dossier(rounds, None, Slippage(()), ())
    last = last_told(organisation, report.period, number).get(number)
    slippage = slippages_of(organisation, report.period, number).get(number, Slippage(()))
    expected = expected_before(organisation, report.period).get(number)
    return Dossier(rounds, last, slippage, _findings(rounds, last, expected) if rounds else (), expected)


def _findings(rounds: Sequence[Round], last: Last | None, expected: datetime.date | None) -> list[Finding]:
    """Those of the day on which it was submitted: whatever asked for an answer had one then."""
    latest, before = rounds[0], rounds[1] if len(rounds) > 1 else None
    returned = before.content if before else None
    return findings(Case(latest.content, last, expected, timezone.localdate(latest.receipt.at), returned))
