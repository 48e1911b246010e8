"""A sample organisation with its people and commitments, and a period that is open: what tests of returns begin with.

Later states are reached by the actions that people use.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from organisations.models import Organisation, Role, User
from recommendations.models import Commitment, Decision, Draft, Period, ProgressReport, Receipt
from recommendations.reporting.deciding import accept_report, return_report
from recommendations.reporting.drafts import NEW, save_draft
from recommendations.reporting.submitting import Part, submit_return
from recommendations.reporting.typed import Typed
from tests import factories as f

# Far enough ahead that no clock of a test has passed it.
POSITION = datetime.date(2090, 9, 30)

PROGRESS: Typed = {
    "kind": "progress",
    "self_rating": "in_progress",
    "narrative": "Sample guidance was written and is tried in four places.",
    "done": "Sample guidance was written.",
    "next_steps": "A sample audit in autumn.",
    "on_track": "yes",
    "expected_on_day": "31",
    "expected_on_month": "3",
    "expected_on_year": "2091",
    "evidence-TOTAL_FORMS": "1",
    "evidence-0-title": "Sample guidance",
    "evidence-0-url": "https://example.org/guidance",
    "evidence-0-about_on_day": "1",
    "evidence-0-about_on_month": "9",
    "evidence-0-about_on_year": "2090",
    "evidence-0-is_public": "on",
    "risks-TOTAL_FORMS": "1",
    "risks-0-kind": "risk",
    "risks-0-text": "Samples may run out.",
    "risks-0-owner": "Sample team",
    "risks-0-state": "open",
}
NOTHING: Typed = {"kind": "nothing_to_report", "nil_reason": "A sample body has nothing to do with it."}


def person(role: Role, organisation: Organisation | None = None, **user: Any) -> User:
    made: User = f.UserFactory(**user)
    f.MembershipFactory(person=made, role=role, organisation=organisation)
    return made


def open_period(**fields: Any) -> Period:
    dates = {"opens_on": POSITION, "due_on": POSITION + datetime.timedelta(days=30)}
    made: Period = f.PeriodFactory(**{"open_": True, "position_date": POSITION, **dates, **fields})
    return made


def commitment_of(*leads: Organisation, under: int = 1) -> Commitment:
    """One that these lead, belonging to so many recommendations."""
    made: Commitment = f.CommitmentFactory()
    made.lead_organisations.set(leads)
    f.MappingFactory.create_batch(under, commitment=made)
    return made


@dataclass
class Desk:
    """The desk of one organisation in one period, with a commitment to report on."""

    organisation: Organisation
    period: Period
    commitment: Commitment
    reporter: User
    officer: User
    secretariat: User

    @classmethod
    def make(cls, **period: Any) -> "Desk":
        organisation = f.OrganisationFactory()
        return cls(
            organisation=organisation,
            period=open_period(**period),
            commitment=commitment_of(organisation),
            reporter=person(Role.REPORTER, organisation, name="Sample reporter"),
            officer=person(Role.AUTHORISED_OFFICER, organisation, name="Sample officer"),
            secretariat=person(Role.SECRETARIAT, name="Sample secretariat"),
        )

    @property
    def report(self) -> ProgressReport:
        return self.report_on(self.commitment)

    def report_on(self, commitment: Commitment) -> ProgressReport:
        here = {"organisation": self.organisation, "period": self.period, "commitment": commitment}
        return ProgressReport.objects.written_at_the_desk().get(**here)

    def save(self, typed: Typed | None = None, *, version: int | None = None, **options: Any) -> Draft:
        """As the reporter, begun from what is saved unless a version is given."""
        commitment = options.pop("commitment", self.commitment)
        saved = Draft.objects.filter(
            report__organisation=self.organisation, report__period=self.period, report__commitment=commitment
        ).first()
        return save_draft(
            organisation=self.organisation,
            period=self.period,
            commitment=commitment,
            typed=PROGRESS if typed is None else typed,
            version=(saved.version if saved else NEW) if version is None else version,
            by=options.pop("by", self.reporter),
        )

    def part(self, commitment: Commitment | None = None) -> Part:
        report = self.report_on(commitment or self.commitment)
        return Part(report.commitment_id or 0, report.submissions.count() + 1, report.draft.version)

    def submit(self, *parts: Part, **options: Any) -> Receipt:
        """As the officer, declared and confirmed."""
        return submit_return(
            organisation=self.organisation,
            period=self.period,
            parts=parts or [self.part()],
            declared=options.pop("declared", True),
            confirmed=options.pop("confirmed", True),
            by=options.pop("by", self.officer),
        )

    def accept(self, **options: Any) -> Decision:
        return accept_report(report=self.report, by=options.pop("by", self.secretariat))

    def give_back(self, reason: str = "Say which sample places.", **options: Any) -> Decision:
        return return_report(report=self.report, reason=reason, by=options.pop("by", self.secretariat))
