"""People and what they may do."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangosUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from caldicott.desk.acts import Act, ActingAdmin
from organisations.accounts.activity import make_active, make_inactive
from organisations.accounts.managing import may_manage_person
from organisations.accounts.second_factor import is_set_up, reset_second_factor
from organisations.models import User

MAKE_INACTIVE = Act(
    name="make-inactive",
    label="Make inactive",
    says="The person may do nothing any more, at once and in every browser. The name stays under what was done.",
    done="The account is inactive.",
    do=lambda person, *, by, reason: make_inactive(person=person, by=by, reason=reason),
    possible=lambda person, by: person.is_active and person != by and may_manage_person(by, person),
    reason="Why is it made inactive?",
)
MAKE_ACTIVE = Act(
    name="make-active",
    label="Make active again",
    says="The person signs in again, and has every role that has not ended.",
    done="The account is active.",
    do=lambda person, *, by, reason: make_active(person=person, by=by, reason=reason),
    possible=lambda person, by: not person.is_active and person != by and may_manage_person(by, person),
    reason="Why is it made active again?",
)
RESET_SECOND_FACTOR = Act(
    name="reset-second-factor",
    label="Take away a lost second factor",
    says="The person is signed out everywhere, has a letter about it, and sets up another one at the next sign-in. "
    "Make sure first, by another way than e-mail, that it is the person who asks.",
    done="The second factor is taken away.",
    do=lambda person, *, by, reason: reset_second_factor(person=person, by=by, reason=reason),
    possible=lambda person, by: may_manage_person(by, person) and is_set_up(person),
    reason="How was it lost, and how do you know who asks?",
)
POWERS = ["is_superuser", "groups", "user_permissions"]


class PersonAddForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]


class PersonForm(UserChangeForm):
    class Meta:
        model = User
        fields = ["email", "name", *POWERS]


@admin.register(User)
class UserAdmin(ActingAdmin, DjangosUserAdmin):
    """Who may use the desk follows the roles on the panel. Powers are given by those who have all of them.

    Who may merely change people cannot raise themselves, change a person who may do everything, or become somebody
    else: passwords, and the addresses to which letters about them go, are not theirs to change.
    """

    acts = (MAKE_INACTIVE, MAKE_ACTIVE, RESET_SECOND_FACTOR)
    add_form = PersonAddForm
    form = PersonForm
    list_display = ["email", "name", "is_staff", "is_active", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", "groups"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fieldsets = [
        (None, {"fields": ["email", "name"]}),
        ("What the person may do", {"fields": ["is_active", "is_staff", *POWERS]}),
        ("When", {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["email", "name", "usable_password", "password1", "password2"]})
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        shown = ["date_joined", "last_login", "is_active", "is_staff"]
        return shown if request.user.is_superuser else [*shown, "email", *POWERS]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        told = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return told
        return [*told, ("How the person signs in", {"fields": ["password"]})]

    def user_change_password(self, request: HttpRequest, *arguments: str, **more: str) -> HttpResponse:
        """Whoever sets a password can sign in with it."""
        if not request.user.is_superuser:
            raise PermissionDenied("Nobody sets the password of somebody else: the person asks for a letter about it.")
        return super().user_change_password(request, *arguments, **more)

    def why_undeletable(self, row: Any) -> str:
        return "Nobody is deleted: who leaves is made inactive, and the name stays under what the person did."

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People are invited, and choose a password of their own."""
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        raised = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not raised

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
