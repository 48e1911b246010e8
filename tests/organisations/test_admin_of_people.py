"""People, roles and invitations at the desk, by the secretariat and by others of the panel."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from organisations.accounts.activity import make_inactive
from organisations.accounts.roles import Power, may
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


def act(client: Client, row: Model, name: str, reason: str = "A sample reason.") -> Any:
    return client.post(address(type(row), "act", row.pk, name), {"reason": reason}, follow=True)


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


def test_the_secretariat_withdraws_an_invitation(secretariat: Client) -> None:
    invitation = InvitationFactory()
    assert "The invitation is withdrawn." in act(secretariat, invitation, "withdraw").text
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    assert written() == ("withdraw_invitation", "A sample reason.")


def test_the_secretariat_ends_a_role_and_hears_when_it_had_ended(secretariat: Client) -> None:
    membership = MembershipFactory()
    assert "The role has ended." in act(secretariat, membership, "end").text
    assert "ended already" in act(secretariat, membership, "end").text
    membership.refresh_from_db()
    assert not membership.is_current
    assert written() == ("end_membership", "A sample reason.")


def test_the_secretariat_takes_away_a_lost_second_factor(secretariat: Client) -> None:
    person = UserFactory()
    with_second_factor(person)
    act(secretariat, person, "reset-second-factor")
    assert not Authenticator.objects.exists()
    assert Letter.objects.get().person == person
    assert written() == ("reset_second_factor", "A sample reason.")


def test_the_secretariat_makes_a_person_inactive_and_active_again(secretariat: Client) -> None:
    reporter = MembershipFactory()
    browser = browser_of(reporter.person)
    desk = reverse("desk-people", args=[reporter.organisation.slug])
    assert browser.get(desk).status_code == 200

    act(secretariat, reporter.person, "make-inactive")
    assert browser.get(desk).status_code == 302
    assert not may(User.objects.get(pk=reporter.person.pk), Power.SEE_RETURN, reporter.organisation)
    assert written() == ("make_inactive", "A sample reason.")

    act(secretariat, reporter.person, "make-active")
    assert browser.get(desk).status_code == 302  # that session has ended
    assert browser_of(User.objects.get(pk=reporter.person.pk)).get(desk).status_code == 200


def written() -> tuple[str, str]:
    row = AuditRow.objects.get()
    return row.verb, row.reason


ACTS: list[tuple[Callable[[], Model], str]] = [
    (MembershipFactory, "end"),
    (InvitationFactory, "withdraw"),
    (UserFactory, "make-inactive"),
    (lambda: UserFactory(is_active=False), "make-active"),
    (lambda: having_second_factor(), "reset-second-factor"),
]


def having_second_factor() -> User:
    person: User = UserFactory()
    with_second_factor(person)
    return person


@pytest.mark.parametrize(("make", "name"), ACTS)
def test_an_act_is_offered_asked_for_with_a_reason_and_then_not_offered_any_more(
    secretariat: Client, make: Callable[[], Model], name: str
) -> None:
    row = make()
    page, form = address(type(row), "act", row.pk, name), address(type(row), "change", row.pk)
    assert f'href="{page}"' in secretariat.get(form).text
    assert secretariat.get(page).status_code == 200
    assert "Give the reason" in act(secretariat, row, name, reason=" ").text
    assert not AuditRow.objects.exists()
    act(secretariat, row, name)
    assert AuditRow.objects.count() == 1
    assert f'href="{page}"' not in secretariat.get(form).text


@pytest.mark.parametrize("model", [Membership, Invitation, User])
def test_nothing_is_done_to_people_from_a_list(secretariat: Client, model: type[Model]) -> None:
    assert 'name="action"' not in secretariat.get(address(model, "changelist")).text


def test_who_may_change_people_cannot_become_one_of_them(secretariat: Client) -> None:
    person = UserFactory(email="before@example.org")
    before = person.password
    form = address(User, "change", person.pk)
    assert 'type="password"' not in secretariat.get(form).text
    assert reverse("admin:auth_user_password_change", args=[person.pk]) not in secretariat.get(form).text
    values = {"name": "Sample", "email": "after@example.org", "password": "x", "is_active": ""}
    assert secretariat.post(form, values).status_code == 302
    password = reverse("admin:auth_user_password_change", args=[person.pk])
    new = {"password1": "quite-another-password-8", "password2": "quite-another-password-8", "usable_password": "true"}
    for answer in (secretariat.get(password), secretariat.post(password, new)):
        assert answer.status_code == 403
        assert "the person asks for a letter" in answer.text
    person.refresh_from_db()
    assert (person.name, person.email, person.password) == ("Sample", "before@example.org", before)
    assert person.is_active


def test_who_may_do_everything_sets_a_password() -> None:
    person = UserFactory()
    assert chief().get(reverse("admin:auth_user_password_change", args=[person.pk])).status_code == 200


@pytest.mark.parametrize("name", ["make-inactive", "reset-second-factor"])
def test_nobody_shuts_out_who_may_do_more(secretariat: Client, name: str) -> None:
    everything = having_second_factor()
    User.objects.filter(pk=everything.pk).update(is_superuser=True)
    assert secretariat.get(address(User, "act", everything.pk, name)).status_code == 403
    refused = act(secretariat, everything, name)
    assert (refused.status_code, "This account may do everything" in refused.text) == (403, True)
    assert not AuditRow.objects.exists()


def test_nobody_shuts_out_themselves() -> None:
    own = MembershipFactory(panel=True).person
    assert "This is your own account" in act(browser_of(own), own, "make-inactive").text
    own.refresh_from_db()
    assert own.is_active


def test_where_it_cannot_be_written_down_nobody_is_made_inactive(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> AuditRow:
        raise RuntimeError

    monkeypatch.setattr("organisations.accounts.activity.audit", fails)
    person = UserFactory()
    with pytest.raises(RuntimeError):
        make_inactive(person=person, by=MembershipFactory(panel=True).person, reason="A sample reason.")
    person.refresh_from_db()
    assert (person.is_active, person.sessions_ended) == (True, 0)


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

    for make, name in ACTS:
        row = make()
        assert client.get(address(type(row), "act", row.pk, name)).status_code == 403
        assert act(client, row, name).status_code == 403
    assert not AuditRow.objects.filter(reason="A sample reason.").exists()


def test_the_secretariat_keeps_organisations_and_periods_without_a_tick(secretariat: Client) -> None:
    for page in ("organisations_organisation", "organisations_collectivemembership", "recommendations_period"):
        assert secretariat.get(reverse(f"admin:{page}_add")).status_code == 200


def test_only_who_may_do_everything_makes_people_with_a_password(secretariat: Client) -> None:
    assert secretariat.get(address(User, "add")).status_code == 403
    assert chief().get(address(User, "add")).status_code == 200


def test_who_may_use_the_desk_is_not_ticked() -> None:
    person = UserFactory()
    chief().post(address(User, "change", person.pk), {"email": person.email, "is_staff": "on"})
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
