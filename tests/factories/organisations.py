"""Organisations, people and their roles, toolkit returns."""

import datetime

from factory import LazyAttribute, LazyFunction, Maybe, Sequence, SubFactory
from factory.django import DjangoModelFactory

from organisations.models import (
    Alias,
    AuditRow,
    CollectiveMembership,
    FigureCheck,
    HistoryRow,
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

NOON = datetime.datetime(2100, 1, 1, 12, tzinfo=datetime.UTC)


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


class HistoryRowFactory(DjangoModelFactory[HistoryRow]):
    class Meta:
        model = HistoryRow

    deed = HistoryRow.Deed.UPDATE
    subject_type = "organisations.organisation"
    subject_id = Sequence(lambda number: number + 1)
    about = LazyAttribute(lambda row: [f"{row.subject_type}:{row.subject_id}"])
    columns = ("name",)
    before = LazyFunction(lambda: {"name": "A sample body"})
    after = LazyFunction(lambda: {"name": "Another sample body"})


class LetterFactory(DjangoModelFactory[Letter]):
    class Meta:
        model = Letter

    kind = Letter.Kind.RECEIPT
    person = SubFactory(UserFactory)
    address = LazyAttribute(lambda letter: letter.person.email if letter.person else "somebody@example.org")
    subject = "Sample letter"
    text = "A sample."
