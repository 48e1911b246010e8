"""Writing an assessment: begun, gone on with, or taken up again after it was agreed; nothing is overwritten unseen."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from caldicott.plain_text import one_line, plain_text, with_plain_line_ends
from caldicott.refusals import Refused
from organisations.accounts.roles import require
from organisations.models import User, audit
from recommendations.models import Assessment, AssessmentVersion, Period, Rating, RatingBasis, Recommendation
from recommendations.reporting.locks import hold_open
from recommendations.transitions import ASSESSMENT

from .policies import assessment_can, period_takes_assessments
from .ratings import last_published, why_a_reason_is_asked

NEW = 0  # the version of an assessment that nobody has saved yet
LONGEST = 50_000
LONGEST_CONCLUSION = 300


@dataclass(frozen=True)
class Words:
    """What a person has written, of which any part may still be missing."""

    narrative: str = ""
    conclusion: str = ""
    rating: str = Rating.NOT_ASSESSED
    rating_reason: str = ""

    @classmethod
    def of(cls, assessment: Assessment) -> "Words":
        return cls(assessment.text, assessment.conclusion, Rating(assessment.rating), assessment.rating_reason)


class Conflict(Exception):
    """Somebody has saved since the writing began. `assessment` is as they saved it."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(f"{assessment.written_by_name or 'Somebody'} has saved another version.")
        self.assessment = assessment


class AgreedMeanwhile(Refused):
    """It is agreed, and whoever saves has not been told that this makes it a draft again."""


class ReasonNeeded(Refused):
    """The rating asks for a reason; `found` says why."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(" ".join([*found, "Say why in “Reason for the rating”: it is kept for whoever agrees."]))
        self.found = found


@transaction.atomic
def write_assessment(
    *,
    period: Period,
    recommendation: Recommendation | None,
    words: Words,
    seen_version: int,
    by: User,
    reopens: bool = False,
) -> Assessment:
    """Save what was written, begun from `seen_version`, or from none (`NEW`). Without a recommendation it is on the
    system overall.

    What was agreed is a draft again: only `reopens` says that the person knows. To save again what stands is no
    conflict and changes nothing. Raises PermissionDenied, Refused or Conflict.
    """
    step = ASSESSMENT["write_assessment"]
    require(by, step.power)
    period_takes_assessments(hold_open(period))
    words = _kept(words)
    assessment = _held(period, recommendation)
    assessment_can("write_assessment", assessment)
    if assessment.version != NEW and Words.of(assessment) == words:
        return assessment
    if assessment.version != seen_version:
        raise Conflict(assessment)
    if assessment.state == Assessment.State.AGREED and not reopens:
        raise AgreedMeanwhile(
            f"{assessment.agreed_by_name} has agreed this. To save a change makes it a draft again, to be agreed anew."
        )
    found = why_a_reason_is_asked(words.conclusion, words.rating, last_published(recommendation, period))
    if found and not words.rating_reason:
        raise ReasonNeeded(found)
    was_agreed = assessment.state == Assessment.State.AGREED
    _fill(assessment, words, by)
    assessment.state = step.to_state
    assessment.agreed_by, assessment.agreed_by_name, assessment.agreed_at = None, "", None
    assessment.save()
    audit(step.verb, assessment, by=by, version=assessment.version, was_agreed=was_agreed)
    return assessment


def _kept(words: Words) -> Words:
    """Without blanks around them. Raises Refused where something cannot be kept."""
    narrative, conclusion, reason = (
        with_plain_line_ends(text).strip() for text in (words.narrative, words.conclusion, words.rating_reason)
    )
    if words.rating not in Rating.values:
        raise Refused("Choose one of the ratings.")
    try:
        for text in (narrative, conclusion, reason):
            plain_text(text)
        one_line(conclusion)
    except ValidationError as unkeepable:
        raise Refused(unkeepable.message) from None
    for text, most in ((narrative, LONGEST), (conclusion, LONGEST_CONCLUSION), (reason, LONGEST)):
        if len(text) > most:
            raise Refused(f"“{text[:30]}…” has {len(text):,} characters; {most:,} can be kept.")
    return Words(narrative, conclusion, Rating(words.rating), reason)


def _held(period: Period, recommendation: Recommendation | None) -> Assessment:
    """The assessment, begun where there is none, and held for this transaction alone."""
    begun, _ = Assessment.objects.get_or_create(period=period, recommendation=recommendation)
    return held(begun)


def held(assessment: Assessment) -> Assessment:
    """As it is now, for this transaction alone. The period is held before it."""
    rows = Assessment.objects.select_related("period", "recommendation")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=assessment.pk)


def _fill(assessment: Assessment, words: Words, by: User) -> None:
    """The panel's own words are the official wording: nothing stands beside them as a summary."""
    assessment.summary, assessment.official_wording = "", words.narrative
    assessment.conclusion = words.conclusion
    assessment.rating, assessment.rating_basis = words.rating, RatingBasis.GIVEN_BY_PANEL
    assessment.rating_reason = words.rating_reason
    assessment.version += 1
    assessment.written_by, assessment.written_by_name, assessment.written_at = by, str(by), timezone.now()
    AssessmentVersion.objects.create(
        assessment=assessment,
        number=assessment.version,
        narrative=words.narrative,
        conclusion=words.conclusion,
        rating=words.rating,
        rating_reason=words.rating_reason,
        by=by,
        by_name=str(by),
        at=assessment.written_at,
    )
