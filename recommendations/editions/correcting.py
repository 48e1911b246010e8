"""Correcting what is published: written by one person, agreed by another, and published by the chair as a new edition.

Until then the published rows, and all that everybody sees, stay as they are.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from caldicott.refusals import Refused
from organisations.accounts.roles import require
from organisations.keeping.policies import record_now
from organisations.models import AuditRow, User, audit
from recommendations.letters import have_news
from recommendations.models import Assessment, Correction, Edition, Period, ProgressReport, RatingBasis
from recommendations.reporting.content import AHEAD
from recommendations.reporting.corrected_dates import follow_corrected_date
from recommendations.reporting.locks import hold_alone, hold_open
from recommendations.reporting.policies import reason_given
from recommendations.transitions import CORRECTION, PERIOD, Transition

from .correctable import Row, copies_of, correctable, differing, give, own, put, where_corrected
from .evidence import EVIDENCE, check_evidence
from .fingerprint import as_it_was_seen
from .sealing import seal, seal_if_changed
from .snapshot import of_one_snapshot

# Why a later period has another edition where the date that one of its dates moved from is corrected.
FOLLOWS = "A date that was given before this was corrected ({period}), and what moved from it follows: {reason}"


@transaction.atomic
def write_correction(*, row: Row, values: Mapping[str, Any], reason: str, by: User, seen: str = "") -> Correction:
    """Write what a published row is to say. An agreed correction that is written anew is a draft again.

    `seen` is the version that one began from, empty for none: another one is not overwritten unseen. Raises
    PermissionDenied or Refused.
    """
    about = correctable(row)
    require(by, about.power)
    given = reason_given(reason, "Say why this is corrected: whoever agrees it reads it.")
    hold_open(row.period)
    if not row.is_published:
        raise Refused(f"{row} is not published: it is edited, not corrected.")
    row = where_corrected(row)
    type(row)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)  # one writer at a time
    held = Correction.objects.waiting().select_for_update(no_key=True).filter(**{about.column: row}).first()
    if seen != version_of(held):
        raise Refused("Somebody else has written a correction of this meanwhile. Look at it, then write yours anew.")
    kept = differing(row, given_by_panel(row, values))
    if not kept:
        raise Refused("Nothing differs from what is published.")
    check(row, kept)
    is_told(row, kept)
    correction = held or Correction(period=row.period, version=0, **{about.column: row})
    correction.values, correction.reason = kept, given
    correction.version += 1
    correction.state, correction.agreed_by, correction.agreed_at = CORRECTION["write_correction"].to_state, None, None
    correction.written_by, correction.written_at = by, timezone.now()
    correction.save()
    audit("write_correction", correction, by=by, reason=given, values=kept, version=correction.version)
    return correction


@transaction.atomic
def agree_correction(*, correction: Correction, by: User, seen: str) -> None:
    """By another person than the one who wrote it last. Raises PermissionDenied or Refused."""
    step = CORRECTION["agree_correction"]
    require(by, step.power)
    held = _held(correction, seen, step)
    if wrote_some_of_it(held, by):
        raise Refused("You wrote this correction, or an earlier version of it: another person has to agree it.")
    held.state, held.agreed_by, held.agreed_at = step.to_state, by, timezone.now()
    held.save(update_fields=["state", "agreed_by", "agreed_at"])
    audit(step.verb, held, by=by, version=held.version)


@transaction.atomic
def withdraw_correction(*, correction: Correction, reason: str, by: User, seen: str) -> None:
    """It will not be published. Raises PermissionDenied or Refused."""
    step = CORRECTION["withdraw_correction"]
    require(by, correctable(correction.row).power)
    given = reason_given(reason, "Say why it is withdrawn.")
    held = _held(correction, seen, step)
    held.state, held.agreed_by, held.agreed_at = step.to_state, None, None
    held.save(update_fields=["state", "agreed_by", "agreed_at"])
    audit(step.verb, held, by=by, reason=given, version=held.version)


@of_one_snapshot
def correct_period(*, period: Period, reason: str, by: User, seen: str = "") -> Edition:
    """Publish all corrections that are agreed, as the next edition of the period. Drafts wait for a later one.

    `seen` is the fingerprint of the preview that was looked at: nothing else is published. Raises PermissionDenied or
    Refused.
    """
    step = PERIOD["correct_period"]
    require(by, step.power)
    given = reason_given(reason, "Say why what was published is corrected: everybody reads it.")
    held = hold_alone(period)
    if held.state not in step.from_states:
        raise Refused(f"{held} is not published yet: there is nothing to correct in the open.")
    agreed = list(held.corrections.filter(state__in=CORRECTION[step.verb].from_states).order_by("pk"))
    if not agreed:
        raise Refused("No correction of this period is agreed: there is nothing to publish.")
    edition = make_corrected(held, agreed, by, given)
    as_it_was_seen(edition, seen)
    published = {"state": CORRECTION[step.verb].to_state, "edition": edition}
    held.corrections.filter(pk__in=[each.pk for each in agreed]).update(**published)
    tell_whose_rows_they_are(agreed)
    audit(step.verb, held, by=by, reason=given, manifest_sha256=edition.manifest_sha256)
    return edition


def tell_whose_rows_they_are(corrections: list[Correction]) -> None:
    """Letters to the people of the organisations whose report or additional information says something else now."""
    rows = [each.row for each in corrections if not isinstance(each.row, Assessment)]
    organisations = [record_now(row.organisation) for row in rows if row.organisation]
    for _, organisation in sorted({each.pk: each for each in organisations}.items()):
        have_news(organisation)


def make_corrected(period: Period, agreed: list[Correction], by: User | None, reason: str) -> Edition:
    """The rows say what was agreed, and their edition is sealed: of a period that this transaction holds alone.

    Where a later period tells from which date another moved, it follows, and has an edition of its own.
    """
    following: set[Period] = set()
    for correction in agreed:
        row = correction.row
        expected_before = getattr(row, "expected_on", None)
        for copy in copies_of(row):
            check(copy, correction.values)
            put(copy, correction.values)
        if isinstance(row, ProgressReport) and "expected_on" in correction.values:
            row.refresh_from_db()
            following.update(follow_corrected_date(report=row, before=expected_before, by=by))
    edition = seal(period, by=by, reason=reason)
    for later in sorted(following - {period}, key=lambda each: each.position_date):
        seal_if_changed(later, by=by, reason=FOLLOWS.format(period=period.label, reason=reason))
    return edition


def wrote_some_of_it(correction: Correction, person: User) -> bool:
    """Whether they wrote one of its versions: the book of deeds knows all, the row the last."""
    about = {"subject_type": ContentType.objects.get_for_model(correction), "subject_id": correction.pk}
    return AuditRow.objects.filter(**about, verb="write_correction", by=person).exists()


def given_by_panel(row: Row, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Whoever gives another rating than the one that was read from words gives it as the panel's."""
    if isinstance(row, Assessment) and values.get("rating", row.rating) != row.rating:
        return {**values, "rating_basis": RatingBasis.GIVEN_BY_PANEL.value}
    return values


