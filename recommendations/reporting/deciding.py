"""What the secretariat decides on a report: accepted, to be published with the period, or returned with a reason."""

from collections.abc import Iterable

from django.db import transaction

from caldicott.refusals import Refused
from organisations.accounts.roles import Power, require
from organisations.models import User, audit
from recommendations.letters import have_news
from recommendations.models import Decision, Evidence, Mapping, Period, ProgressReport, SelfRating, Submission
from recommendations.transitions import REPORT

from .content import Content, Kind
from .locks import hold_open
from .policies import period_takes_reports, reason_given, report_can
from .target_dates import write_target_date

# What everybody will read of a report, and so each of its copies says.
PUBLIC = ("self_rating", "official_wording", "nil_reason", "done", "next_steps", "expected_on", "as_last_period")


@transaction.atomic
def accept_report(*, report: ProgressReport, by: User, seen: str = "") -> Decision:
    """Take what was submitted last for what the organisation reports. Raises PermissionDenied or Refused.

    `seen` is the number of the round that was looked at: another one is not decided on unseen.
    """
    require(by, Power.DECIDE_REPORT)
    report, submission = _held(report, seen)
    _not_published(report.period)
    report_can("accept_report", report)
    decision = _decide(submission, Decision.Outcome.ACCEPTED, "", by)
    content = Content.from_text(submission.content)
    _fill(report, content)
    for copy in (report, *_copies(report)):
        _point_to_evidence(copy, content)
    write_target_date(report, content)
    _tell(report, "accept_report", decision)
    return decision


@transaction.atomic
def return_report(*, report: ProgressReport, reason: str, by: User, seen: str = "") -> Decision:
    """Give it back, to be answered and submitted again; `seen` as above. Raises PermissionDenied or Refused."""
    require(by, Power.DECIDE_REPORT)
    report, submission = _held(report, seen)
    period_takes_reports(report.period)
    report_can("return_report", report)
    reason = reason_given(reason, "Say why the report is returned: the organisation reads it.")
    decision = _decide(submission, Decision.Outcome.RETURNED, reason, by)
    report.state = REPORT["return_report"].to_state
    report.save(update_fields=["state"])
    _tell(report, "return_report", decision)
    return decision


def _held(report: ProgressReport, seen: str) -> tuple[ProgressReport, Submission]:
    """The report as it is now, for this transaction alone, and its last round. Raises Refused where there is none."""
    hold_open(report.period)  # before the report, as a submission does: in another order the two could stop each other
    written = ProgressReport.objects.written_at_the_desk().select_related("period", "commitment", "organisation")
    held = written.select_for_update(of=("self",), no_key=True).filter(pk=report.pk).first()
    submission = held.submissions.order_by("-number").first() if held else None
    if held is None or submission is None:
        raise Refused("Nothing was submitted here.")
    if seen and seen != str(submission.number):
        raise Refused(f"Round {submission.number} was submitted after you looked at round {seen}. Look at it first.")
    return held, submission


def _not_published(period: Period) -> None:
    if period.is_published:
        raise Refused(f"{period} is published. What is published is only corrected, in the open.")


def _decide(submission: Submission, outcome: str, reason: str, by: User) -> Decision:
    decision = Decision(submission=submission, outcome=outcome, reason=reason, by=by, by_name=str(by))
    decision.full_clean(validate_unique=False)
    decision.save()
    return decision


def _fill(report: ProgressReport, content: Content) -> None:
    report.self_rating = SelfRating.NOT_REPORTED if content.tells_nothing else content.self_rating
    report.official_wording = content.narrative
    report.nil_reason = content.nil_reason
    report.done, report.next_steps = content.done, content.next_steps
    report.expected_on = content.expected_on
    report.as_last_period = content.kind == Kind.AS_LAST_PERIOD
    report.state = REPORT["accept_report"].to_state
    report.save()


def _copies(report: ProgressReport) -> list[ProgressReport]:
    """The same report under every other recommendation that its commitment belongs to, as the annexes print it."""
    belonging = Mapping.objects.belonging().filter(commitment=report.commitment_id, recommendation__isnull=False)
    elsewhere = belonging.exclude(recommendation=report.recommendation_id).values_list("recommendation", flat=True)
    _nothing_is_there(report, elsewhere)
    return ProgressReport.objects.bulk_create(
        ProgressReport(
            period=report.period,
            commitment=report.commitment,
            organisation=report.organisation,
            recommendation_id=number,
            state=report.state,
            given_here=True,
            **{name: getattr(report, name) for name in PUBLIC},
        )
        for number in elsewhere
    )


def _nothing_is_there(report: ProgressReport, elsewhere: Iterable[int | None]) -> None:
    """Raises Refused where a row that was typed in at the panel's desk stands in the place of a copy."""
    here = {"period": report.period, "commitment": report.commitment, "organisation": report.organisation}
    there = ProgressReport.objects.filter(**here, recommendation__in=elsewhere).order_by("recommendation").first()
    if there:
        raise Refused(
            f"Under recommendation {there.recommendation_id} stands another row of this organisation on "
            f"{report.commitment}. Take that row out first: the report will stand there too."
        )


def _point_to_evidence(report: ProgressReport, content: Content) -> None:
    shown = [link for link in content.evidence if link.is_public]
    Evidence.objects.bulk_create(
        Evidence(  # type: ignore[misc]  # nothing is submitted before its evidence has its dates: a check sees to that
            report=report, position=place, title=link.title, url=link.url, page=link.page, about_on=link.about_on
        )
        for place, link in enumerate(shown, 1)
    )


def _tell(report: ProgressReport, verb: str, decision: Decision) -> None:
    audit(verb, report, by=decision.by, organisation=report.organisation, reason=decision.reason)
    if report.organisation:
        have_news(report.organisation)
