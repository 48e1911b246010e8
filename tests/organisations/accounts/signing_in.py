"""Small helps for trying the way in."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from organisations.models import User
from tests.factories import UserFactory

PASSWORD = "an-ordinary-password-9"

LASTS = 30
"""Seconds that one code is good for."""

TO_GIVE_IT = 10
"""Seconds that it may take, on a busy machine, from asking for a code until the site has looked at it."""


def person(**fields: Any) -> User:
    made: User = UserFactory(**fields)
    made.set_password(PASSWORD)
    made.save()
    return made


def with_second_factor(user: User) -> str:
    """Sets one up, with recovery codes; its key."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    key = generate_totp_secret()
    TOTP.activate(user, key)
    RecoveryCodes.activate(user)
    return key


def recovery_codes(user: User) -> list[str]:
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    codes: list[str] = kept.wrap().get_unused_codes()
    return codes


def code(key: str) -> str:
    """Of this moment, with time enough left to give it."""
    wait_for_a_fresh_code()
    return format_hotp_value(hotp_value(key, int(time.time()) // LASTS))


def wait_for_a_fresh_code() -> None:
    """Where the one of this moment is about to run out, until the next: as a person does who reads it off a phone."""
    left = LASTS - time.time() % LASTS
    if left < TO_GIVE_IT:
        time.sleep(left)


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": password})
