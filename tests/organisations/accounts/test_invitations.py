"""Inviting, withdrawing and accepting: who may, how often, for how long, and what nobody is told."""

import datetime
import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from caldicott.refusals import Refused
from organisations.accounts import invitations
from organisations.accounts.invitations import InvitationGone, accept_invitation, invite, withdraw_invitation
from organisations.models import (
    ORGANISATION_ROLES,
    PANEL_ROLES,
    AuditRow,
    Invitation,
    Letter,
    Membership,
    Organisation,
    Role,
    User,
)
from organisations.tasks import send_letter
from tests.desk import address, browser_of, errors
from tests.factories import InvitationFactory, MembershipFactory, OrganisationFactory, UserFactory

from .signing_in import PASSWORD, person

pytestmark = pytest.mark.django_db

NEW = {"name": "Sample newcomer", "password": PASSWORD}


def officer(**fields: Any) -> Membership:
    made: Membership = MembershipFactory(role=Role.AUTHORISED_OFFICER, **fields)
    return made


def secretary() -> User:
    made: User = MembershipFactory(panel=True).person
    return made


def link_of(invitation: Invitation) -> str:
    """From the letter, as its reader gets it."""
    assert invitation.letter is not None
    send_letter(invitation.letter.pk)
    return str(re.search(r"/accounts/invitation/\w+/", str(mail.outbox[-1].body))[0])  # type: ignore[index]


def token_of(invitation: Invitation) -> str:
    return link_of(invitation).split("/")[-2]


def invited(role: str = Role.REPORTER, email: str = "new@example.org") -> Invitation:
    body = OrganisationFactory() if role in ORGANISATION_ROLES else None
    return invite(email=email, role=role, organisation=body, by=secretary())


@pytest.mark.parametrize("role", [*ORGANISATION_ROLES, *PANEL_ROLES])
def test_the_secretariat_invites_to_every_role(role: str) -> None:
    invitation = invited(role)
    audited = AuditRow.objects.get(verb="invite")
    assert (audited.subject, audited.by) == (invitation, invitation.invited_by)


@pytest.mark.parametrize("role", [role for role in PANEL_ROLES if role != Role.SECRETARIAT])
@pytest.mark.parametrize("wanted", [Role.REPORTER, Role.OBSERVER])
def test_nobody_else_on_the_panel_invites(role: str, wanted: str) -> None:
    by = MembershipFactory(panel=True, role=role).person
    with pytest.raises(PermissionDenied):
        invite(email="a@example.org", role=wanted, organisation=_place(wanted), by=by)
    assert not Letter.objects.exists()


def _place(role: str) -> Organisation | None:
    return OrganisationFactory() if role in ORGANISATION_ROLES else None


@pytest.mark.parametrize("role", ORGANISATION_ROLES)
def test_an_officer_invites_to_the_own_organisation(role: str) -> None:
    own = officer()
    invite(email="a@example.org", role=role, organisation=own.organisation, by=own.person)
    assert Invitation.objects.get().organisation == own.organisation


@pytest.mark.parametrize("role", ORGANISATION_ROLES)
def test_an_officer_does_not_invite_to_another_organisation(role: str) -> None:
    with pytest.raises(PermissionDenied):
        invite(email="a@example.org", role=role, organisation=OrganisationFactory(), by=officer().person)


@pytest.mark.parametrize("role", PANEL_ROLES)
def test_an_officer_does_not_invite_to_the_panel(role: str) -> None:
    with pytest.raises(PermissionDenied, match="by the secretariat"):
        invite(email="a@example.org", role=role, organisation=None, by=officer().person)


def test_a_reporter_invites_nobody() -> None:
    own = MembershipFactory()
    with pytest.raises(PermissionDenied, match="authorised officer"):
        invite(email="a@example.org", role=Role.REPORTER, organisation=own.organisation, by=own.person)


def test_an_officer_whose_role_has_ended_invites_nobody() -> None:
    own = officer(ends_at=timezone.now())
    with pytest.raises(PermissionDenied):
        invite(email="a@example.org", role=Role.REPORTER, organisation=own.organisation, by=own.person)


