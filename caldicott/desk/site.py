"""The desk itself: its name, who may enter it, and that everybody signs in at one place."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class Desk(admin.AdminSite):
    site_header = "Caldicott2 progress tracker"
    site_title = "Caldicott2 progress tracker"
    index_title = "The panel’s desk"

    def has_permission(self, request: HttpRequest) -> bool:
        """An active person with a role on the panel, or who may do everything, who has shown a second factor."""
        return _has_part(request) and _has_shown_second_factor(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The sign-in that everybody uses; from there to the second factor, which may have to be set up first."""
        if request.user.is_authenticated and not _has_part(request):
            raise PermissionDenied
        if _has_part(request) and not _has_shown_second_factor(request):
            return redirect("second-factor")
        response: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return response


def _has_part(request: HttpRequest) -> bool:
    """`is_staff` follows the roles on the panel; asked again here, a role that ends by the clock ends here too."""
    person = request.user
    if not person.is_active or not person.is_authenticated:
        return False
    return person.is_superuser or person.memberships.current().on_the_panel().exists()


def _has_shown_second_factor(request: HttpRequest) -> bool:
    # The person is named, since there are no records of nobody.
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
