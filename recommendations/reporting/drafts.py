"""Saving what is typed: at any time, incomplete as it is, and never over what somebody else has typed meanwhile."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from organisations.accounts.roles import Power, require
from organisations.models import Organisation, User, audit
from recommendations.models import Commitment, Draft, Period, ProgressReport, SelfRating

from .locks import hold_open, hold_standing
from .policies import organisation_is_asked, period_takes_reports, place_is_free, report_is_written
from .typed import Typed, closed_up, typed_in, unkeepable, with_keys

NEW = 0  # the version of a draft that is not there yet


class Unkeepable(Exception):
    """Some of it cannot be stored. `fields` tells for each why."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("Nothing was saved.")
        self.fields = fields


class Conflict(Exception):
    """Somebody else has saved since the typing began. `draft` is what they saved."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"{draft.saved_by} has saved another version.")
        self.draft = draft


@transaction.atomic
def save_draft(
    *, organisation: Organisation, period: Period, commitment: Commitment, typed: Typed, version: int, by: User
) -> Draft:
    """Keep what was typed, begun from a `version` of the draft, or from none (`NEW`).

    Raises PermissionDenied, Refused, Unkeepable, or Conflict where nothing may be overwritten unseen. To save again
    what is saved already is no conflict and changes nothing.
    """
    require(by, Power.WRITE_REPORT, organisation)
    period_takes_reports(hold_open(period))
    hold_standing(organisation)
    typed = closed_up(typed_in(typed))
    refused = unkeepable(typed)
    if refused:
        raise Unkeepable(refused)
    report = _report(organisation, period, commitment, by)
    report_is_written(report)
    draft = Draft.objects.select_related("saved_by").filter(report=report).first()
    if draft and _same(draft.typed, typed):
        return draft
    if draft and draft.version != version:
        raise Conflict(draft)
    draft = draft or Draft(report=report, version=NEW)
    draft.typed, draft.version = with_keys(typed), draft.version + 1
    draft.saved_by, draft.saved_at = by, timezone.now()
    draft.save()
    return draft


def _report(organisation: Organisation, period: Period, commitment: Commitment, by: User) -> ProgressReport:
    """The organisation's report, begun where there is none, and held for this transaction alone."""
    here: Any = {"organisation": organisation, "period": period, "commitment": commitment}
    reports = ProgressReport.objects.written_at_the_desk().filter(**here)
    if not reports.exists():
        organisation_is_asked(organisation, period, commitment)
        place: Any = next(iter(sorted(commitment.recommendation_numbers)), None)
        begun, is_new = ProgressReport.objects.get_or_create(
            **here,
            recommendation_id=place,
            defaults={
                "state": ProgressReport.State.DRAFT,
                "self_rating": SelfRating.NOT_REPORTED,
                "given_here": True,
            },
        )
        place_is_free(begun)
        if is_new:
            audit("begin_report", begun, by=by, organisation=organisation)
        reports = ProgressReport.objects.filter(pk=begun.pk)
    return reports.select_for_update(of=("self",), no_key=True).select_related("commitment").get()


def _same(one: Typed, other: Typed) -> bool:
    """But for the keys, which nobody types."""
    return _without_keys(one) == _without_keys(other)


def _without_keys(typed: Typed) -> Typed:
    return {name: text for name, text in typed.items() if not name.endswith("-key")}
