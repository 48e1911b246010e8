"""One minimal factory a model: the least that is valid; everything else is for the test to say.

Numbers and dates begin where no test and no record names any, so that what a test names is free.
"""

import datetime
import uuid

from factory import LazyAttribute, LazyFunction, Maybe, Sequence, SubFactory
from factory.django import DjangoModelFactory

from organisations.models import (
    Alias,
    AuditRow,
    CollectiveMembership,
    FigureCheck,
    Invitation,
    Letter,
    Membership,
    Organisation,
    OrganisationType,
    RequirementGroup,
    Role,
    Succession,
    ToolkitReturn,
    ToolkitTable,
    User,
)
from recommendations.models import (
    AdditionalInformation,
    Assessment,
    Change,
    Commitment,
    CommitmentLead,
    Decision,
    Draft,
    Evidence,
    Mapping,
    Period,
    ProgressReport,
    Rating,
    Receipt,
    Recommendation,
    Reminder,
    SelfRating,
    Submission,
    Sufficiency,
    TargetDate,
)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = Sequence(lambda n: f"person-{n}@example.org")


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    slug = Sequence(lambda n: f"organisation-{n}")
    name = Sequence(lambda n: f"Organisation {n}")
    kind = Organisation.Kind.OTHER


class AliasFactory(DjangoModelFactory[Alias]):
    class Meta:
        model = Alias

    organisation = SubFactory(OrganisationFactory)
    name = Sequence(lambda n: f"Alias {n}")


class SuccessionFactory(DjangoModelFactory[Succession]):
    class Meta:
        model = Succession

    predecessor = SubFactory(OrganisationFactory)
    successor = SubFactory(OrganisationFactory)


class CollectiveMembershipFactory(DjangoModelFactory[CollectiveMembership]):
    """For ever, unless a test gives days."""

    class Meta:
        model = CollectiveMembership

    collective = SubFactory(OrganisationFactory, kind=Organisation.Kind.COLLECTIVE)
    member = SubFactory(OrganisationFactory)


class OrganisationTypeFactory(DjangoModelFactory[OrganisationType]):
    class Meta:
        model = OrganisationType

    slug = Sequence(lambda n: f"organisation-type-{n}")
    name = Sequence(lambda n: f"Organisation type {n}")
    position = Sequence(lambda n: n + 1)


class RequirementGroupFactory(DjangoModelFactory[RequirementGroup]):
    class Meta:
        model = RequirementGroup

    slug = Sequence(lambda n: f"group-{n}")
    name = Sequence(lambda n: f"Group {n}")
    position = Sequence(lambda n: n + 1)


class ToolkitTableFactory(DjangoModelFactory[ToolkitTable]):
    class Meta:
        model = ToolkitTable

    organisation_type = SubFactory(OrganisationTypeFactory)
    version = "V10"
    source = "Annex 3"


class ToolkitReturnFactory(DjangoModelFactory[ToolkitReturn]):
    class Meta:
        model = ToolkitReturn

    table = SubFactory(ToolkitTableFactory)
    group = SubFactory(RequirementGroupFactory)
    position = Sequence(lambda n: n + 1)
    level_0 = 0
    level_1 = 0
    level_2 = 0
    level_3 = 0


class FigureCheckFactory(DjangoModelFactory[FigureCheck]):
    class Meta:
        model = FigureCheck

    key = Sequence(lambda n: f"check-{n}")
    position = Sequence(lambda n: n + 1)
    kind = FigureCheck.Kind.ROW_TOTAL
    measure = "Total of a row"
    printed = "10"
    computed = "10"
    agrees = LazyAttribute(lambda check: check.printed == check.computed)
    explanation = "The row adds up."
    source = "Annex 3"


class PeriodFactory(DjangoModelFactory[Period]):
    """Published, a year after the last one made. `open_=True` makes it one that is being collected."""

    class Meta:
        model = Period

    class Params:
        open_ = False

    position_date = Sequence(lambda n: datetime.date(2101 + n, 9, 30))
    state = LazyAttribute(lambda period: Period.State.OPEN if period.open_ else Period.State.PUBLISHED)
    opens_on = LazyAttribute(lambda period: period.position_date if period.open_ else None)
    due_on = LazyAttribute(lambda period: period.position_date if period.open_ else None)


class RecommendationFactory(DjangoModelFactory[Recommendation]):
    class Meta:
        model = Recommendation

    number = Sequence(lambda n: 1001 + n)
    title = Sequence(lambda n: f"Title {1001 + n}")
    sufficiency = Sufficiency.ASSISTS


class CommitmentFactory(DjangoModelFactory[Commitment]):
    class Meta:
        model = Commitment

    number = Sequence(lambda n: 1001 + n)
    kind = Commitment.Kind.COMMITMENT


class CommitmentLeadFactory(DjangoModelFactory[CommitmentLead]):
    class Meta:
        model = CommitmentLead

    commitment = SubFactory("tests.factories.CommitmentFactory")
    organisation = SubFactory(OrganisationFactory)


class MappingFactory(DjangoModelFactory[Mapping]):
    class Meta:
        model = Mapping

    commitment = SubFactory(CommitmentFactory)
    recommendation = SubFactory(RecommendationFactory)