def test_nobody_is_invited_to_a_collective() -> None:
    collective = OrganisationFactory(kind=Organisation.Kind.COLLECTIVE)
    with pytest.raises(ValidationError, match="invite people to its members"):
        invite(email="a@example.org", role=Role.REPORTER, organisation=collective, by=secretary())


@pytest.mark.parametrize("factory", [MembershipFactory, InvitationFactory])
def test_the_database_has_no_people_of_a_collective(factory: Any) -> None:
    with pytest.raises(IntegrityError, match="a_collective_has_no_people"):
        factory(organisation=OrganisationFactory(kind=Organisation.Kind.COLLECTIVE))


def test_where_the_letter_cannot_be_written_nobody_is_invited(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Invitation) -> Letter:
        raise RuntimeError

    monkeypatch.setattr(invitations.invitation_letters, "write", fails)
    with pytest.raises(RuntimeError):
        invited()
    assert not Invitation.objects.exists()
    assert not AuditRow.objects.exists()


def test_where_the_deed_cannot_be_written_down_nobody_is_invited(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> AuditRow:
        raise RuntimeError

    monkeypatch.setattr(invitations, "audit", fails)
    with pytest.raises(RuntimeError):
        invited()
    assert not Invitation.objects.exists()
    assert not Letter.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_the_token_is_in_the_letter_as_sent_and_nowhere_else() -> None:
    invitation = invited()
    token = token_of(invitation)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 (a name of our own)
            assert not any(token in row for (row,) in cursor.fetchall()), table
    assert "{private link}" in Letter.objects.get().text


def test_a_newcomer_gives_name_and_password_and_is_in(client: Client) -> None:
    invitation = invited()
    link = link_of(invitation)
    assert "You are invited" in client.get(link).content.decode()
    assert client.post(link, NEW)["Location"] == reverse("desk")

    made = Membership.objects.get(role=Role.REPORTER)
    assert (made.person.email, made.person.name, made.organisation) == (
        "new@example.org",
        "Sample newcomer",
        invitation.organisation,
    )
    assert client.session["_auth_user_id"] == str(made.person.pk)
    assert AuditRow.objects.get(verb="accept_invitation").by == made.person


def test_to_look_at_the_link_uses_nothing_up(client: Client) -> None:
    link = link_of(invited())
    for _ in range(3):
        assert client.get(link).status_code == client.head(link).status_code == 200
    assert client.post(link, NEW).status_code == 302


@pytest.mark.parametrize("password", ["short", "password1234", "new@example.org"])
def test_a_weak_password_is_refused_in_words_and_the_name_is_kept(client: Client, password: str) -> None:
    page = client.post(link_of(invited()), {**NEW, "password": password}).content.decode()
    assert "Error: You are invited" in page
    assert 'value="Sample newcomer"' in page
    assert not User.objects.filter(email="new@example.org").exists()


def test_who_has_an_account_signs_in_and_takes_the_role(client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = False
    known = person(email="new@example.org")
    link = link_of(invited())
    assert f"{reverse('account_login')}?next={link}" in client.get(link).content.decode()
    client.post(f"{reverse('account_login')}?next={link}", {"login": known.email, "password": PASSWORD})
    assert not known.memberships.exists()  # to sign in accepts nothing
    client.get(link)
    assert not known.memberships.exists()
    client.post(link)
    assert known.memberships.get().role == Role.REPORTER


def test_a_role_on_the_panel_opens_the_desk(client: Client) -> None:
    client.post(link_of(invited(Role.OBSERVER)), NEW)
    made = User.objects.get(email="new@example.org")
    assert made.is_staff
    assert browser_of(made).get(reverse("admin:index")).status_code == 200


def used(invitation: Invitation) -> None:
    accept_invitation(token=token_of(invitation), name="Sample", password=PASSWORD)


def withdrawn(invitation: Invitation) -> None:
    withdraw_invitation(invitation=invitation, by=invitation.invited_by)


def expired(invitation: Invitation) -> None:
    day = datetime.timedelta(days=8)
    Invitation.objects.update(invited_at=timezone.now() - day, expires_at=timezone.now() - day / 8)


@pytest.mark.parametrize("ended", [used, withdrawn, expired])
def test_what_cannot_be_accepted_any_more_looks_like_what_never_was(
    client: Client, ended: Callable[[Invitation], None]
) -> None:
    invitation = invited()
    link = link_of(invitation)
    ended(invitation)
    members = Membership.objects.count()
    never = client.get(reverse("invitation", args=["0" * 64]))
    for answer in (client.get(link), client.post(link, NEW)):
        assert (answer.status_code, answer.content) == (404, never.content)
    assert "ask whoever invited you" in never.content.decode()
    assert Membership.objects.count() == members


def test_an_invitation_holds_for_seven_days() -> None:
    invitation = invited()
    token = token_of(invitation)
    for days, holds in ((6.99, True), (7.01, False)):
        with time_machine.travel(invitation.invited_at + datetime.timedelta(days=days)):
            try:
                invitations.find_open(token)
            except InvitationGone:
                assert not holds
            else:
                assert holds


def test_pages_say_how_long_an_invitation_holds(client: Client) -> None:
    days = f"for {invitations.LASTS.days} days"
    own = officer()
    assert own.organisation is not None
    assert days in browser_of(own.person).get(reverse("desk-people-invite", args=[own.organisation.slug])).text
    assert days in client.get(reverse("invitation", args=["0" * 64])).text


def test_the_inviter_is_told_the_same_of_known_and_unknown_people() -> None:
    own = officer()
    person(email="known@example.org", name="Known Person")
    browser = browser_of(own.person)
    assert own.organisation is not None
    page = reverse("desk-people-invite", args=[own.organisation.slug])
    answers = []
    for name in ("known", "other"):
        sent = browser.post(page, {"email": f"{name}@example.org", "role": Role.REPORTER}, follow=True)
        answers.append(sent.content.decode())
        Invitation.objects.update(accepted_by=None)
    letters = {letter.text for letter in Letter.objects.all()}
    assert len(letters) == 1
    assert all(letter.person is None for letter in Letter.objects.all())
    assert "Known Person" not in answers[0]


def test_what_was_accepted_cannot_be_withdrawn() -> None:
    invitation = invited()
    used(invitation)
    with pytest.raises(Refused, match="End the person’s role instead"):
        withdrawn(invitation)


def test_an_officer_withdraws_only_invitations_of_the_own_organisation() -> None:
    own, other = officer(), invited()
    with pytest.raises(PermissionDenied):
        withdraw_invitation(invitation=other, by=own.person)
    mine = invite(email="a@example.org", role=Role.REPORTER, organisation=own.organisation, by=own.person)
    withdraw_invitation(invitation=mine, by=own.person)
    assert AuditRow.objects.get(verb="withdraw_invitation").subject == mine


def test_an_invitation_to_another_role_in_the_same_organisation_changes_it() -> None:
    own = MembershipFactory()
    invitation = invite(
        email=own.person.email, role=Role.AUTHORISED_OFFICER, organisation=own.organisation, by=secretary()
    )
    accept_invitation(token=token_of(invitation), by=own.person)
    assert [each.role for each in own.person.memberships.current()] == [Role.AUTHORISED_OFFICER]
    own.refresh_from_db()
    assert own.ends_at is not None


@pytest.mark.django_db(transaction=True)
def test_two_who_use_one_invitation_at_once_get_one_role() -> None:
    token = token_of(invited())
    people = [UserFactory(), UserFactory()]
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def accepts(by: User) -> None:
        start.wait()
        try:
            accept_invitation(token=token, by=by)
            outcomes.append("in")
        except InvitationGone:
            outcomes.append("gone")
        finally:
            connection.close()

    threads = [threading.Thread(target=accepts, args=[each]) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["gone", "in"]
    assert Membership.objects.filter(role=Role.REPORTER).count() == 1


def test_who_was_invited_with_capitals_signs_in_however_the_address_is_written(client: Client) -> None:
    client.post(link_of(invited(email="Jane.Sample@Example.ORG")), NEW)
    assert User.objects.get(name="Sample newcomer").email == "jane.sample@example.org"
    for written in ("Jane.Sample@Example.ORG", "jane.sample@example.org", " JANE.SAMPLE@example.org"):
        answer = Client().post(reverse("account_login"), {"login": written, "password": PASSWORD})
        assert answer.status_code == 302, written


def inactive(inviter: User) -> None:
    User.objects.filter(pk=inviter.pk).update(is_active=False)


def without_the_role(inviter: User) -> None:
    inviter.memberships.update(ends_at=timezone.now())


@pytest.mark.parametrize("left", [inactive, without_the_role])
@pytest.mark.parametrize("role", [Role.AUTHORISED_OFFICER, Role.CHAIR])
def test_an_invitation_ends_with_the_power_of_who_sent_it(
    client: Client, role: str, left: Callable[[User], None]
) -> None:
    by = officer().person if role in ORGANISATION_ROLES else secretary()
    body = by.memberships.get().organisation
    invitation = invite(email="new@example.org", role=role, organisation=body, by=by)
    link = link_of(invitation)
    left(by)
    for answer in (client.get(link), client.post(link, NEW)):
        assert answer.status_code == 404
    with pytest.raises(InvitationGone):
        accept_invitation(token=link.split("/")[-2], by=UserFactory())
    assert not User.objects.filter(email="new@example.org").exists()


def test_of_the_invitations_of_one_address_to_one_role_the_newest_is_open() -> None:
    own = officer()
    same: dict[str, Any] = {"role": Role.REPORTER, "organisation": own.organisation, "by": own.person}
    first = invite(email="new@example.org", **same)
    other = invite(email="new@example.org", **{**same, "role": Role.AUTHORISED_OFFICER})
    last = invite(email="New@example.org", **same)
    assert set(Invitation.objects.open()) == {other, last}
    audited = AuditRow.objects.get(verb="withdraw_invitation")
    assert (audited.subject, audited.by) == (first, own.person)


def test_an_organisation_has_a_days_invitations_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "A_DAYS_INVITATIONS", 2)
    own = officer()
    assert own.organisation is not None
    page = reverse("desk-people-invite", args=[own.organisation.slug])
    browser, at_the_desk = browser_of(own.person), browser_of(secretary())
    sent = [{"email": f"new-{n}@example.org", "role": Role.REPORTER} for n in range(3)]
    assert [browser.post(page, each).status_code for each in sent] == [302, 302, 200]
    assert "Wait until tomorrow" in browser.post(page, sent[2]).content.decode()
    answer = at_the_desk.post(address(Invitation, "add"), {**sent[2], "organisation": own.organisation.pk})
    assert "Wait until tomorrow" in errors(answer)
    assert Invitation.objects.count() == 2
    Invitation.objects.update(invited_at=timezone.now() - datetime.timedelta(hours=25))
    assert browser.post(page, sent[2]).status_code == 302


def test_of_two_newcomers_with_one_address_the_second_is_told_to_sign_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = User.full_clean

    def then_another_is_quicker(self: User, *arguments: Any, **options: Any) -> None:
        checks(self, *arguments, **options)
        UserFactory(email=self.email)

    link = link_of(invited())
    monkeypatch.setattr(User, "full_clean", then_another_is_quicker)
    answer = client.post(link, NEW)
    assert answer.status_code == 200
    assert "sign in with it and accept the invitation then" in answer.content.decode()


def test_an_address_that_no_mail_server_takes_is_refused_in_words() -> None:
    own = officer()
    assert own.organisation is not None
    page = reverse("desk-people-invite", args=[own.organisation.slug])
    long = "a" * 60 + "@" + ".".join(["b" * 50] * 4) + ".example"
    answer = browser_of(own.person).post(page, {"email": long, "role": Role.REPORTER})
    assert "no more than 254 characters" in answer.content.decode()


@pytest.mark.parametrize(("name", "says"), [("Sample\nname", "in one line"), ("Sample\x01", "Take out the character")])
def test_a_newcomers_name_is_one_line_of_plain_text(client: Client, name: str, says: str) -> None:
    answer = client.post(link_of(invited()), {**NEW, "name": name})
    assert says in answer.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()
