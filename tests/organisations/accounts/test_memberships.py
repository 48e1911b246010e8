"""Roles that change and end: who may, and what is left."""

import datetime
import threading
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from caldicott.refusals import Refused
from organisations.accounts.memberships import change_role, end_membership
from organisations.models import PANEL_ROLES, AuditRow, Membership, Role
from tests.desk import browser_of
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def officer(**fields: object) -> Membership:
    made: Membership = MembershipFactory(role=Role.AUTHORISED_OFFICER, **fields)
    return made


def colleague(of: Membership, role: str = Role.REPORTER) -> Membership:
    made: Membership = MembershipFactory(organisation=of.organisation, role=role)
    return made


def test_an_officer_ends_a_colleagues_role_at_once_and_the_name_stays() -> None:
    own = officer()
    other = colleague(own)
    assert own.organisation is not None
    browser = browser_of(other.person)
    people = reverse("desk-people", args=[own.organisation.slug])
    assert browser.get(people).status_code == 200

    end_membership(membership=other, by=own.person)

    assert browser.get(people).status_code == 404
    other.refresh_from_db()
    assert (other.ended_by, other.person.is_active) == (own.person, True)
    assert AuditRow.objects.get(verb="end_membership").subject == other


def test_a_role_on_the_panel_ends_in_the_very_next_request() -> None:
    member = MembershipFactory(panel=True, role=Role.OBSERVER, person=UserFactory(is_staff=True))
    browser = browser_of(member.person)
    assert browser.get(reverse("admin:index")).status_code == 200
    end_membership(membership=member, by=MembershipFactory(panel=True).person)
    assert browser.get(reverse("admin:index"), follow=True).status_code == 403
    member.person.refresh_from_db()
    assert not member.person.is_staff


def test_who_holds_another_role_on_the_panel_keeps_the_desk() -> None:
    person = UserFactory(is_staff=True)
    first = MembershipFactory(panel=True, role=Role.OBSERVER, person=person)
    MembershipFactory(panel=True, role=Role.CHAIR, person=person)
    end_membership(membership=first, by=MembershipFactory(panel=True).person)
    person.refresh_from_db()
    assert person.is_staff


def test_an_officer_ends_and_changes_nothing_of_another_organisation() -> None:
    own, other = officer(), MembershipFactory()
    with pytest.raises(PermissionDenied):
        end_membership(membership=other, by=own.person)
    with pytest.raises(PermissionDenied):
        change_role(membership=other, role=Role.AUTHORISED_OFFICER, by=own.person)
    other.refresh_from_db()
    assert other.is_current


@pytest.mark.parametrize("role", PANEL_ROLES)
def test_an_officer_ends_no_role_on_the_panel(role: str) -> None:
    with pytest.raises(PermissionDenied):
        end_membership(membership=MembershipFactory(panel=True, role=role), by=officer().person)


@pytest.mark.parametrize("role", [role for role in PANEL_ROLES if role != Role.SECRETARIAT])
def test_of_the_panel_only_the_secretariat_ends_roles(role: str) -> None:
    by = MembershipFactory(panel=True, role=role).person
    for membership in (officer(), MembershipFactory(panel=True)):
        with pytest.raises(PermissionDenied):
            end_membership(membership=membership, by=by)


def test_a_reporter_ends_not_even_the_own_role() -> None:
    own = MembershipFactory()
    with pytest.raises(PermissionDenied):
        end_membership(membership=own, by=own.person)


def test_the_last_officer_can_neither_end_nor_lower_the_own_role() -> None:
    own = officer()
    colleague(own)
    with pytest.raises(Refused, match="somebody has to answer"):
        end_membership(membership=own, by=own.person)
    with pytest.raises(Refused, match="somebody has to answer"):
        change_role(membership=own, role=Role.REPORTER, by=own.person)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_go_at_once_one_stays() -> None:
    own = officer()
    both = [own, colleague(own, Role.AUTHORISED_OFFICER)]
    start = threading.Barrier(2)

    def goes(membership: Membership) -> None:
        start.wait()
        try:
            with suppress(Refused):
                end_membership(membership=membership, by=membership.person)
        finally:
            connection.close()

    threads = [threading.Thread(target=goes, args=[each]) for each in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Membership.objects.current().count() == 1


def test_one_of_two_officers_can_go() -> None:
    own = officer()
    colleague(own, Role.AUTHORISED_OFFICER)
    end_membership(membership=own, by=own.person)
    own.refresh_from_db()
    assert not own.is_current


def test_an_officer_who_is_inactive_does_not_count_as_the_other_one() -> None:
    own = officer()
    MembershipFactory(organisation=own.organisation, role=own.role, person=UserFactory(is_active=False))
    with pytest.raises(Refused, match="somebody has to answer"):
        end_membership(membership=own, by=own.person)


def test_the_secretariat_ends_even_the_last_officers_role() -> None:
    own = officer()
    end_membership(membership=own, by=MembershipFactory(panel=True).person)
    own.refresh_from_db()
    assert not own.is_current


def test_a_changed_role_is_a_new_row_and_the_old_one_stays() -> None:
    own = officer()
    before = colleague(own)
    after = change_role(membership=before, role=Role.AUTHORISED_OFFICER, by=own.person)
    before.refresh_from_db()
    assert (before.role, before.ends_at) == (Role.REPORTER, after.begins_at)
    assert AuditRow.objects.get(verb="change_role").facts == {"before": "reporter", "after": "authorised_officer"}


def test_a_role_in_an_organisation_does_not_become_one_on_the_panel() -> None:
    own = officer()
    with pytest.raises(Refused, match="end it, and invite"):
        change_role(membership=colleague(own), role=Role.CHAIR, by=own.person)


def test_a_changed_role_on_the_way_back_is_one_more_row_and_the_same_role_again_is_none() -> None:
    own = officer()
    first = colleague(own)
    raised = change_role(membership=first, role=Role.AUTHORISED_OFFICER, by=own.person)
    change_role(membership=raised, role=Role.AUTHORISED_OFFICER, by=own.person)
    change_role(membership=raised, role=Role.REPORTER, by=own.person)
    assert Membership.objects.filter(person=first.person).count() == 3
    assert AuditRow.objects.filter(verb="change_role").count() == 2


def test_a_role_that_begins_tomorrow_is_not_held_today() -> None:
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    membership = MembershipFactory(begins_at=tomorrow)
    assert not membership.is_current
    assert not Membership.objects.current().exists()


def test_a_role_that_has_ended_is_not_ended_again() -> None:
    own = officer()
    other = colleague(own)
    end_membership(membership=other, by=own.person)
    with pytest.raises(Refused, match="ended already"):
        end_membership(membership=other, by=own.person)


def test_where_the_deed_cannot_be_written_down_the_role_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> AuditRow:
        raise RuntimeError

    monkeypatch.setattr("organisations.accounts.memberships.audit", fails)
    own = officer(organisation=OrganisationFactory())
    other = colleague(own)
    with pytest.raises(RuntimeError):
        end_membership(membership=other, by=own.person)
    other.refresh_from_db()
    assert other.is_current
