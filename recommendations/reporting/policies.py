"""Whether something may happen now: each question raises the very sentence that the person reads."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from caldicott.govuk.words import date_in_words
from caldicott.plain_text import plain_text, with_plain_line_ends
from caldicott.refusals import Refused
from organisations.models import Organisation
from recommendations.models import Commitment, Period, ProgressReport
from recommendations.models.standing import EVERYBODY
from recommendations.transitions import PERIOD, REPORT

from .deadlines import closes_at


def takes_reports(period: Period) -> bool:
    """Whether it is open still: its last day may have ended before the clock has closed it."""
    end = closes_at(period)
    return period.state == Period.State.OPEN and not (end and timezone.now() >= end)


def period_takes_reports(period: Period) -> None:
    if period.state == Period.State.PLANNED:
        assert period.opens_on is not None  # noqa: S101 (a planned period has its dates: the database's rule)
        raise Refused(f"{period} opens on {date_in_words(period.opens_on)}. Until then nothing can be reported for it.")
    if not takes_reports(period):
        raise Refused(f"{period} is closed and takes no more reports. If something is missing, ask the secretariat.")


def organisation_is_asked(organisation: Organisation, period: Period, commitment: Commitment) -> None:
    """It owes a report on it at the position, or is one of all of whom it is expected."""
    found = Commitment.objects.with_owing(organisation, period.position_date).get(pk=commitment.pk)
    if not found.owed and not commitment.lead_organisations.filter(slug=EVERYBODY).exists():
        raise Refused(f"{organisation} is not asked to report on {_small(commitment)} for the {_small(period)}.")


def report_can(verb: str, report: ProgressReport) -> None:
    """Whether the table of transitions lets this verb follow the report's state."""
    if report.state not in REPORT[verb].from_states:
        raise Refused(f"{report.commitment}: the report is {_small(report.get_state_display())} and stays as it is.")


def report_is_written(report: ProgressReport) -> None:
    """A draft is written, or what was returned is answered; what was submitted waits for the secretariat."""
    report_can("submit_return", report)


def period_can(verb: str, period: Period) -> None:
    if period.state not in PERIOD[verb].from_states:
        raise Refused(f"{period} is {_small(period.get_state_display())}: that cannot be done now.")


def place_is_free(report: ProgressReport) -> None:
    """What stands in the place of an organisation's report is its own, and no row that the panel's desk typed in."""
    if not report.given_here:
        raise Refused(
            f"{report.commitment}: a row that the secretariat typed in stands here and stays as it is. Ask the "
            "secretariat to take it out."
        )


def reason_given(reason: str, missing: str) -> str:
    """The reason without blanks around it. Where there is none, raises Refused with what `missing` says."""
    given = with_plain_line_ends(reason).strip()
    if not given:
        raise Refused(missing)
    try:
        plain_text(given)
    except ValidationError as unkeepable:
        raise Refused(unkeepable.message) from None
    return given


def _small(said: object) -> str:
    text = str(said)
    return text[:1].lower() + text[1:]
