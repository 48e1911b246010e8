"""What an organisation's desk holds and the public must not see, each with a text to look for."""

import datetime
import json

from organisations.models import Organisation
from recommendations.models import Commitment, Evidence, Period, ProgressReport, Reminder, TargetDate
from tests import factories as f

DAY = datetime.date(2100, 1, 1)


def at_the_desk(report: ProgressReport, secret: str) -> None:
    """What stands behind a report and is never public: what was typed, submitted and decided, and by whom."""
    person = f.UserFactory(name=secret)
    f.DraftFactory(report=report, typed={"narrative": secret, "risks": secret}, saved_by=person)
    organisation = {"organisation": report.organisation} if report.organisation else {}
    receipt = f.ReceiptFactory(period=report.period, by=person, manifest=secret, **organisation)
    for_the_panel = [{"title": secret, "url": "https://example.org/x", "audience": "panel"}]
    content = json.dumps({"risks": secret, "remedy": secret, "evidence": for_the_panel})
    submission = f.SubmissionFactory(report=report, receipt=receipt, content=content)
    f.DecisionFactory(submission=submission, outcome="returned", reason=secret, by=person)


def with_answers(secret: str) -> dict[str, object]:
    """Everything that an organisation says in a report, for a factory."""
    return {"official_wording": secret, "done": secret, "next_steps": secret}


def evidence_of(report: ProgressReport, secret: str) -> Evidence:
    made: Evidence = f.EvidenceFactory(report=report, title=secret, page=secret)
    return made


def date_moved(commitment: Commitment, organisation: Organisation, period: Period, secret: str) -> TargetDate:
    about = {"commitment": commitment, "organisation": organisation}
    moved: TargetDate = f.TargetDateFactory(
        period=period, number=1, expected_on=DAY, previously_on=datetime.date(2099, 1, 1), reason=secret, **about
    )
    return moved


def reminded(organisation: Organisation, period: Period, secret: str) -> Reminder:
    """By a letter on the first day of 1987, a year that nothing else names."""
    sent = datetime.datetime(1987, 1, 1, tzinfo=datetime.UTC)
    person = f.UserFactory(name=secret)
    letter = f.LetterFactory(person=person, subject=secret, text=secret, sent_at=sent)
    made: Reminder = f.ReminderFactory(letter=letter, organisation=organisation, period=period, step="overdue")
    return made
