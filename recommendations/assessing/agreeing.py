"""Agreeing an assessment, by another person than wrote it, and taking that back with a reason."""

from django.db import transaction
from django.utils import timezone

from caldicott.refusals import Refused
from organisations.accounts.roles import require
from organisations.models import User, audit
from recommendations.models import Agreement, Assessment
from recommendations.reporting.locks import hold_open
from recommendations.reporting.policies import reason_given
from recommendations.transitions import ASSESSMENT

from .policies import assessment_can, is_complete, period_takes_assessments, wrote_none_of_it
from .ratings import last_published, why_a_reason_is_asked
from .writing import held


@transaction.atomic
def agree_assessment(*, assessment: Assessment, seen_version: int, by: User) -> Agreement:
    """It is ready to be published with its period, as the person has seen it. Raises PermissionDenied or Refused.

    Another version than the one that was looked at is not agreed unseen.
    """
    require(by, ASSESSMENT["agree_assessment"].power)
    assessment = _held(assessment, "agree_assessment", seen_version)
    is_complete(assessment)
    wrote_none_of_it(assessment, by)
    last = last_published(assessment.recommendation, assessment.period)
    found = why_a_reason_is_asked(assessment.conclusion, assessment.rating, last)
    if found and not assessment.rating_reason:  # another period was published after it was saved
        raise Refused(" ".join([*found, "Whoever writes it has to say why before it is agreed."]))
    assessment.agreed_by, assessment.agreed_by_name, assessment.agreed_at = by, str(by), timezone.now()
    return _write_down(assessment, "agree_assessment", Agreement.Outcome.AGREED, "", by)


@transaction.atomic
def withdraw_agreement(*, assessment: Assessment, seen_version: int, reason: str, by: User) -> Agreement:
    """It is a draft again, with the same words. Raises PermissionDenied or Refused."""
    require(by, ASSESSMENT["withdraw_agreement"].power)
    assessment = _held(assessment, "withdraw_agreement", seen_version)
    reason = reason_given(reason, "Say why the agreement is withdrawn: whoever goes on writing reads it.")
    assessment.agreed_by, assessment.agreed_by_name, assessment.agreed_at = None, "", None
    return _write_down(assessment, "withdraw_agreement", Agreement.Outcome.WITHDRAWN, reason, by)


def _held(assessment: Assessment, verb: str, seen_version: int) -> Assessment:
    """As it is now, for this transaction alone, if this may follow and it is what the person has looked at."""
    period_takes_assessments(hold_open(assessment.period))
    now = held(assessment)
    assessment_can(verb, now)
    if now.version != seen_version:
        raise Refused(
            f"{now.written_by_name} saved version {now.version} after you looked at version {seen_version}. "
            "Look at it first."
        )
    return now


def _write_down(assessment: Assessment, verb: str, outcome: str, reason: str, by: User) -> Agreement:
    assessment.state = ASSESSMENT[verb].to_state
    assessment.save()
    agreement = Agreement.objects.create(
        version=assessment.versions.get(number=assessment.version),
        outcome=outcome,
        reason=reason,
        by=by,
        by_name=str(by),
    )
    audit(verb, assessment, by=by, reason=reason, version=assessment.version)
    return agreement
