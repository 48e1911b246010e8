"""A forgotten password, and a change of one."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from organisations.models import Letter, User
from organisations.tasks import send_letter
from tests.desk import browser_of
from tests.factories import MembershipFactory
from tests.pages import read

from .signing_in import PASSWORD, person, sign_in, with_second_factor

OTHER = "quite-another-password-8"

pytestmark = pytest.mark.django_db


def ask(client: Client, email: str) -> Letter:
    client.post(reverse("account_reset_password"), {"email": email})
    letter = Letter.objects.latest("pk")
    send_letter(letter.pk)
    return letter


def link() -> str:
    """In the newest letter as its reader gets it."""
    return str(re.search(r"/accounts/password/reset/key/\S+", str(mail.outbox[-1].body))[0])  # type: ignore[index]


def choose(client: Client, at: str, password: str = OTHER) -> None:
    page = client.get(at, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_a_forgotten_password_is_replaced_by_a_letter(client: Client) -> None:
    user = person()
    letter = ask(client, user.email.upper())
    assert "{private link}" in letter.text
    choose(client, link())
    user.refresh_from_db()
    assert user.check_password(OTHER)


def test_the_link_works_once(client: Client) -> None:
    user = person()
    ask(client, user.email)
    once = link()
    choose(client, once)
    assert "does not work any more" in Client().get(once).content.decode()


def test_the_answer_is_the_same_for_known_unknown_and_former_people(client: Client) -> None:
    known, former = person().email, person(is_active=False).email
    answers = set()
    for email in (known, former, "nobody@example.org"):
        page = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        answers.add((page.status_code, re.sub(r'value="\w{64}"', "", page.content.decode())))
    assert len(answers) == 1
    assert Letter.objects.count() == 3
    assert [letter.person for letter in Letter.objects.order_by("pk")] == [User.objects.get(email=known), None, None]


def test_a_wrong_sign_in_is_the_same_for_known_and_unknown_people(client: Client) -> None:
    answers = set()
    for email in (person().email, "nobody@example.org"):
        page = client.post(reverse("account_login"), {"login": email, "password": "wrong"})
        words = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
        answers.add((page.status_code, words.replace(email, "")))
    assert len(answers) == 1


def test_after_it_the_second_factor_is_still_asked_for(client: Client) -> None:
    user = person()
    with_second_factor(user)
    ask(client, user.email)
    choose(client, link())
    assert sign_in(client, user, OTHER)["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_a_letter_leads_to_the_site_whatever_the_request_said(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://tracker.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    user = person()
    client.post(reverse("account_reset_password"), {"email": user.email}, headers={"host": "evil.example"})
    send_letter(Letter.objects.get().pk)
    assert "https://tracker.example.org/accounts/password/reset/key/" in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


def test_a_weak_password_is_refused(client: Client) -> None:
    user = person()
    ask(client, user.email)
    choose(client, link(), "password1234")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_person_changes_the_own_password_and_stays_signed_in() -> None:
    user = person()
    browser = browser_of(user)
    page = reverse("account_change_password")
    read(browser, page)
    words = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    assert browser.post(page, words)["Location"] == reverse("account")
    user.refresh_from_db()
    assert user.check_password(OTHER)
    assert browser.get(reverse("account")).status_code == 200


def test_another_password_ends_every_other_session(client: Client) -> None:
    user = person()
    here, elsewhere = browser_of(user), browser_of(user)
    words = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    here.post(reverse("account_change_password"), words)
    assert here.get(reverse("account")).status_code == 200
    assert elsewhere.get(reverse("account"))["Location"].startswith(reverse("account_login"))

    ask(client, user.email)
    choose(client, link(), "a-third-one-that-holds-9")
    assert here.get(reverse("account"))["Location"].startswith(reverse("account_login"))


def test_an_account_says_what_the_person_is_and_since_when() -> None:
    member = MembershipFactory(person__name="Sample reporter")
    page = read(browser_of(member.person), reverse("account"))
    assert f"Reporter, {member.organisation.name}, since 12 September 2013" in page.text
    assert "Sample reporter" in page.text


def test_reminders_are_switched_off_and_on() -> None:
    user = person()
    browser = browser_of(user)
    for wanted in ("no", "yes"):
        browser.post(reverse("account-reminders"), {"wanted": wanted})
        user.refresh_from_db()
        assert user.wants_reminders == (wanted == "yes")


def test_a_letter_goes_to_an_address_as_it_is_known_and_to_none_that_merely_reads_so_in_capitals(
    client: Client,
) -> None:
    user = person(email="sessions@example.org")
    for written, known in (("Sessions@Example.org", user), ("\u017fessions@example.org", None)):
        client.post(reverse("account_reset_password"), {"email": written})
        assert Letter.objects.latest("pk").person == known


def test_an_address_that_no_mail_server_takes_gets_no_letter(client: Client) -> None:
    long = "a" * 60 + "@" + ".".join(["b" * 50] * 4) + ".example"
    answer = client.post(reverse("account_reset_password"), {"email": long})
    assert "no more than 254 characters" in answer.content.decode()
    assert not Letter.objects.exists()


def inactive(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def elsewhere(user: User) -> None:
    User.objects.filter(pk=user.pk).update(email="new@example.org")


def in_no_hurry(user: User) -> None:
    Letter.objects.update(written_at=timezone.now() - datetime.timedelta(hours=25))


@pytest.mark.parametrize("then", [inactive, elsewhere, in_no_hurry])
def test_a_link_is_not_sent_once_nobody_there_expects_it(client: Client, then: Callable[[User], None]) -> None:
    user = person()
    client.post(reverse("account_reset_password"), {"email": user.email})
    then(user)
    send_letter(Letter.objects.get().pk)
    letter = Letter.objects.get()
    assert mail.outbox == []
    assert letter.given_up_at is not None
    assert letter.failure.startswith("It has a link for a new password")
