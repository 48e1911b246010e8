"""The small questions that are asked of a report before it is submitted. Each says which rule it is of."""

from .dates import date_has_passed, date_moved_and_nothing_else, moved_without_reason
from .finding import Case, Check, Finding, Weight
from .incomplete import evidence_incomplete, incomplete, risk_incomplete
from .likeness import nearly_the_words_of_last_period
from .returned import the_same_as_returned
from .support import complete_without_evidence, risk_gone, went_back

__all__ = ["CHECKS", "Case", "Check", "Finding", "Weight", "findings"]

CHECKS = (
    Check("A report answers its questions", Weight.BLOCKS, incomplete),
    Check("A date that moves has a reason", Weight.BLOCKS, moved_without_reason),
    Check("Evidence has a title, a link and a date", Weight.BLOCKS, evidence_incomplete),
    Check("A risk or an issue has an owner", Weight.BLOCKS, risk_incomplete),
    Check("What was returned is answered", Weight.ASKS, the_same_as_returned),
    Check("Words are new in a new period", Weight.ASKS, nearly_the_words_of_last_period),
    Check("What is complete has evidence", Weight.ASKS, complete_without_evidence),
    Check("What is on track has its date before it", Weight.ASKS, date_has_passed),
    Check("A date moves because something changed", Weight.ASKS, date_moved_and_nothing_else),
    Check("What was complete stays complete", Weight.ASKS, went_back),
    Check("A risk or an issue is closed, not dropped", Weight.ASKS, risk_gone),
)


def findings(case: Case) -> list[Finding]:
    """Everything that is not in order, what blocks first."""
    found = [finding for check in CHECKS for finding in check.findings(case)]
    return sorted(found, key=lambda finding: not finding.blocks)
