"""The sign-in library's pages, where they have to do a little more."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpResponse

TOO_MANY = {"too_many_login_attempts", "rate_limited"}


class TellsLimits:
    """Answers 429 where a form was refused because too many before it were wrong."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if any(error.code in TOO_MANY for errors in form.errors.as_data().values() for error in errors):
            response.status_code = 429
            response["Retry-After"] = "300"
        return response


class SignIn(TellsLimits, LoginView):
    pass


class ShowSecondFactor(TellsLimits, AuthenticateView):
    pass


class ShowSecondFactorAgain(TellsLimits, ReauthenticateView):
    pass


class SetUpSecondFactor(TellsLimits, ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        """Its code was shown just now: nobody has to show another one for this session."""
        response: HttpResponse = super().form_valid(form)
        made = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        record_authentication(self.request, made.user, "mfa", id=made.pk, type=made.type)
        return response