def check(row: Row, values: Mapping[str, Any]) -> None:
    """That the row may say it. Raises Refused with the rules that it breaks; the row at hand is as before then."""
    before = {name: getattr(row, name) for name in own(row, values)}
    give(row, values)
    try:
        row.full_clean(validate_unique=False)
        if isinstance(row, ProgressReport) and {"expected_on", "self_rating"} & values.keys():
            has_its_date(row)
    except ValidationError as wrong:
        raise Refused(f"{row}: {' '.join(wrong.messages)}") from None
    finally:
        for name, value in before.items():
            setattr(row, name, value)
    if EVIDENCE in values:
        check_evidence(row, values[EVIDENCE])


def has_its_date(report: ProgressReport) -> None:
    """As when it is submitted. Raises Refused where something is left to do and nobody says by when."""
    if report.given_here and not report.as_last_period and report.self_rating in AHEAD and not report.expected_on:
        raise Refused(f"{report}: something is left to do. Give the date by which it is expected to be done.")


def is_told(row: Row, values: Mapping[str, Any]) -> None:
    """What had a text keeps one. Raises Refused where all of it is taken out."""
    told = {name: values.get(name, getattr(row, name)) for name in ("summary", "official_wording")}
    if row.text.strip() and not any(text.strip() for text in told.values()) and "nil_reason" not in values:
        raise Refused("Nothing would be told here any more. Write what is to stand in its place.")


def version_of(correction: Correction | None) -> str:
    """What names the state of a correction that somebody looked at; empty where there is none."""
    return str(correction.version) if correction else ""


def _held(correction: Correction, seen: str, step: Transition) -> Correction:
    """As it is now, for this transaction alone. Raises Refused where it is another than was seen."""
    hold_open(correction.period)
    held = Correction.objects.select_for_update(no_key=True).get(pk=correction.pk)
    if held.state not in step.from_states:
        raise Refused(f"The correction is {str(held.get_state_display()).lower()}: that cannot be done now.")
    if seen != version_of(held):
        raise Refused("The correction was written anew after you looked at it. Look at it first.")
    return held
