"""Accepting an invitation. To look at it changes nothing: programs that check mail follow every link."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from caldicott.refusals import Refused
from organisations.models import Invitation, User

from .. import second_factor
from ..forms import NewPersonForm
from ..invitations import LASTS, InvitationGone, accept_invitation, find_open

TAKEN = (
    "No account could be made with what you gave. If you have an account already, sign in with it and accept the "
    "invitation then."
)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = find_open(token)
        if isinstance(request.user, User):
            return _by_person(request, request.user, invitation, token)
        return _by_newcomer(request, invitation, token)
    except InvitationGone:
        return render(request, "organisations/accounts/invitation_gone.html", {"days": LASTS.days}, status=404)


def _by_person(request: HttpRequest, person: User, invitation: Invitation, token: str) -> HttpResponse:
    if second_factor.is_missing(request):
        return redirect("second-factor")
    problem = ""
    if request.method == "POST":
        try:
            accept_invitation(token=token, by=person)
        except Refused as why:
            problem = str(why)
        else:
            return _welcome(request, invitation)
    context = {"invitation": invitation, "problem": problem}
    return render(request, "organisations/accounts/invitation.html", context)


def _by_newcomer(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    form = NewPersonForm(invitation.email, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, _ = accept_invitation(
                token=token, name=form.cleaned_data["name"], password=form.cleaned_data["password"]
            )
        except ValidationError:
            form.add_error(None, TAKEN)
        else:
            record_authentication(request, person, "password", email=person.email)
            get_adapter(request).login(request, person)
            return _welcome(request, invitation)
    return render(request, "organisations/accounts/invitation.html", {"invitation": invitation, "form": form})


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """To where the person works from now on."""
    messages.success(request, f"You are now {invitation.get_role_display().lower()} of {invitation.place}.")
    return redirect("desk" if invitation.organisation_id else "account")
