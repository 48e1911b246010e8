"""What an organisation last said on a commitment, before a period."""

import datetime
from dataclasses import dataclass, replace

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, When

from organisations.models import Organisation
from recommendations.models import Period, ProgressReport, Submission

from .content import Audience, Content, Kind, Link


@dataclass(frozen=True)
class Last:
    """Said for an earlier period, as corrected since; of the record of 2014 only self-rating and words are known."""

    period: Period
    content: Content


def last_told(organisation: Organisation, before: Period, commitment: int | None = None) -> dict[int, Last]:
    """By number of commitment, what was received or published last, by it or by whoever it took over from. Two queries.

    Of a report and its copies it is the report: its last round tells more than what everybody reads.
    """
    itself = Organisation.objects.filter(pk=organisation.pk)
    told = Q(state=ProgressReport.State.ACCEPTED) | Exists(Submission.objects.filter(report=OuterRef("pk")))
    of_others = Case(When(organisation=organisation, then=False), default=True)
    reports = (
        ProgressReport.objects.filter(
            told,
            organisation__in=Organisation.objects.stood_for_by(itself, before.position_date),
            period__position_date__lt=before.position_date,
            **({"commitment": commitment} if commitment else {"commitment__isnull": False}),
        )
        .order_by(
            "commitment_id",
            "-period__position_date",
            of_others,
            F("draft").asc(nulls_last=True),
            "recommendation_id",
        )
        .distinct("commitment_id")
        .select_related("period")
        .with_evidence()
        .prefetch_related(Prefetch("submissions", Submission.objects.order_by("-number"), to_attr="rounds"))
    )
    found: dict[int, Last] = {}
    for report in reports:
        if report.commitment_id is not None:
            found.setdefault(report.commitment_id, Last(report.period, as_corrected(content_of(report), report)))
    return found


def content_of(report: ProgressReport) -> Content:
    """What a report says that was fetched with its `rounds`, the latest first."""
    rounds: list[Submission] = report.rounds  # type: ignore[attr-defined]
    if rounds:
        return Content.from_text(rounds[0].content)
    if report.nil_return:
        return Content(kind=Kind.NOTHING, nil_reason=report.nil_reason)
    return Content(kind=Kind.PROGRESS, self_rating=report.self_rating, narrative=report.text)


def as_corrected(received: Content, report: ProgressReport) -> Content:
    """What everybody reads of it by now, where a correction says otherwise than what was received."""
    if not (report.is_published and report.given_here):
        return received
    if report.nil_return:
        return replace(received, kind=Kind.NOTHING, nil_reason=report.nil_reason)
    return replace(
        received,
        kind=Kind.PROGRESS if received.tells_nothing else received.kind,
        self_rating=report.self_rating,
        narrative=report.official_wording,
        done=report.done,
        next_steps=report.next_steps,
        expected_on=report.expected_on,
        nil_reason="",
        evidence=evidence_as_corrected(received.evidence, report),
    )


def evidence_as_corrected(received: tuple[Link, ...], report: ProgressReport) -> tuple[Link, ...]:
    """As received, panel's own among it, where everybody reads the same links still."""
    shown = tuple(
        Link(
            each["title"],
            each["url"],
            each["page"],
            datetime.date.fromisoformat(each["about_on"]),
            Audience.PUBLIC.value,
        )
        for each in report.links
    )
    if shown == tuple(link for link in received if link.is_public):
        return received
    return (*shown, *(link for link in received if not link.is_public))
