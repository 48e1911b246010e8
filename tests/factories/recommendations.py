"""Recommendations, commitments, periods, what is reported, concluded and published."""

import datetime
import uuid
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import CharField, Func, Max
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from recommendations.models import (
    AdditionalInformation,
    Agreement,
    Assessment,
    AssessmentVersion,
    Change,
    Commitment,
    CommitmentLead,
    Correction,
    Decision,
    Draft,
    Edition,
    Evidence,
    Mapping,
    Period,
    ProgressReport,
    Rating,
    Receipt,
    Recommendation,
    Reminder,
    SealedFile,
    SealedPiece,
    SelfRating,
    Submission,
    Sufficiency,
    TargetDate,
)
from recommendations.models.edition import sha256_of

from .organisations import NOON, LetterFactory, OrganisationFactory, UserFactory

# Apart from the database's own keys, so that a test notices where one is taken for the other.
PUBLIC_IDS = count(10_001)


class PublicFactory(DjangoModelFactory[Any]):
    """Makes what is public together with an edition of its period, as the database asks; a bare one, of no files."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **values: Any) -> Any:
        with transaction.atomic():
            made = super()._create(model_class, *args, **values)
            if is_public(made):
                give_edition(period_of(made))
        return made


class NumberedFactory(PublicFactory):
    """The same with an id in public, where it is public."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **values: Any) -> Any:
        if is_public(model_class(*args, **values)):
            values.setdefault("public_id", next(PUBLIC_IDS))
        return super()._create(model_class, *args, **values)


THIS_TRANSACTION = Func(function="this_transaction", output_field=CharField())


def give_edition(period: Period) -> None:
    """Let this transaction change what is public of a period."""
    if not Edition.objects.filter(period=period, made_in=THIS_TRANSACTION).exists():
        EditionFactory(period=period)


def period_of(row: Any) -> Period:
    period: Period = row if isinstance(row, Period) else period_of(row.report) if hasattr(row, "report") else row.period
    return period


def is_public(row: Any) -> bool:
    """Whether a row, which need not be saved, is public by its state and that of its period."""
    told = row.report if isinstance(row, Evidence) else row
    return bool(told.is_published if hasattr(told, "is_published") else told.period.is_published)


class PeriodFactory(PublicFactory):
    """Published, a year after the last one made. `open_=True` makes it one that is being collected."""

    class Meta:
        model = Period

    class Params:
        open_ = False

    position_date = Sequence(lambda n: datetime.date(2101 + n, 9, 30))
    state = LazyAttribute(lambda period: Period.State.OPEN if period.open_ else Period.State.PUBLISHED)
    opens_on = LazyAttribute(lambda period: period.position_date if period.open_ else None)
    due_on = LazyAttribute(lambda period: period.position_date if period.open_ else None)


class EditionFactory(DjangoModelFactory[Edition]):
    """The next of its period, of no files. Real ones are made by publishing."""

    class Meta:
        model = Edition

    period = SubFactory(PeriodFactory)
    number = LazyAttribute(lambda edition: 1 + (last_of("number", period=edition.period) or 0))
    place = LazyFunction(lambda: 1 + (last_of("place") or 0))
    reason = LazyAttribute(lambda edition: "A sample." if edition.number > 1 else "")
    manifest = LazyAttribute(lambda edition: f"{edition.place}\n")
    manifest_sha256 = LazyAttribute(lambda edition: sha256_of(edition.manifest))
    previous_sha256 = LazyAttribute(
        lambda edition: Edition.objects.get(place=edition.place - 1).manifest_sha256 if edition.place > 1 else None
    )


def last_of(column: str, **which: Any) -> int | None:
    last: int | None = Edition.objects.filter(**which).aggregate(last=Max(column))["last"]
    return last


class SealedFileFactory(DjangoModelFactory[SealedFile]):
    class Meta:
        model = SealedFile

    edition = SubFactory(EditionFactory)
    name = Sequence(lambda n: f"sample-{n}.csv")
    size = 0
    sha256 = "0" * 64


