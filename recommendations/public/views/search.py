"""One search over everything published."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from caldicott.lists import page_of
from caldicott.search import problem_with
from recommendations.search import MOST, SOURCES, Asked, Found, instead_of, pages_for

ROWS = 25
FEW = 3  # results, with fewer of which fewer words are offered


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What fits, the best first; where nothing does, what may have been meant. What is not understood is a 400."""
    typed, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    problem = problem_with(typed.strip())
    if kind and kind not in SOURCES:
        problem = problem or "There is nothing of that kind to look for."
    asked = Asked.of(typed)
    context: Mapping[str, Any] = {"asked": asked, "kind": kind, "problem": problem}
    if asked.words and not problem:
        context = {**context, **_answer(request, asked, kind)}
    return render(request, "recommendations/public/search.html", context, status=400 if problem else 200)


@require_safe
@cache_control(public=True, max_age=86_400)
def description(request: HttpRequest) -> HttpResponse:
    """How a browser can search this site from its own search box: an OpenSearch description."""
    media_type = "application/opensearchdescription+xml"
    return render(request, "recommendations/public/search_description.xml", content_type=media_type)


def _answer(request: HttpRequest, asked: Asked, kind: str) -> dict[str, Any]:
    found = Found(asked, kind)
    site_pages = [] if kind else pages_for(asked)
    return {
        "found": found,
        "page": page_of(request, found, ROWS, len(found)),
        "listed": SOURCES[kind].listed if kind else "",
        "kinds": [(name, SOURCES[name].many, rows) for name, rows in found.counts.items()],
        "most": MOST,
        "few": FEW,
        "site_pages": site_pages,
        "instead": None if found.counts or site_pages else instead_of(asked),
    }
