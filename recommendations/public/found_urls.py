"""By what the site is found: what search engines read, and addresses short enough to be printed or read out."""

from collections.abc import Callable

from django.contrib.sitemaps.views import index, sitemap
from django.http.response import HttpResponseBase
from django.urls import path, re_path
from django.views.generic import RedirectView

from .sitemaps import SITEMAPS
from .views.robots import robots


def leading_to(page: str) -> Callable[..., HttpResponseBase]:
    """Sends whoever comes to a short address on to the page, for ever."""
    return RedirectView.as_view(pattern_name=page, permanent=True)


urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    re_path(r"^r/(?P<number>[0-9]{1,9})/?$", leading_to("recommendation"), name="short-recommendation"),
    re_path(r"^c/(?P<number>[0-9]{1,9})/?$", leading_to("commitment"), name="short-commitment"),
    re_path(r"^o/(?P<slug>[-a-z0-9]{1,80})/?$", leading_to("organisation"), name="short-organisation"),
]
