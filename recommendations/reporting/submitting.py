"""Submitting: one report or a whole return, once, with a receipt that says what was received."""

import hashlib
import re
import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.db import transaction
from django.utils import timezone

from caldicott.refusals import Refused
from organisations.accounts.roles import Power, require
from organisations.models import Organisation, User, audit_each
from recommendations.letters import write_receipt
from recommendations.models import Draft, Period, ProgressReport, Receipt, Submission
from recommendations.transitions import REPORT

from .checks import Finding
from .content import Content
from .deadlines import is_late
from .last import last_told
from .locks import hold_open, hold_reports, hold_standing
from .policies import period_takes_reports, report_can
from .readiness import Readiness, readiness_of

PART = re.compile(
    r"(?P<number>[0-9]{1,9})\.(?P<round>[0-9]{1,9})\.(?P<version>[0-9]{1,9})(?:\.(?P<digest>[0-9a-f]{16}))?"
)
# Letters and figures that nobody takes for one another, read out on the telephone.
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, order=True)
class Part:
    """One report of a return as it was previewed: its commitment, the round, and the version of the draft.

    `digest` is that of the content that was shown, which may rest on last period's too. Where it is empty, nothing was.
    """

    number: int
    round: int
    version: int
    digest: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """From "56.1.3.9af31c08". Raises Refused for anything else."""
        found = PART.fullmatch(text)
        if found is None:
            raise Refused("What was sent does not say which reports it is about. Go back to the task list.")
        return cls(int(found["number"]), int(found["round"]), int(found["version"]), found["digest"] or "")

    def __str__(self) -> str:
        return f"{self.number}.{self.round}.{self.version}" + (f".{self.digest}" if self.digest else "")


def digest_of(content: Content) -> str:
    """Enough of it to tell one preview from another."""
    return sha256(content.to_text())[:16]


class Unready(Refused):
    """Something is missing, or asks to be confirmed. `findings` are those of each commitment, by its number."""

    def __init__(self, says: str, findings: dict[int, list[Finding]]) -> None:
        super().__init__(says)
        self.findings = findings


def key_of(organisation: Organisation, period: Period, parts: Iterable[Part]) -> uuid.UUID:
    """What names an act of submitting: what it submits. Whoever sends the same again gets the same receipt."""
    name = f"{organisation.pk}/{period.pk}/{','.join(map(str, sorted(parts)))}"
    return uuid.uuid5(uuid.NAMESPACE_OID, name)


@dataclass(frozen=True)
class Held:
    """A report that nobody else can touch before the transaction ends, its draft, and the round before this."""

    report: ProgressReport
    draft: Draft
    last: Submission | None  # its last round

    @property
    def round(self) -> int:
        return self.last.number + 1 if self.last else 1

    @property
    def part(self) -> Part:
        assert self.report.commitment_id is not None  # noqa: S101 (the desk reports on commitments)
        return Part(self.report.commitment_id, self.round, self.draft.version)


@transaction.atomic
def submit_return(
    *, organisation: Organisation, period: Period, parts: Iterable[Part], declared: bool, confirmed: bool, by: User
) -> Receipt:
    """Submit these reports as they were previewed, all or none.

    `declared` is that the officer stands for them, `confirmed` that what the checks ask about is right. Raises
    PermissionDenied, Refused, or Unready, which is one too.
    """
    require(by, Power.SUBMIT_RETURN, organisation)
    parts = sorted(set(parts))
    if not parts:
        raise Refused("Choose at least one report to submit.")
    period = hold_open(period)
    hold_standing(organisation)
    held = _hold(organisation, period, parts)
    # Asked once the reports are held: whoever sent the same a moment before has been answered by now.
    key = key_of(organisation, period, parts)
    received = Receipt.objects.filter(key=key).first()
    if received:
        return received
    period_takes_reports(period)
    _as_previewed(parts, held)
    ready = _ready(organisation, period, held, confirmed=confirmed)
    contents = {number: each.content for number, each in ready.items()}
    _says_what_was_previewed(parts, contents)
    if not declared:
        raise Refused("Tick the declaration: it is your name that stands under the return.")
    receipt = _receive(organisation, period, key, held, ready, by)
    write_receipt(receipt)
    return receipt


