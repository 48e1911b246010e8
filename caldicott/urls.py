"""Every address of the site. What others rely on is fixed in the contract."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter
from django.views.generic import RedirectView

from . import views
from .converters import DateConverter

register_converter(DateConverter, "date")

urlpatterns = [
    path("", include("recommendations.public.urls")),
    path("", include("recommendations.public.found_urls")),
    path("", include("recommendations.public.search_urls")),
    path("", include("organisations.public.urls")),
    path("returns/", include("recommendations.returns.urls")),
    path("returns/<slug:slug>/people/", include("organisations.desk.urls")),
    path("api/v1/", include("recommendations.api.urls")),
    path("accounts/", include("organisations.accounts.urls")),
    path("admin/", admin.site.urls),
    # By the name that holds for ever, and not by the one that tells its content, since browsers keep this answer.
    path(
        "favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}images/favicon.svg", permanent=True), name="icon"
    ),
    path("health/live", views.live, name="health-live"),
    path("health/ready", views.ready, name="health-ready"),
]

handler400 = "caldicott.views.bad_request"
handler403 = "caldicott.views.permission_denied"
handler404 = "caldicott.views.page_not_found"
handler429 = "caldicott.views.too_many_requests"
handler500 = "caldicott.views.server_error"
