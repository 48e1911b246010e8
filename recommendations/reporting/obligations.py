"""What an organisation owes in a period, and how far it is with each: computed from rows, never stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from organisations.models import Organisation
from recommendations.models import Commitment, Decision, Draft, Period, ProgressReport, Slippage, Submission
from recommendations.models.standing import EVERYBODY
from recommendations.transitions import REPORT

from .deadlines import days_left, is_late
from .last import Last, last_told
from .policies import takes_reports
from .readiness import Readiness, readiness_of
from .rounds import Round
from .target_dates import slippages_of

NOT_STARTED = "not_started"
LABELS = {NOT_STARTED: "Not started", **dict(ProgressReport.State.choices)}
MISSING = "Missing"
OWED_STILL = (NOT_STARTED, *REPORT["submit_return"].from_states)


@dataclass(frozen=True)
class Obligation:
    """One commitment that a body is asked to report on, with its report where one is begun."""

    commitment: Any
    report: Any | None
    last: Last | None
    readiness: Readiness | None  # of a report that can still be submitted
    late_now: bool
    slippage: Slippage

    @property
    def number(self) -> int:
        number: int = self.commitment.number
        return number

    @property
    def owed(self) -> bool:
        """Whether it must be answered; else it is only expected of all organisations together."""
        return bool(self.commitment.owed)

    @property
    def state(self) -> str:
        return self.report.state if self.report else NOT_STARTED

    @property
    def label(self) -> str:
        """The word for the state. What is owed and was not submitted by the deadline is missing, begun or not."""
        return MISSING if self.overdue else LABELS[self.state]

    @property
    def to_do(self) -> bool:
        """Whether the organisation has something to do on it."""
        return self.state in OWED_STILL

    @property
    def overdue(self) -> bool:
        return self.to_do and self.late_now and self.owed

    @property
    def ready(self) -> bool:
        """Whether it can be submitted as it is: everything is there, and what was returned says something else now."""
        readiness = self.readiness
        return readiness is not None and not readiness.blocks and readiness.content != readiness.case.returned

    @property
    def draft(self) -> Draft | None:
        return self.report.draft if self.report else None

    @property
    def rounds(self) -> Sequence[Round]:
        """As submitted, the first round first."""
        return [Round(each) for each in self.report.rounds] if self.report else []

    @property
    def returned_because(self) -> str:
        decision = self.decision
        return decision.reason if decision and self.state == ProgressReport.State.RETURNED else ""

    @property
    def decision(self) -> Decision | None:
        """On the last round, where there is one."""
        return self.rounds[-1].decision if self.rounds else None


@dataclass
class Return:
    """All obligations of one organisation in one period. Eight queries, however many there are."""

    organisation: Organisation
    period: Period
    only: int | None = None  # the number of one commitment

    @cached_property
    def obligations(self) -> list[Obligation]:
        """What is owed, in order of number, then what is only expected of all and was begun or may be."""
        reports = self._reports()
        owing = Commitment.objects.with_owing(self.organisation, self.period.position_date).with_places()
        expected = Q(lead_organisations__slug=EVERYBODY)
        asked = owing.filter(Q(owed=True) | expected | Q(pk__in=reports)).distinct().prefetch_related("mappings")
        if self.only is not None:
            asked = asked.filter(pk=self.only)
        last = last_told(self.organisation, self.period, self.only)
        slippages = slippages_of(self.organisation, self.period, self.only)
        editable = {number: report.draft.typed for number, report in reports.items() if report.state in OWED_STILL}
        rounds = {number: report.rounds for number, report in reports.items() if report.rounds}
        returned = {number: Round(some[-1]).content for number, some in rounds.items() if number in editable}
        readiness = readiness_of(self.organisation, self.period, editable, returned, last)
        late = is_late(self.period, timezone.now())
        found = [
            Obligation(
                commitment=commitment,
                report=reports.get(commitment.number),
                last=last.get(commitment.number),
                readiness=readiness.get(commitment.number),
                late_now=late,
                slippage=slippages.get(commitment.number, Slippage(())),
            )
            for commitment in asked
        ]
        return sorted(found, key=lambda each: (not each.owed, each.number))

    @property
    def owed(self) -> list[Obligation]:
        return [each for each in self.obligations if each.owed]

    @property
    def expected(self) -> list[Obligation]:
        """What it does not owe: what all organisations are asked together, and what it began and owes no longer."""
        return [each for each in self.obligations if not each.owed]

    @property
    def ready(self) -> list[Obligation]:
        return [each for each in self.obligations if each.ready]

    @property
    def next(self) -> Obligation | None:
        """Where to go on: what was returned, then the draft that was saved last, then what nobody has begun."""
        to_do = [each for each in self.owed if each.to_do and not each.ready]
        returned = [each for each in to_do if each.state == ProgressReport.State.RETURNED]
        drafts = [each for each in to_do if each.draft]
        latest = max(drafts, key=lambda each: each.draft.saved_at, default=None)  # type: ignore[union-attr]
        return next(iter(returned), latest or next(iter(to_do), None))

    def count(self, *states: str) -> int:
        """How many of what is owed are in one of these states."""
        return sum(each.state in states for each in self.owed)

    @property
    def takes_reports(self) -> bool:
        return takes_reports(self.period)

    @property
    def days_left(self) -> int | None:
        return days_left(self.period, timezone.now())

    def _reports(self) -> dict[int, Any]:
        decided = Submission.objects.select_related("decision", "receipt").order_by("number")
        reports = (
            ProgressReport.objects.written_at_the_desk()
            .filter(organisation=self.organisation, period=self.period)
            .select_related("draft__saved_by")
            .prefetch_related(Prefetch("submissions", decided, to_attr="rounds"))
        )
        if self.only is not None:
            reports = reports.filter(commitment=self.only)
        return {report.commitment_id: report for report in reports if report.commitment_id is not None}
