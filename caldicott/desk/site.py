"""The desk itself: its name, and that everybody signs in at one place."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse


class Desk(admin.AdminSite):
    site_header = "Caldicott2 progress tracker"
    site_title = "Caldicott2 progress tracker"
    index_title = "The panel’s desk"

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The sign-in that everybody uses, so that what protects it protects the desk too.

        It asks for a password. That it asks the panel for a second factor as well is a later step; `has_permission` is
        the place to demand it.
        """
        response: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return response
