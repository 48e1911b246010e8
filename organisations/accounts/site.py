"""The panel's desk itself: its name, who may enter it, and that everybody signs in at one place."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organisations.models import User

from . import second_factor


class Desk(admin.AdminSite):
    site_header = "Caldicott2 progress tracker"
    site_title = "Caldicott2 progress tracker"
    index_title = "The panel’s desk"

    def has_permission(self, request: HttpRequest) -> bool:
        """An active person with a role on the panel, or who may do everything, who has shown a second factor."""
        return _has_part(request) and second_factor.is_shown(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The sign-in that everybody uses; from there to the second factor, which may have to be set up first.

        Whoever is in already is led on, and signs in as nobody else here: guesses are counted at that one place.
        """
        if request.user.is_authenticated and not _has_part(request):
            raise PermissionDenied("This is the panel’s desk. You have no role on the panel.")
        if _has_part(request) and not second_factor.is_shown(request):
            return redirect("second-factor")
        if _has_part(request):
            return redirect("admin:index")
        response: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return response

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page that everybody has: there guesses at the old password are counted."""
        return redirect("account_change_password")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Only for fields that a form here looks up so: the library answers for any that leads to searched rows."""
        asked = tuple(request.GET.get(name, "") for name in ("app_label", "model_name", "field_name"))
        if asked not in self._looked_up():
            raise PermissionDenied("No form of the desk looks this up.")
        answer: HttpResponse = super().autocomplete_view(request)
        return answer

    def _looked_up(self) -> set[tuple[str, ...]]:
        forms = [form for at_the_desk in self._registry.values() for form in (at_the_desk, *at_the_desk.inlines)]
        return {
            (*form.model._meta.label_lower.split("."), field) for form in forms for field in form.autocomplete_fields
        }

    def history_of(self, model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        from organisations.histories.pages import history_of  # it needs this site

        return history_of(model_admin, request, object_id)


def _has_part(request: HttpRequest) -> bool:
    """`is_staff` follows the roles on the panel; asked again here, a role that ends by the clock ends here too."""
    person = request.user
    return isinstance(person, User) and person.is_active and person.is_panel_staff