class SealedPieceFactory(DjangoModelFactory[SealedPiece]):
    class Meta:
        model = SealedPiece

    sha256 = Sequence(lambda n: f"{n:064x}")
    position = 0
    content = b"A sample."


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


class ProgressReportFactory(NumberedFactory):
    """Accepted, and so public once its period is published."""

    class Meta:
        model = ProgressReport

    period = SubFactory(PeriodFactory)
    commitment = SubFactory(CommitmentFactory)
    recommendation = SubFactory(RecommendationFactory)
    organisation = SubFactory(OrganisationFactory)
    state = ProgressReport.State.ACCEPTED
    self_rating = SelfRating.IN_PROGRESS


class AdditionalInformationFactory(NumberedFactory):
    class Meta:
        model = AdditionalInformation

    period = SubFactory(PeriodFactory)
    recommendation = SubFactory(RecommendationFactory)
    organisation = SubFactory(OrganisationFactory)
    position = Sequence(lambda n: n + 1)


class AssessmentFactory(NumberedFactory):
    """Published, and so public once its period is; published elsewhere, by persons whom nobody knows.

    One that is agreed was written and agreed by two people.
    """

    class Meta:
        model = Assessment

    period = SubFactory(PeriodFactory)
    recommendation = SubFactory(RecommendationFactory)
    state = Assessment.State.PUBLISHED
    conclusion = "Some progress"
    rating = Rating.AMBER
    written_by = LazyAttribute(lambda assessment: UserFactory() if assessment.state == "agreed" else None)
    agreed_by = LazyAttribute(lambda assessment: UserFactory() if assessment.state == "agreed" else None)
    version = LazyAttribute(lambda assessment: 1 if assessment.written_by else 0)
    written_by_name = LazyAttribute(lambda assessment: str(assessment.written_by or ""))
    written_at = LazyAttribute(lambda assessment: NOON if assessment.written_by else None)
    agreed_by_name = LazyAttribute(lambda assessment: str(assessment.agreed_by or ""))
    agreed_at = LazyAttribute(lambda assessment: NOON if assessment.agreed_by else None)


class AssessmentVersionFactory(DjangoModelFactory[AssessmentVersion]):
    class Meta:
        model = AssessmentVersion

    assessment = SubFactory(AssessmentFactory, state="draft", written_by=SubFactory(UserFactory))
    number = 1
    rating = Rating.AMBER
    by = SubFactory(UserFactory)
    by_name = "Sample panel member"


class AgreementFactory(DjangoModelFactory[Agreement]):
    class Meta:
        model = Agreement

    version = SubFactory(AssessmentVersionFactory)
    outcome = Agreement.Outcome.AGREED
    by = SubFactory(UserFactory)
    by_name = "Sample chair"


class CorrectionFactory(DjangoModelFactory[Correction]):
    """A draft, of an assessment."""

    class Meta:
        model = Correction

    assessment = SubFactory(AssessmentFactory)
    period = LazyAttribute(
        lambda correction: correction.assessment.period if correction.assessment else PeriodFactory()
    )
    values = LazyFunction(lambda: {"conclusion": "Quick progress"})
    reason = "A sample."
    written_by = SubFactory(UserFactory)


class ChangeFactory(DjangoModelFactory[Change]):
    class Meta:
        model = Change

    id = Sequence(lambda n: n + 100_001)
    period = SubFactory(PeriodFactory)
    edition = LazyAttribute(lambda change: change.period.editions.first())
    kind = Change.Kind.PERIOD
    after = LazyAttribute(lambda change: {"period": change.period.slug})


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


class EvidenceFactory(PublicFactory):
    class Meta:
        model = Evidence

    report = SubFactory(ProgressReportFactory)
    position = Sequence(lambda n: n + 1)
    title = "Sample audit"
    url = "https://example.org/audit"
    about_on = datetime.date(2100, 9, 1)


class TargetDateFactory(NumberedFactory):
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
