"""The second factor: who needs it, how it is set up and shown, and what happens when it is lost."""

import re
import time
from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from organisations.accounts.second_factor import reset_second_factor
from organisations.models import AuditRow, Letter, Role, User
from organisations.tasks import send_letter
from tests.desk import browser_of
from tests.factories import MembershipFactory, UserFactory
from tests.pages import read

from .signing_in import code, person, recovery_codes, sign_in, with_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock_stands_still() -> Iterator[None]:
    """So that a code which was just computed is still that of the moment."""
    with time_machine.travel(time.time(), tick=False):
        yield


def staff(role: str = Role.SECRETARIAT) -> User:
    member = person(is_staff=True)
    MembershipFactory(person=member, panel=True, role=role)
    return member


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER])
def test_the_panels_staff_set_one_up_before_they_get_in(client: Client, role: str, settings: Settings) -> None:
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = False
    member = staff(role)
    assert sign_in(client, member)["Location"] == reverse("admin:index")

    led = client.get(reverse("admin:index"), follow=True)
    assert led.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    key = re.search(r'<code class="app-key">(\w+)</code>', led.content.decode())[1]  # type: ignore[index]
    codes = client.post(reverse("mfa_activate_totp"), {"code": code(key)}, follow=True)

    assert codes.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    assert recovery_codes(member)[0] in codes.content.decode()
    assert client.get(reverse("admin:index")).status_code == 200


def test_so_is_who_may_do_everything_at_the_first_start(client: Client) -> None:
    sign_in(client, person(is_staff=True, is_superuser=True))
    led = client.get(reverse("admin:index"), follow=True)
    assert led.redirect_chain[-1][0] == reverse("mfa_activate_totp")


def test_who_is_made_inactive_is_out_in_the_next_request() -> None:
    member = staff()
    browser = browser_of(member)
    assert browser.get(reverse("admin:index")).status_code == 200
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert browser.get(reverse("admin:index"))["Location"].startswith(reverse("admin:login"))


def test_a_wrong_code_sets_nothing_up(client: Client) -> None:
    member = staff()
    sign_in(client, member)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "not a code of this moment" in page.content.decode()
    assert not Authenticator.objects.exists()


def test_who_has_set_one_up_gives_its_code_at_each_sign_in(client: Client) -> None:
    member = staff()
    key = with_second_factor(member)
    assert sign_in(client, member)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("admin:index")).status_code == 302
    assert "_auth_user_id" not in client.session

    client.post(reverse("mfa_authenticate"), {"code": code(key)})
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_code_works_once(client: Client) -> None:
    member = staff()
    key = with_second_factor(member)
    used = code(key)
    for browser, comes_in in ((client, True), (Client(), False)):
        sign_in(browser, member)
        browser.post(reverse("mfa_authenticate"), {"code": used})
        assert ("_auth_user_id" in browser.session) == comes_in


def test_a_recovery_code_works_once(client: Client) -> None:
    member = staff()
    with_second_factor(member)
    used = recovery_codes(member)[0]
    for browser, comes_in in ((client, True), (Client(), False)):
        sign_in(browser, member)
        browser.post(reverse("mfa_authenticate"), {"code": used})
        assert ("_auth_user_id" in browser.session) == comes_in
    assert used not in recovery_codes(member)


def test_the_people_of_organisations_need_one_as_the_setting_says(client: Client, settings: Settings) -> None:
    member = MembershipFactory(person=person()).person
    sign_in(client, member)
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = False
    assert client.get(reverse("account")).status_code == 200
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = True
    assert client.get(reverse("account"))["Location"] == reverse("second-factor")


def test_a_session_older_than_the_second_factor_has_to_show_it(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = False
    member = person()
    sign_in(client, member)
    key = with_second_factor(member)
    assert client.get(reverse("mfa_view_recovery_codes"))["Location"] == reverse("second-factor")
    led = client.get(reverse("second-factor"))
    assert led["Location"].startswith(reverse("mfa_reauthenticate"))
    client.post(led["Location"], {"code": code(key)})
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_secrets_and_recovery_codes_are_not_in_clear_in_the_database() -> None:
    member = person()
    key = with_second_factor(member)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert key not in kept
    assert not any(each in kept for each in recovery_codes(member))


def test_a_secret_is_read_after_the_secret_key_was_replaced(settings: Settings) -> None:
    member = person()
    key = with_second_factor(member)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 5
    kept = Authenticator.objects.get(user=member, type=Authenticator.Type.TOTP)
    assert kept.wrap().validate_code(code(key))


def test_the_panels_staff_cannot_switch_it_off() -> None:
    member = staff()
    with_second_factor(member)
    browser = browser_of(member)
    refused = browser.post(reverse("mfa_deactivate_totp"))
    assert "cannot be switched off" in refused.content.decode()
    assert Authenticator.objects.filter(user=member).count() == 2
    assert reverse("mfa_deactivate_totp") not in read(browser, reverse("second-factor")).links


def test_who_does_not_need_it_can_switch_it_off(settings: Settings) -> None:
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = False
    member = person()
    with_second_factor(member)
    browser_of(member).post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=member).exists()


def test_a_lost_one_is_reset_by_the_secretariat_with_a_letter_to_the_person() -> None:
    member, secretary = person(), MembershipFactory(panel=True).person
    with_second_factor(member)
    reset_second_factor(person=member, by=secretary, reason="A sample phone was lost.")
    assert not Authenticator.objects.filter(user=member).exists()
    assert AuditRow.objects.get(verb="reset_second_factor").by == secretary
    send_letter(Letter.objects.get(person=member).pk)
    assert "set up a new one" in mail.outbox[0].body


def test_with_a_lost_one_every_session_ends_that_had_shown_it() -> None:
    member, other = staff(), staff()
    with_second_factor(member)
    browsers = [browser_of(member), browser_of(member)]
    kept = browser_of(other)
    reset_second_factor(person=member, by=other, reason="A sample phone was lost.")
    for browser in browsers:
        assert browser.get(reverse("admin:index"))["Location"].startswith(reverse("admin:login"))
        assert browser.get(reverse("account"))["Location"].startswith(reverse("account_login"))
    assert kept.get(reverse("admin:index")).status_code == 200


def test_sessions_stay_ended_when_the_secret_key_is_replaced(settings: Settings) -> None:
    member = staff()
    browser = browser_of(member)
    member.end_sessions()
    later = browser_of(User.objects.get(pk=member.pk))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 5
    assert browser.get(reverse("admin:index")).status_code == 302
    assert later.get(reverse("admin:index")).status_code == 200


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.CHAIR, Role.PANEL_MEMBER, Role.AUTHORISED_OFFICER, Role.REPORTER])
def test_nobody_else_resets_one(role: str) -> None:
    panel = role not in (Role.AUTHORISED_OFFICER, Role.REPORTER)
    by = MembershipFactory(panel=panel, role=role).person
    member = UserFactory()
    with_second_factor(member)
    with pytest.raises(PermissionDenied):
        reset_second_factor(person=member, by=by, reason="A sample phone was lost.")
    assert Authenticator.objects.filter(user=member).exists()
