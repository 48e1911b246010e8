from typing import NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are given by the secretariat, never taken."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk, for those who may use it: the public pages look the same to everybody."""
        if getattr(request.user, "is_staff", False):
            return reverse("admin:index")
        return super().get_login_redirect_url(request)

    def respond_user_inactive(self, request: HttpRequest, user: object) -> NoReturn:
        """The library would lead to a page of its own, which has no address here."""
        raise PermissionDenied
