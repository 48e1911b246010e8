"""Sample desks for trying letters: an organisation with a person, what it leads, and a period that is open."""

import datetime
from zoneinfo import ZoneInfo

from organisations.models import Letter, Organisation, User
from recommendations.models import Commitment, Decision, Period, ProgressReport
from tests.factories import (
    CommitmentFactory,
    DecisionFactory,
    MembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    SubmissionFactory,
)

LONDON = ZoneInfo("Europe/London")
OPENS, DUE = datetime.date(2027, 3, 1), datetime.date(2027, 3, 30)  # the clocks go forward on 28 March


def moment(day: int | datetime.date, hour: int = 9, minute: int = 0) -> datetime.datetime:
    """Of a day in London; a number is one of March 2027."""
    on = day if isinstance(day, datetime.date) else datetime.date(2027, 3, day)
    return datetime.datetime.combine(on, datetime.time(hour, minute), LONDON)


def collecting(opens_on: datetime.date = OPENS, due_on: datetime.date = DUE) -> Period:
    period: Period = PeriodFactory(
        open_=True, position_date=datetime.date(2027, 2, 28), opens_on=opens_on, due_on=due_on
    )
    return period


def desk(commitments: int = 1, person: User | None = None, **names: str) -> tuple[Organisation, User]:
    """An organisation that leads some commitments, and a person who reports for it."""
    organisation = OrganisationFactory(**names)
    for _ in range(commitments):
        leads(organisation)
    given = {"person": person} if person else {}
    return organisation, MembershipFactory(organisation=organisation, **given).person


def leads(organisation: Organisation) -> Commitment:
    commitment: Commitment = CommitmentFactory(summary="Sample duty.")
    commitment.lead_organisations.add(organisation)
    return commitment


def reported(period: Period, organisation: Organisation, commitment: Commitment, state: str) -> ProgressReport:
    report: ProgressReport = ProgressReportFactory(
        period=period, organisation=organisation, commitment=commitment, state=state, recommendation=None
    )
    return report


def decided(report: ProgressReport, outcome: str, reason: str = "", number: int = 1) -> Decision:
    """The report is in this state, by a decision of now."""
    ProgressReport.objects.filter(pk=report.pk).update(state=outcome)
    submission = SubmissionFactory(report=report, number=number, receipt__period=report.period)
    made: Decision = DecisionFactory(submission=submission, outcome=outcome, reason=reason)
    return made


def news_of(person: User) -> list[Letter]:
    return list(Letter.objects.filter(kind=Letter.Kind.NEWS, person=person).order_by("day"))