class ProgressReportFactory(DjangoModelFactory[ProgressReport]):
    """Accepted, and so public once its period is published."""

    class Meta:
        model = ProgressReport

    period = SubFactory(PeriodFactory)
    commitment = SubFactory(CommitmentFactory)
    recommendation = SubFactory(RecommendationFactory)
    organisation = SubFactory(OrganisationFactory)
    state = ProgressReport.State.ACCEPTED
    self_rating = SelfRating.IN_PROGRESS


class AdditionalInformationFactory(DjangoModelFactory[AdditionalInformation]):
    class Meta:
        model = AdditionalInformation

    period = SubFactory(PeriodFactory)
    recommendation = SubFactory(RecommendationFactory)
    organisation = SubFactory(OrganisationFactory)
    position = Sequence(lambda n: n + 1)


class AssessmentFactory(DjangoModelFactory[Assessment]):
    """Published, and so public once its period is."""

    class Meta:
        model = Assessment

    period = SubFactory(PeriodFactory)
    recommendation = SubFactory(RecommendationFactory)
    state = Assessment.State.PUBLISHED
    conclusion = "Some progress"
    rating = Rating.AMBER


class ChangeFactory(DjangoModelFactory[Change]):
    class Meta:
        model = Change

    period = SubFactory(PeriodFactory)
    kind = Change.Kind.PERIOD
    after = LazyAttribute(lambda change: {"period": change.period.slug})


class MembershipFactory(DjangoModelFactory[Membership]):
    """A reporter of an organisation, for ever. `panel=True` makes a member of the secretariat."""

    class Meta:
        model = Membership

    class Params:
        panel = False

    person = SubFactory(UserFactory)
    organisation = Maybe("panel", None, SubFactory(OrganisationFactory))
    role = LazyAttribute(lambda membership: Role.SECRETARIAT if membership.panel else Role.REPORTER)
    begins_at = datetime.datetime(2013, 9, 12, tzinfo=datetime.UTC)


class InvitationFactory(DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    email = Sequence(lambda n: f"invited-{n}@example.org")
    organisation = SubFactory(OrganisationFactory)
    role = Role.REPORTER
    token_digest = Sequence(lambda n: f"{n:064x}")
    invited_by = SubFactory(UserFactory)
    expires_at = LazyAttribute(lambda invitation: datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC))


class AuditRowFactory(DjangoModelFactory[AuditRow]):
    class Meta:
        model = AuditRow

    verb = "submit_return"
    subject = SubFactory(OrganisationFactory)


class LetterFactory(DjangoModelFactory[Letter]):
    class Meta:
        model = Letter

    kind = Letter.Kind.RECEIPT
    person = SubFactory(UserFactory)
    address = LazyAttribute(lambda letter: letter.person.email if letter.person else "somebody@example.org")
    subject = "Sample letter"
    text = "A sample."


class DraftFactory(DjangoModelFactory[Draft]):
    class Meta:
        model = Draft

    report = SubFactory(ProgressReportFactory, state="draft", self_rating="not_reported")
    saved_by = SubFactory(UserFactory)


class ReceiptFactory(DjangoModelFactory[Receipt]):
    class Meta:
        model = Receipt

    reference = Sequence(lambda n: f"SAMPLE-{n}")
    key = LazyFunction(uuid.uuid4)
    organisation = SubFactory(OrganisationFactory)
    period = SubFactory(PeriodFactory, open_=True)
    by = SubFactory(UserFactory)
    by_name = "Sample officer"
    late = False
    manifest = ""
    fingerprint = "0" * 64


class SubmissionFactory(DjangoModelFactory[Submission]):
    class Meta:
        model = Submission

    report = SubFactory(ProgressReportFactory, state="submitted", self_rating="not_reported")
    number = 1
    receipt = SubFactory(ReceiptFactory)
    content = "{}\n"


class DecisionFactory(DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    submission = SubFactory(SubmissionFactory)
    outcome = Decision.Outcome.ACCEPTED
    by = SubFactory(UserFactory)
    by_name = "Sample secretariat"


class EvidenceFactory(DjangoModelFactory[Evidence]):
    class Meta:
        model = Evidence

    report = SubFactory(ProgressReportFactory)
    position = Sequence(lambda n: n + 1)
    title = "Sample audit"
    url = "https://example.org/audit"
    about_on = datetime.date(2100, 9, 1)


class TargetDateFactory(DjangoModelFactory[TargetDate]):
    """The first date of an organisation on a commitment."""

    class Meta:
        model = TargetDate

    commitment = SubFactory(CommitmentFactory)
    organisation = SubFactory(OrganisationFactory)
    period = SubFactory(PeriodFactory)
    number = 0
    expected_on = datetime.date(2100, 12, 31)


class ReminderFactory(DjangoModelFactory[Reminder]):
    class Meta:
        model = Reminder

    letter = SubFactory(LetterFactory)
    organisation = SubFactory(OrganisationFactory)
    period = SubFactory(PeriodFactory)
    step = Reminder.Step.OPENING
    on = datetime.date(2100, 9, 1)
