"""Every power by every role, as the domain has it: in the own organisation, in another, and on the panel."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from organisations.accounts.roles import POWERS, ROLES, Power, may, require
from organisations.models import ORGANISATION_ROLES, PANEL_ROLES, Membership, Role, User
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

# Written once more, by role: the table of the code has to say the same.
ALLOWED = {
    Role.REPORTER: {"see_return", "write_report"},
    Role.AUTHORISED_OFFICER: {"see_return", "write_report", "submit_return", "manage_people"},
    Role.SECRETARIAT: {"see_everything", "run_periods", "decide_report", "manage_everybody"},
    Role.PANEL_MEMBER: {"see_everything", "draft_assessment"},
    Role.CHAIR: {"see_everything", "agree_assessment", "publish_period"},
    Role.OBSERVER: {"see_everything"},
}
EVERY = [(role, power) for role in Role for power in Power]


def holder(role: Role, **fields: object) -> Membership:
    made: Membership = MembershipFactory(role=role, panel=role in PANEL_ROLES, **fields)
    return made


def test_every_role_and_every_power_is_told() -> None:
    assert set(ALLOWED) == set(Role) == set(ROLES)
    assert set(POWERS) == set(Power)


@pytest.mark.parametrize(("role", "power"), EVERY)
def test_a_role_allows_what_the_table_says_and_nothing_else(role: Role, power: Power) -> None:
    membership = holder(role)
    assert may(membership.person, power, membership.organisation) == (power in ALLOWED[role])


@pytest.mark.parametrize("power", Power)
@pytest.mark.parametrize("role", ORGANISATION_ROLES)
def test_a_role_in_one_organisation_allows_nothing_elsewhere(role: Role, power: Power) -> None:
    person = holder(role).person
    assert not may(person, power, OrganisationFactory())
    assert not may(person, power)


@pytest.mark.parametrize("power", Power)
def test_without_a_role_in_time_nothing_is_allowed(power: Power) -> None:
    nobody: User = UserFactory()
    assert not may(nobody, power)
    for role in Role:
        ended = holder(role, ends_at=timezone.now())
        inactive = holder(role, person=UserFactory(is_active=False))
        for membership in (ended, inactive):
            assert not may(membership.person, power, membership.organisation)


def test_a_refusal_names_the_role_that_is_needed() -> None:
    with pytest.raises(PermissionDenied, match="needs the role of authorised officer"):
        require(UserFactory(), Power.SUBMIT_RETURN, OrganisationFactory())
