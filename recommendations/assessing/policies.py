"""Whether something may happen to an assessment now: each question raises the very sentence that the person reads."""

from caldicott.govuk.words import date_in_words
from caldicott.refusals import Refused
from organisations.models import User
from recommendations.models import Assessment, AssessmentVersion, Period
from recommendations.transitions import ASSESSMENT

TAKING = (Period.State.OPEN, Period.State.CLOSED)


def period_takes_assessments(period: Period) -> None:
    """It is being assessed from its opening until it is published."""
    if period.state == Period.State.PLANNED:
        assert period.opens_on is not None  # noqa: S101 (a planned period has its dates: the database's rule)
        raise Refused(f"{period} opens on {date_in_words(period.opens_on)}. Until then nothing is assessed for it.")
    if period.state not in TAKING:
        raise Refused(f"{period} is published. What is published is only corrected, in the open.")


def assessment_can(verb: str, assessment: Assessment) -> None:
    """Whether the table of transitions lets this verb follow the assessment's state."""
    if assessment.state not in ASSESSMENT[verb].from_states:
        raise Refused(f"{assessment} is {assessment.get_state_display().lower()}: that cannot be done now.")


def is_complete(assessment: Assessment) -> None:
    """What is agreed can be published as it stands, and it is known who wrote it."""
    if not assessment.version:
        raise Refused(f"It is not known who wrote this on {assessment}. Somebody has to save it first.")
    for text, called in ((assessment.official_wording, "narrative"), (assessment.conclusion, "conclusion")):
        if not text.strip():
            raise Refused(f"{assessment} has no {called} yet. Write it before the assessment is agreed.")


def wrote_none_of_it(assessment: Assessment, person: User) -> None:
    """Whoever saved any of its versions has a part in what it says, and so is no other person than its author."""
    if AssessmentVersion.objects.filter(assessment=assessment, by=person).exists():
        raise Refused("You wrote a version of this assessment. Another person has to agree it.")
