from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are given by the secretariat, never taken."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
