"""People, roles and invitations at the desk, by the secretariat and by others of the panel."""

import pytest
from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from organisations.models import PANEL_ROLES, AuditRow, Invitation, Letter, Membership, Organisation, Role, User
from tests.desk import address, browser_of, chief, errors
from tests.factories import AuditRowFactory, InvitationFactory, MembershipFactory, OrganisationFactory, UserFactory

from .accounts.signing_in import with_second_factor

pytestmark = pytest.mark.django_db


def of_the_panel(role: str) -> Client:
    return browser_of(MembershipFactory(panel=True, role=role).person)


@pytest.fixture
def secretariat() -> Client:
    return of_the_panel(Role.SECRETARIAT)


def act(client: Client, model: type[Model], action: str, *rows: int) -> str:
    sent = {"action": action, "_selected_action": rows}
    return client.post(address(model, "changelist"), sent, follow=True).content.decode()


def test_the_secretariat_invites_to_the_panel_and_to_any_organisation(secretariat: Client) -> None:
    body = OrganisationFactory()
    for role, place in ((Role.CHAIR, ""), (Role.REPORTER, body.pk)):
        values = {"email": "new@example.org", "role": role, "organisation": place}
        assert secretariat.post(address(Invitation, "add"), values).status_code == 302
    assert {each.organisation for each in Invitation.objects.all()} == {None, body}
    assert Letter.objects.filter(kind=Letter.Kind.INVITATION).count() == 2
    assert AuditRow.objects.filter(verb="invite").count() == 2


def test_what_is_wrong_in_an_invitation_is_told(secretariat: Client) -> None:
    collective = OrganisationFactory(kind=Organisation.Kind.COLLECTIVE)
    values = {"email": "new@example.org", "role": Role.REPORTER, "organisation": collective.pk}
    assert "A collective has no people" in errors(secretariat.post(address(Invitation, "add"), values))
    values |= {"organisation": ""}
    assert "needs an organisation" in errors(secretariat.post(address(Invitation, "add"), values))


def test_the_secretariat_withdraws_invitations(secretariat: Client) -> None:
    invitation = InvitationFactory()
    assert "1 withdrawn." in act(secretariat, Invitation, "withdraw", invitation.pk)
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    assert AuditRow.objects.get().verb == "withdraw_invitation"


def test_the_secretariat_ends_roles_and_hears_which_had_ended(secretariat: Client) -> None:
    membership = MembershipFactory()
    assert "1 ended." in act(secretariat, Membership, "end_now", membership.pk)
    assert "ended already" in act(secretariat, Membership, "end_now", membership.pk)
    membership.refresh_from_db()
    assert not membership.is_current


def test_the_secretariat_resets_a_lost_second_factor(secretariat: Client) -> None:
    person = UserFactory()
    with_second_factor(person)
    act(secretariat, User, "reset_lost_second_factor", person.pk)
    assert not Authenticator.objects.exists()
    assert Letter.objects.get().person == person


@pytest.mark.parametrize("role", [role for role in PANEL_ROLES if role != Role.SECRETARIAT])
def test_others_of_the_panel_look_and_change_nothing(role: str) -> None:
    client = of_the_panel(role)
    membership, invitation = MembershipFactory(), InvitationFactory()
    rows: list[Model] = [membership, invitation, AuditRowFactory(), OrganisationFactory(), UserFactory()]
    for row in rows:
        assert client.get(address(type(row), "changelist")).status_code == 200
        assert client.get(address(type(row), "change", row.pk)).status_code == 200
        assert client.get(address(type(row), "add")).status_code == 403
        assert client.post(address(type(row), "change", row.pk), {}).status_code == 403
    act(client, Membership, "end_now", membership.pk)
    act(client, Invitation, "withdraw", invitation.pk)
    membership.refresh_from_db()
    invitation.refresh_from_db()
    assert membership.is_current
    assert invitation.is_open


def test_the_secretariat_keeps_organisations_and_periods_without_a_tick(secretariat: Client) -> None:
    for page in ("organisations_organisation", "organisations_collectivemembership", "recommendations_period"):
        assert secretariat.get(reverse(f"admin:{page}_add")).status_code == 200


def test_only_who_may_do_everything_makes_people_with_a_password(secretariat: Client) -> None:
    assert secretariat.get(address(User, "add")).status_code == 403
    assert chief().get(address(User, "add")).status_code == 200


def test_who_may_use_the_desk_is_not_ticked() -> None:
    person = UserFactory()
    chief().post(address(User, "change", person.pk), {"email": person.email, "is_active": "on", "is_staff": "on"})
    person.refresh_from_db()
    assert not person.is_staff


def test_who_may_do_everything_gives_the_first_roles_on_the_panel() -> None:
    person = UserFactory()
    assert chief().post(address(Membership, "add"), {"person": person.pk, "role": Role.CHAIR}).status_code == 302
    person.refresh_from_db()
    assert (person.memberships.get().role, person.is_staff) == (Role.CHAIR, True)
    assert AuditRow.objects.get().verb == "give_role"


def test_a_role_is_not_given_there_by_the_secretariat(secretariat: Client) -> None:
    assert secretariat.get(address(Membership, "add")).status_code == 403


def test_people_and_organisations_are_looked_for_and_not_chosen_from_a_list(secretariat: Client) -> None:
    page = secretariat.get(address(Invitation, "add")).content.decode()
    assert "admin-autocomplete" in page


def test_what_was_done_is_only_looked_at(secretariat: Client) -> None:
    row = AuditRowFactory()
    for client in (secretariat, chief()):
        assert client.post(address(AuditRow, "change", row.pk), {"reason": "x"}).status_code == 403
        assert client.post(address(AuditRow, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_roles_are_told_apart_by_whether_they_hold(secretariat: Client) -> None:
    now = MembershipFactory()
    gone = MembershipFactory(ends_at="2014-01-01T00:00Z")
    for value, there, absent in (("yes", now, gone), ("no", gone, now)):
        page = secretariat.get(address(Membership, "changelist"), {"now": value}).content.decode()
        assert there.person.email in page
        assert absent.person.email not in page


@pytest.mark.parametrize(
    ("name", "says"),
    [("x\x0b\x01y", "Take out the character"), ("Sample\r\nname", "in one line"), ("a\tb", "one line")],
)
def test_a_name_is_one_line_that_every_page_can_show(name: str, says: str) -> None:
    person = UserFactory(name="Sample name")
    answer = chief().post(address(User, "change", person.pk), {"email": person.email, "name": name, "is_active": "on"})
    assert says in errors(answer)
    person.refresh_from_db()
    assert person.name == "Sample name"