def _hold(organisation: Organisation, period: Period, parts: Sequence[Part]) -> dict[int, Held]:
    """The reports, by number of commitment."""
    reports = hold_reports(organisation, period, [part.number for part in parts])
    rounds = Submission.objects.filter(report__in=reports).order_by("report_id", "-number").distinct("report_id")
    last = {each.report_id: each for each in rounds}
    drafts = {draft.report_id: draft for draft in Draft.objects.filter(report__in=reports)}
    held = [Held(report, drafts[report.pk], last.get(report.pk)) for report in reports]
    return {each.part.number: each for each in held}


def _as_previewed(parts: Sequence[Part], held: dict[int, Held]) -> None:
    """Raises Refused unless every report is there, may be submitted, and is as it was previewed."""
    for part in parts:
        if part.number not in held:
            raise Refused(f"Commitment {part.number}: there is no draft to submit.")
        report_can("submit_return", held[part.number].report)
        if replace(part, digest="") != held[part.number].part:
            raise _changed(part)


def _says_what_was_previewed(parts: Sequence[Part], contents: dict[int, Content]) -> None:
    """A report that is as last period's says what that says now. Raises Refused where it is not what was shown."""
    for part in parts:
        if part.digest and part.digest != digest_of(contents[part.number]):
            raise _changed(part)


def _changed(part: Part) -> Refused:
    return Refused(f"Commitment {part.number}: it was changed after you looked at it. Look at the preview again.")


def _ready(
    organisation: Organisation, period: Period, held: dict[int, Held], *, confirmed: bool
) -> dict[int, Readiness]:
    """What each report says and what the checks ask of it, by number of commitment. Raises Unready."""
    drafts = {number: each.draft.typed for number, each in held.items()}
    returned = {number: Content.from_text(each.last.content) for number, each in held.items() if each.last}
    ready = readiness_of(organisation, period, drafts, returned, last_told(organisation, period))
    found = {number: each.findings for number, each in ready.items() if each.findings}
    if any(finding.blocks for some in found.values() for finding in some):
        raise Unready("Some answers are missing or cannot be read.", found)
    if found and not confirmed:
        raise Unready("Confirm that what the checks ask about is right, or put it right.", found)
    return ready


def _receive(
    organisation: Organisation,
    period: Period,
    key: uuid.UUID,
    held: dict[int, Held],
    ready: dict[int, Readiness],
    by: User,
) -> Receipt:
    at = timezone.now()
    about = {"organisation": organisation.slug, "period": period.slug}
    texts = {
        number: ready[number].content.to_text(commitment=number, round=held[number].round, **about)
        for number in sorted(held)
    }
    manifest = "".join(f"{sha256(text)}  {file_name(number, held[number].round)}\n" for number, text in texts.items())
    receipt = Receipt.objects.create(
        reference=_reference(),
        key=key,
        organisation=organisation,
        period=period,
        by=by,
        by_name=str(by),
        at=at,
        late=is_late(period, at),
        manifest=manifest,
        fingerprint=sha256(manifest),
    )
    Submission.objects.bulk_create(
        Submission(
            report=held[number].report,
            number=held[number].round,
            receipt=receipt,
            content=text,
            asked=len(ready[number].findings),
        )
        for number, text in texts.items()
    )
    reports = [each.report for each in held.values()]
    ProgressReport.objects.filter(pk__in=[report.pk for report in reports]).update(
        state=REPORT["submit_return"].to_state
    )
    audit_each("submit_return", reports, by=by, organisation=organisation, receipt=receipt.reference)
    return receipt


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def file_name(number: int | None, round_: int) -> str:
    """Under which a report's content is named in the manifest and can be had as a file."""
    return f"commitment-{number}-round-{round_}.json"


def _reference() -> str:
    signs = "".join(secrets.choice(SIGNS) for _ in range(12))
    return "-".join(signs[place : place + 4] for place in (0, 4, 8))
