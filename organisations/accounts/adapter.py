"""What the sign-in library is told to do in another way."""

import time
from typing import Any, NoReturn

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from organisations.models import User

from . import encryption, known_browsers, second_factor

APP = "allauth.account"


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are given by invitation, never taken."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is wrong. Capitals count in the password.",
        "enter_current_password": "That is not the password that you have now.",
        "too_many_login_attempts": "Too many attempts were wrong. Wait five minutes, then try again.",
        "rate_limited": "Too many attempts were wrong. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To where the person works: the public pages look the same to everybody."""
        assert isinstance(request.user, User)  # noqa: S101 (just signed in)
        return reverse("admin:index" if request.user.is_staff else "desk")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def respond_user_inactive(self, request: HttpRequest, user: object) -> NoReturn:
        """The library would lead to a page of its own, which has no address here."""
        raise PermissionDenied

    def post_login(self, request: HttpRequest, user: Any, **told: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **told)
        known_browsers.remember(request, response, user)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of somebody who has only just signed in."""
        request = context.request
        since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > since for record in get_authentication_records(request, request.user))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """None: the page that follows shows that it worked, and public pages carry nothing personal."""

    # Limits on guessing: docs/people.md says why they are as they are.

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Counted by account; in a browser from which the person has signed in before, by that browser."""
        return f"{_login(credentials)}:{known_browsers.mark_in(request, _login(credentials))}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Taken before the password is looked at, so that guesses sent at once cannot pass together.

        A known browser has the tight count of its own, and no part in that of its address: others behind the same
        address do not shut it out.
        """
        self._at_address = None
        if not known_browsers.mark_in(request, _login(credentials)):
            self._at_address = ratelimit.consume(request, app=APP, action="login_failed_address")
            if not self._at_address:
                raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def _rollback_login_failed_rl_usage(self) -> None:
        """Who was right is not counted: a hospital's people come from one address."""
        super()._rollback_login_failed_rl_usage()
        if self._at_address:
            self._at_address.rollback()


def _login(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email", "")).lower()


class SecondFactors(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This is not a code of this moment. Wait for the next one of your app, and give that.",
        "cannot_delete_authenticator": "With your role you need a second factor, so it cannot be switched off.",
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Caldicott2 progress tracker"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not second_factor.is_needed(authenticator.user)
