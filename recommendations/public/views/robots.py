from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Rooms for people who sign in, and pages that only show again what stands elsewhere.
NOT_FOR_ROBOTS = ["/admin/", "/accounts/", "/returns/", "/search/", "/health/", "/*?*q=", "/*?*format=", "/*?*sort="]


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read, and where they find a list of it."""
    rules = [f"Disallow: {address}" for address in NOT_FOR_ROBOTS]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
