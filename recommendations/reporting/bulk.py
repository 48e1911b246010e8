"""Accepting many reports at once: those that ask nothing of whoever decides, each as it was seen."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from caldicott.refusals import Refused
from organisations.accounts.roles import Power, require
from organisations.models import User
from recommendations.models import ProgressReport

from .content import Kind
from .deciding import accept_report
from .dossier import Dossier, dossier_of

MOST = 50  # at once: a page of the queue


@dataclass(frozen=True)
class Chosen:
    """A report, and the number of the round that was looked at."""

    report: int
    seen: str

    @classmethod
    def parse(cls, text: str) -> "Chosen":
        """From "56.1". Raises Refused for anything else."""
        report, _, seen = text.partition(".")
        if not (report.isdecimal() and seen.isdecimal() and len(report) < 19):
            raise Refused("What was sent does not say which reports it is about. Choose them in the queue again.")
        return cls(int(report), seen)


@dataclass
class Outcome:
    accepted: list[ProgressReport] = field(default_factory=list)
    left: list[tuple[ProgressReport, str]] = field(default_factory=list)  # each with the sentence that says why


def accept_many(*, chosen: Iterable[Chosen], by: User) -> Outcome:
    """Accept those that can be accepted together; the others stay as they are, and it is said why.

    Each is accepted by itself: one that somebody else has just decided on keeps none of the rest back. Raises
    PermissionDenied, or Refused where too many are chosen.
    """
    require(by, Power.DECIDE_REPORT)
    seen = {each.report: each.seen for each in chosen}
    if not seen:
        raise Refused("Choose at least one report.")
    if len(seen) > MOST:
        raise Refused(f"Choose at most {MOST} reports at once.")
    reports = ProgressReport.objects.written_at_the_desk().filter(pk__in=seen)
    outcome = Outcome()
    for report in reports.select_related("period", "commitment", "organisation").order_by("pk"):
        try:
            can_be_accepted_unread(dossier_of(report))
            accept_report(report=report, by=by, seen=seen[report.pk])
        except Refused as why:
            outcome.left.append((report, str(why)))
        else:
            outcome.accepted.append(report)
    return outcome


def can_be_accepted_unread(dossier: Dossier) -> None:
    """The rule: a nil return, or one as last period, in time, of which the checks ask nothing and whose date stands."""
    if not dossier.rounds:
        raise Refused("Nothing was submitted here.")
    latest = dossier.rounds[0]
    if latest.content.kind not in (Kind.NOTHING, Kind.AS_LAST_PERIOD):
        raise Refused("It reports progress: read it, and decide on it by itself.")
    if dossier.findings:
        raise Refused("The checks ask something of it: read it, and decide on it by itself.")
    if latest.receipt.late:
        raise Refused("It came late: read it, and decide on it by itself.")
    if dossier.date_slips:
        raise Refused("Its date is another than the one that stands: read it, and decide on it by itself.")
