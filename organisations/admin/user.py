"""People and what they may do."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangosUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest

from organisations.accounts.second_factor import reset_second_factor
from organisations.models import User

from .people import each_told, person_of

POWERS = ["is_superuser", "groups", "user_permissions"]


class PersonAddForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]


class PersonForm(UserChangeForm):
    class Meta:
        model = User
        fields = ["email", "name", "is_active", *POWERS]


@admin.register(User)
class UserAdmin(DjangosUserAdmin):
    """Nobody is deleted: a name stands under what the person did. Who leaves is made inactive.

    Who may use the desk follows the roles on the panel. Powers are given by those who have all of them: who may merely
    change people cannot raise themselves, nor change a person who may do everything.
    """

    add_form = PersonAddForm
    form = PersonForm
    list_display = ["email", "name", "is_staff", "is_active", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", "groups"]
    list_per_page = 50
    search_fields = ["email", "name"]
    ordering = ["email"]
    actions = ["reset_lost_second_factor"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        ("What the person may do", {"fields": ["is_active", "is_staff", *POWERS]}),
        ("When", {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["email", "name", "usable_password", "password1", "password2"]})
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        shown = ["date_joined", "last_login", "is_staff"]
        return shown if request.user.is_superuser else [*shown, *POWERS]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People are invited, and choose a password of their own."""
        return bool(request.user.is_superuser)

    @admin.action(description="Take away a lost second factor", permissions=["change"])
    def reset_lost_second_factor(self, request: HttpRequest, rows: "QuerySet[User]") -> None:
        by = person_of(request)
        each_told(request, rows, lambda row: reset_second_factor(person=row, by=by), "reset")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        raised = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not raised

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
