"""A person's own account."""

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from organisations.models import User

from .. import second_factor
from ..access import signed_in


@signed_in
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    return render(
        request,
        "organisations/accounts/account.html",
        {
            "memberships": person.memberships.current().select_related("organisation"),
            "second_factor": second_factor.is_set_up(person),
            "may_enter_desk": person.is_panel_staff,
        },
    )


@signed_in
@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """Switch letters before a deadline on or off."""
    User.objects.filter(pk=_person(request).pk).update(wants_reminders=request.POST.get("wanted") == "yes")
    return redirect("account")


@require_safe
def own_second_factor(request: HttpRequest) -> HttpResponse:
    """Leads to where one is set up, or shown; then tells of it."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
    person = _person(request)
    if not second_factor.is_set_up(person):
        return redirect("mfa_activate_totp")
    if not second_factor.is_shown(request):
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
    codes = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return render(
        request,
        "organisations/accounts/second_factor.html",
        {
            "needed": second_factor.is_needed(person),
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
            "leads_on": "admin:index" if person.is_staff else "account",
        },
    )


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 (asked for after the sign-in)
    return request.user
