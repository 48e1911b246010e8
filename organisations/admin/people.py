"""Roles, invitations and the book of deeds, for the secretariat. Acts here call the actions that pages call."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from caldicott.desk.acts import Act, ActingAdmin
from caldicott.desk.rows import ViewOnlyAdmin
from organisations.accounts.invitations import NO_PEOPLE, invite, refuse_too_many, withdraw_invitation
from organisations.accounts.managing import may_manage_everybody
from organisations.accounts.memberships import end_membership, give_role
from organisations.histories.why import in_words, subject_parts
from organisations.histories.words import address_of, find, subject_in_words
from organisations.models import PANEL_ROLES, AuditRow, Invitation, Membership, Organisation, User


class HoldsNowFilter(admin.SimpleListFilter):
    title = "whether it holds"
    parameter_name = "now"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Holds now"), ("no", "Has ended")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> QuerySet[Membership]:
        if self.value() == "yes":
            return queryset.filter(pk__in=Membership.objects.current())
        if self.value() == "no":
            return queryset.filter(ends_at__lte=timezone.now())
        return queryset


END = Act(
    name="end",
    label="End this role",
    says="The person may do nothing in this role any more, at once. The name stays under what was done.",
    done="The role has ended.",
    do=lambda membership, *, by, reason: end_membership(membership=membership, by=by, reason=reason),
    possible=lambda membership, person: membership.is_current and may_manage_everybody(person),
    reason="Why does it end?",
)
WITHDRAW = Act(
    name="withdraw",
    label="Withdraw this invitation",
    says="The link in the letter stops working.",
    done="The invitation is withdrawn.",
    do=lambda invitation, *, by, reason: withdraw_invitation(invitation=invitation, by=by, reason=reason),
    possible=lambda invitation, person: invitation.became == "Open" and may_manage_everybody(person),
    reason="Why is it withdrawn?",
)


@admin.register(Membership)
class MembershipAdmin(ActingAdmin):
    """A role is given by an invitation; here it is looked at and ended. Who may do everything gives one at once."""

    acts = (END,)
    list_display = ["person", "role", "organisation", "begins_at", "ends_at"]
    list_filter = [HoldsNowFilter, "role"]
    list_select_related = ["person", "organisation"]
    search_fields = ["person__name", "person__email", "organisation__name", "organisation__abbreviation"]
    search_help_text = "Finds by the name and address of the person, and by the organisation."
    autocomplete_fields = ["person"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["person", "role"]
        return ["person", "role", "organisation", "begins_at", "ends_at", "given_by", "ended_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("person", "organisation", "given_by", "ended_by")

    def why_unchangeable(self, row: Any) -> str:
        return "A role is not changed: it is ended, and another one is given. It stays on record."

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **more: Any) -> Any:
        if db_field.name == "role":
            more["choices"] = [(role.value, role.label) for role in PANEL_ROLES]
        return super().formfield_for_choice_field(db_field, request, **more)

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        made = give_role(person=obj.person, role=obj.role, by=person_of(request))
        obj.pk = made.pk


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["email", "role", "organisation"]

    def clean_organisation(self) -> Organisation | None:
        organisation: Organisation | None = self.cleaned_data["organisation"]
        if organisation is not None and organisation.collective:
            raise ValidationError(NO_PEOPLE)
        refuse_too_many(organisation)
        return organisation


@admin.register(Invitation)
class InvitationAdmin(ActingAdmin):
    acts = (WITHDRAW,)
    list_display = ["email", "role", "organisation", "invited_by", "invited_at", "what_became_of_it"]
    list_filter = ["role"]
    list_select_related = ["organisation", "invited_by"]
    search_fields = ["email", "organisation__name", "organisation__abbreviation"]
    search_help_text = "Finds by the address, and by the organisation."
    autocomplete_fields = ["organisation"]
    form = InvitationForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        told = ["email", "role", "organisation"]
        if obj is None:
            return told
        more = ["what_became_of_it", "invited_by", "invited_at", "expires_at", "accepted_at", "accepted_by"]
        return [*told, *more, "withdrawn_at", "withdrawn_by"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["what_became_of_it"] if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        return super().get_queryset(request).told()  # type: ignore[attr-defined]

    def why_unchangeable(self, row: Any) -> str:
        return "An invitation is not changed: withdraw it, and send another one."

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        made = invite(email=obj.email, role=obj.role, organisation=obj.organisation, by=person_of(request))
        obj.pk = made.pk

    @admin.display(description="what became of it")
    def what_became_of_it(self, invitation: Invitation) -> str:
        return invitation.became  # type: ignore[attr-defined]


class DeedList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Each with what it was done to, in words: looked up for all together."""
        super().get_results(request)
        found = find(subject_parts(deed) for deed in self.result_list)
        for deed in self.result_list:
            deed.done_to = subject_in_words(*subject_parts(deed), found)


@admin.register(AuditRow)
class AuditRowAdmin(ViewOnlyAdmin):
    why = "What was done is written down with it and stays: nobody can change it."
    list_display = ["at", "by", "deed", "to_what", "organisation", "reason"]
    list_filter = ["verb"]
    list_select_related = ["by", "organisation"]
    search_fields = ["by__name", "by__email", "organisation__name", "verb", "reason"]
    search_help_text = "Finds by who did it, to which organisation, by the deed, and in its reason."
    fields = ["at", "by", "deed", "to_what", "organisation", "reason", "facts"]
    readonly_fields = ["deed", "to_what"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditRow]:
        return super().get_queryset(request).select_related("by", "organisation", "subject_type")

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return DeedList

    @admin.display(description="deed", ordering="verb")
    def deed(self, row: AuditRow) -> str:
        return in_words(row.verb)

    @admin.display(description="to what")
    def to_what(self, row: AuditRow) -> str:
        parts = subject_parts(row)
        told: str = vars(row).get("done_to") or subject_in_words(*parts, find([parts]))
        address = address_of(*parts)
        return format_html('<a href="{}">{}</a>', address, told) if address else told


def person_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 (the desk lets nobody else in)
    return request.user
