"""The preview at the desk: the pages of the site as everybody will see them, each within what is undone afterwards."""

import re
from copy import copy

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, resolve

from recommendations.editions.preview import as_if_published
from recommendations.editions.snapshot import in_spite_of_others
from recommendations.models import Period

# Whose pages can be looked at. What is a file, or keeps one, is not made of what may never be published.
ROOMS = ("recommendations.public.", "organisations.public.", "caldicott.")
FILES = re.compile(r"\.(pdf|zip|jsonld)$")

# A link or a form that stays on the site's own public pages.
ADDRESS = re.compile(r'(?P<name> (?:href|action)=)"/(?!static/|admin/|accounts/|returns/|api/)')
HEADER = "<header "  # the link that skips to the content stays the first thing of the page


def previewed(request: HttpRequest, period: Period, path: str, prefix: str) -> HttpResponse:
    """The page at an address of the site, from its root, with the period published. Links go on to previews.

    Raises Http404 for what is no page for everybody.
    """
    inner = as_anybody(request, f"/{path}")

    def look() -> HttpResponse:
        with as_if_published(period):
            return answer(inner)

    response = in_spite_of_others(look)
    if not response.get("Content-Type", "").startswith("text/html"):
        raise Http404("Only pages can be looked at before they are published.")
    return as_preview(response, period, prefix)


def as_anybody(request: HttpRequest, path: str) -> HttpRequest:
    """The same request as somebody would send it who is not signed in."""
    inner = copy(request)
    inner.path = inner.path_info = path
    inner.user = AnonymousUser()
    inner.method = "GET"
    inner._messages = []  # type: ignore[attr-defined]  # those of the desk are not for the public page
    return inner


def answer(request: HttpRequest) -> HttpResponse:
    try:
        found = resolve(request.path_info)
    except Resolver404:
        raise Http404 from None
    room = getattr(found.func, "__module__", "")
    if not room.startswith(ROOMS) or FILES.search(request.path_info) or "format" in request.GET:
        raise Http404("Only pages can be looked at before they are published.")
    response: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    if isinstance(response, SimpleTemplateResponse):
        response = response.render()
    if not isinstance(response, HttpResponse):
        raise Http404("Only pages can be looked at before they are published.")
    return response


def as_preview(response: HttpResponse, period: Period, prefix: str) -> HttpResponse:
    """The page with a line that says what it is, and with links that lead to previews."""
    page = response.content.decode()
    linked = ADDRESS.sub(lambda found: f'{found["name"]}"{prefix}', page)
    banner = render_to_string("recommendations/panel/preview_banner.html", {"period": period})
    before, header, after = linked.partition(HEADER)
    return HttpResponse(f"{before}{banner}{header}{after}", status=response.status_code)
