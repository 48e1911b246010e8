"""Limits on guessing: one account is guarded tightly, one address generously, and nobody is locked out for long."""

import threading
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import signing
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from organisations.models import User
from tests.factories import UserFactory

from .signing_in import code, person, sign_in, with_second_factor

WRONG = "a-wrong-password-7"
ALLOWED = 5
GENEROUS = 100

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def guess(user: User, times: int = 1, browser: Client | None = None, **headers: str) -> int:
    """The status of the last."""
    browser = browser or Client(**headers)  # type: ignore[arg-type]
    return [sign_in(browser, user, WRONG).status_code for _ in range(times)][-1]


def test_after_five_wrong_guesses_at_an_account_even_the_right_password_waits(client: Client) -> None:
    user = person()
    assert guess(user, ALLOWED) == 200
    refused = sign_in(client, user)
    assert refused.status_code == 429
    assert "Wait five minutes" in refused.content.decode()
    assert refused["Retry-After"] == "300"
    with time_machine.travel(time.time() + 301):
        assert sign_in(client, user).status_code == 302


def test_the_limit_says_nothing_of_whether_there_is_an_account() -> None:
    known, unknown = person(), User(email="nobody@example.org")
    for user in (known, unknown):
        assert [guess(user) for _ in range(ALLOWED + 1)] == [*[200] * ALLOWED, 429]


def test_guesses_from_different_addresses_are_counted_together() -> None:
    user = person()
    statuses = [guess(user, REMOTE_ADDR=f"192.0.2.{n}") for n in range(ALLOWED + 1)]
    assert statuses[-1] == 429


def test_capitals_are_the_same_account() -> None:
    user = person(email="somebody@example.org")
    guess(user, ALLOWED)
    assert guess(User(email="SOMEBODY@example.org")) == 429


def test_a_person_is_not_locked_out_of_a_browser_that_is_known(client: Client) -> None:
    user = person()
    sign_in(client, user)
    client.post(reverse("account_logout"))
    guess(user, ALLOWED + 1, REMOTE_ADDR="192.0.2.9")
    assert sign_in(client, user).status_code == 302


def test_a_known_browser_has_a_tight_limit_of_its_own(client: Client) -> None:
    user = person()
    sign_in(client, user)
    client.post(reverse("account_logout"))
    assert guess(user, ALLOWED + 1, browser=client) == 429


def test_a_browser_known_for_one_account_is_not_for_another(client: Client) -> None:
    sign_in(client, person())
    client.post(reverse("account_logout"))
    other = person()
    guess(other, ALLOWED)
    assert guess(other, browser=client) == 429


def test_more_people_of_one_address_come_in_than_may_mistype() -> None:
    """Of 120 every third mistypes once: 160 attempts, 40 of them wrong."""
    people = [person() for _ in range(GENEROUS + 20)]
    for n, user in enumerate(people):
        browser = Client()
        if n % 3 == 0:
            sign_in(browser, user, WRONG)
        assert sign_in(browser, user).status_code == 302, n


def test_one_address_cannot_guess_at_all_accounts() -> None:
    for n in range(GENEROUS):
        assert guess(User(email=f"nobody-{n}@example.org")) == 200
    assert guess(person()) == 429
    assert guess(person(), REMOTE_ADDR="192.0.2.1") == 200


def test_a_known_browser_comes_in_from_an_address_that_has_reached_its_limit(client: Client) -> None:
    """Somebody who guesses at whatever accounts from a hospital's address shuts out nobody who works there."""
    user = person()
    sign_in(client, user)
    client.post(reverse("account_logout"))
    for n in range(GENEROUS):
        guess(User(email=f"nobody-{n}@example.org"))
    assert sign_in(Client(), user).status_code == 429
    assert sign_in(client, user).status_code == 302


def test_what_is_wrong_in_a_known_browser_is_not_counted_at_its_address(client: Client) -> None:
    user = person()
    sign_in(client, user)
    client.post(reverse("account_logout"))
    for n in range(GENEROUS - 1):
        guess(User(email=f"nobody-{n}@example.org"))
    guess(user, ALLOWED, browser=client)
    assert guess(User(email="one-more@example.org")) == 200


def test_a_cookie_that_others_made_up_makes_no_browser_known() -> None:
    user = person()
    for n in range(GENEROUS):
        guess(User(email=f"nobody-{n}@example.org"))
    browser = Client()
    browser.cookies["known_browser"] = signing.dumps({"account": "x", "browser": "y"}, salt="another", key="k" * 50)
    assert guess(user, browser=browser) == 429


def test_who_asks_is_what_the_proxy_says_only_where_there_is_one(settings: Settings) -> None:
    def statuses() -> list[int]:
        return [guess(User(email=f"x{n}@example.org"), HTTP_X_REAL_IP=f"192.0.2.{n}") for n in range(GENEROUS + 1)]

    assert statuses()[-1] == 429  # a header that anybody can send
    cache.clear()
    settings.ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "X-Real-IP"
    assert statuses()[-1] == 200


def test_codes_of_the_second_factor_are_guarded_too(client: Client) -> None:
    user = person()
    key = with_second_factor(user)
    sign_in(client, user)
    page = reverse("mfa_authenticate")
    assert [client.post(page, {"code": "000000"}).status_code for _ in range(ALLOWED + 1)] == [*[200] * ALLOWED, 429]
    assert client.post(page, {"code": code(key)}).status_code == 429
    other = Client()
    sign_in(other, user)
    assert other.post(page, {"code": code(key)}).status_code == 429
    assert Authenticator.objects.filter(user=user).exists()


def test_letters_about_a_password_are_limited_for_known_and_unknown_alike(client: Client) -> None:
    known = person().email
    for address in (known, "nobody@example.org"):
        sent = [client.post(reverse("account_reset_password"), {"email": address}) for _ in range(4)]
        assert [answer.status_code for answer in sent] == [302, 302, 302, 429]
        assert "Wait five minutes" in sent[-1].content.decode()
        assert sent[-1]["Retry-After"] == "300"


@pytest.mark.django_db(transaction=True)
def test_guesses_sent_at_once_do_not_pass_the_limit() -> None:
    """Each thread has a connection of its own, as processes do."""
    user = UserFactory()
    together = 12
    start = threading.Barrier(together)
    statuses: list[int] = []

    def guesses() -> None:
        start.wait()
        try:
            statuses.append(guess(user))
        finally:
            connection.close()

    threads = [threading.Thread(target=guesses) for _ in range(together)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == together
    assert statuses.count(200) <= ALLOWED
    cache.clear()
