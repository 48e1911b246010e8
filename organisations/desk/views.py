"""Who is in an organisation, for all of its people; who comes and goes, for its authorised officers."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from caldicott.refusals import Refused
from organisations.accounts.access import Place, at_desk
from organisations.accounts.forms import ChangeRoleForm, InviteForm
from organisations.accounts.invitations import invite, withdraw_invitation
from organisations.accounts.memberships import LAST_OFFICER, change_role, end_membership, is_last_officer
from organisations.accounts.roles import Power
from organisations.models import Invitation, Membership


@at_desk(Power.SEE_RETURN)
@require_safe
def people(request: HttpRequest, place: Place) -> HttpResponse:
    memberships = list(place.organisation.people.select_related("person").order_by("person__name", "person__email"))
    invitations = place.organisation.invitations.told().select_related("invited_by") if may_manage(place) else []
    return render(
        request,
        "organisations/desk/people.html",
        {
            "place": place,
            "may_manage": may_manage(place),
            "current": [each for each in memberships if each.is_current],
            "former": [each for each in memberships if not each.is_current],
            "invitations": [each for each in invitations if each.accepted_at is None],
        },
    )


@at_desk(Power.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: HttpRequest, place: Place) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invite(
                email=form.cleaned_data["email"],
                role=form.cleaned_data["role"],
                organisation=place.organisation,
                by=place.person,
            )
        except ValidationError as reasons:
            form.add_error(None, reasons.messages)
        else:
            return _back(place)
    return render(request, "organisations/desk/invite.html", {"place": place, "form": form})


@at_desk(Power.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=number, organisation=place.organisation)
    problem = ""
    if request.method == "POST":
        try:
            withdraw_invitation(invitation=invitation, by=place.person)
        except Refused as why:
            problem = str(why)
        else:
            return _back(place)
    context = {"place": place, "invitation": invitation, "problem": problem}
    return render(request, "organisations/desk/withdraw.html", context)


@at_desk(Power.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    membership = _of_place(place, number)
    form = ChangeRoleForm(request.POST or None, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        try:
            change_role(membership=membership, role=form.cleaned_data["role"], by=place.person)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            return _back(place)
    context = {"place": place, "membership": membership, "form": form}
    return render(request, "organisations/desk/role.html", context)


@at_desk(Power.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    membership = _of_place(place, number)
    problem = LAST_OFFICER if is_last_officer(membership) else ""
    if request.method == "POST":
        try:
            end_membership(membership=membership, by=place.person)
        except Refused as why:
            problem = str(why)
        else:
            return redirect("account") if membership.person == place.person else _back(place)
    context = {"place": place, "membership": membership, "problem": problem}
    return render(request, "organisations/desk/end.html", context)


def may_manage(place: Place) -> bool:
    return place.may(Power.MANAGE_PEOPLE)


def _of_place(place: Place, number: int) -> Membership:
    rows = Membership.objects.select_related("person", "organisation")
    return get_object_or_404(rows, pk=number, organisation=place.organisation)


def _back(place: Place) -> HttpResponse:
    return redirect("desk-people", place.organisation.slug)
