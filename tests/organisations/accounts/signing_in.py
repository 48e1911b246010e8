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
    """Of this moment."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": password})
