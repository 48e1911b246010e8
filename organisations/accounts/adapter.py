from typing import NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are given by the secretariat, never taken."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: object) -> NoReturn:
        """The library would lead to a page of its own, which has no address here."""
        raise PermissionDenied
