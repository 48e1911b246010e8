"""The page of an organisation's people, by role and for strangers."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Invitation, Membership, Role
from tests.desk import browser_of
from tests.factories import InvitationFactory, MembershipFactory, OrganisationFactory
from tests.pages import read

pytestmark = pytest.mark.django_db

VERBS = ("get", "head", "post", "put", "patch", "delete", "options")


@pytest.fixture
def own() -> Membership:
    made: Membership = MembershipFactory(role=Role.AUTHORISED_OFFICER, person__name="Sample officer")
    return made


@pytest.fixture
def desk(own: Membership) -> Client:
    return browser_of(own.person)


def slug(membership: Membership) -> str:
    assert membership.organisation is not None
    return membership.organisation.slug


def colleague(own: Membership, **fields: object) -> Membership:
    made: Membership = MembershipFactory(organisation=own.organisation, **fields)
    return made


def test_it_says_who_is_in_it_and_since_when_and_who_was(own: Membership, desk: Client) -> None:
    gone = colleague(own, person__name="Sample leaver")
    Membership.objects.filter(pk=gone.pk).update(ends_at="2014-09-30T12:00Z")
    rows = read(desk, reverse("desk-people", args=[slug(own)])).rows
    assert rows[0][:3] == [f"Sample officer{own.person.email}", "Authorised officer", "12 September 2013"]
    assert rows[1] == ["Sample leaver", "Reporter", "12 September 2013", "30 September 2014"]


def test_a_reporter_sees_the_people_and_can_change_nothing(own: Membership) -> None:
    reporter = colleague(own)
    desk = browser_of(reporter.person)
    page = read(desk, reverse("desk-people", args=[slug(own)]))
    assert not any("/people/" in link for link in page.links)
    for address in _addresses(own, own, InvitationFactory(organisation=own.organisation))[1:]:
        refused = desk.post(address, {"role": Role.REPORTER})
        assert refused.status_code == 403
        assert "This needs the role of authorised officer. It allows to: invite" in refused.text


def _addresses(of: Membership, membership: Membership, invitation: Invitation) -> list[str]:
    return [
        reverse("desk-people", args=[slug(of)]),
        reverse("desk-people-invite", args=[slug(of)]),
        reverse("desk-people-withdraw", args=[slug(of), invitation.pk]),
        reverse("desk-people-role", args=[slug(of), membership.pk]),
        reverse("desk-people-end", args=[slug(of), membership.pk]),
    ]


@pytest.mark.parametrize("verb", VERBS)
def test_another_organisation_is_not_there_for_any_verb(desk: Client, verb: str) -> None:
    other = MembershipFactory()
    for address in _addresses(other, other, InvitationFactory(organisation=other.organisation)):
        assert getattr(desk, verb)(address).status_code == 404, (verb, address)


def test_nor_are_its_people_and_invitations_under_the_own_address(own: Membership, desk: Client) -> None:
    other = MembershipFactory()
    invitation = InvitationFactory(organisation=other.organisation)
    for address in _addresses(own, other, invitation)[2:]:
        for send in (desk.get, desk.post):
            assert send(address, {"role": Role.REPORTER}).status_code == 404
    other.refresh_from_db()
    assert other.is_current


@pytest.mark.parametrize("wrong", ["an-organisation-that-is-not"])
def test_nor_is_one_that_does_not_exist(desk: Client, wrong: str) -> None:
    assert desk.get(reverse("desk-people", args=[wrong])).status_code == 404


def test_who_is_not_signed_in_is_led_to_the_sign_in(client: Client, own: Membership) -> None:
    for address in _addresses(own, own, InvitationFactory(organisation=own.organisation)):
        assert client.get(address)["Location"].startswith(reverse("account_login"))


def test_an_officer_invites_and_withdraws(own: Membership, desk: Client) -> None:
    page = reverse("desk-people-invite", args=[slug(own)])
    assert "Invite somebody" in read(desk, page).text
    desk.post(page, {"email": "new@example.org", "role": Role.REPORTER})
    people = read(desk, reverse("desk-people", args=[slug(own)]))
    withdraw = next(link for link in people.links if link.endswith("/withdraw/"))
    assert "Open until" in people.rows[1][2]
    read(desk, withdraw)
    desk.post(withdraw)
    assert read(desk, reverse("desk-people", args=[slug(own)])).rows[1][2] == "Withdrawn"


def test_what_is_wrong_in_an_invitation_is_told_at_the_field_and_kept(own: Membership, desk: Client) -> None:
    page = desk.post(reverse("desk-people-invite", args=[slug(own)]), {"email": "no address"}).content.decode()
    assert 'href="#id_email"' in page
    assert 'value="no address"' in page
    assert "Choose a role." in page


def test_an_officer_changes_a_role(own: Membership, desk: Client) -> None:
    page = reverse("desk-people-role", args=[slug(own), colleague(own).pk])
    read(desk, page)
    desk.post(page, {"role": Role.AUTHORISED_OFFICER})
    assert own.organisation is not None
    assert own.organisation.people.current().filter(role=Role.AUTHORISED_OFFICER).count() == 2


def test_a_role_ends_after_a_question(own: Membership, desk: Client) -> None:
    other = colleague(own)
    page = reverse("desk-people-end", args=[slug(own), other.pk])
    assert "The name stays" in read(desk, page).text
    other.refresh_from_db()
    assert other.is_current
    desk.post(page)
    other.refresh_from_db()
    assert not other.is_current


def test_one_of_two_officers_ends_the_own_role_and_is_led_out(own: Membership, desk: Client) -> None:
    colleague(own, role=Role.AUTHORISED_OFFICER)
    assert desk.post(reverse("desk-people-end", args=[slug(own), own.pk]))["Location"] == reverse("account")
    assert desk.get(reverse("desk-people", args=[slug(own)])).status_code == 404


def test_the_last_officer_is_told_why_not(own: Membership, desk: Client) -> None:
    end = reverse("desk-people-end", args=[slug(own), own.pk])
    for page in (desk.get(end), desk.post(end)):
        assert "only authorised officer" in page.content.decode()
    page = desk.post(reverse("desk-people-role", args=[slug(own), own.pk]), {"role": Role.REPORTER})
    assert "only authorised officer" in page.content.decode()


def test_it_takes_as_many_queries_for_many_as_for_few(own: Membership, desk: Client) -> None:
    few = _queries(own, desk, rows=1)
    assert _queries(own, desk, rows=20) == few <= 6


def _queries(own: Membership, desk: Client, rows: int) -> int:
    for _ in range(rows):
        colleague(own)
        InvitationFactory(organisation=own.organisation)
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(reverse("desk-people", args=[slug(own)])).status_code == 200
    return len(captured)


def test_the_page_of_roles_says_what_each_allows_to_everybody(client: Client) -> None:
    page = read(client, reverse("roles"))
    rows = {row[0]: row[2] for row in page.rows}
    assert set(rows) == {role.label for role in Role}
    assert "name stands under the return" in rows["Authorised officer"]
    assert "name stands under the return" not in rows["Reporter"]
    assert "/about/roles/" in read(client, "/about/").links


def test_the_names_of_organisations_with_no_part_are_not_told(own: Membership, desk: Client) -> None:
    other = OrganisationFactory()
    assert other.name not in desk.get(reverse("account")).content.decode()
