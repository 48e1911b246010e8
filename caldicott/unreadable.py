"""Requests that cannot be read as text, refused before anything reads them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

OWN_CHARSET = "utf-8"


class RefuseUnreadable:
    """Answers 400 to another charset than that of the pages, and to a NUL in what the panel's desk is sent.

    Django reads a request in whatever charset it names, and Python has some that are none, or that not all bytes fit.
    Public pages and forms refuse a NUL in words of their own; Django's admin hands it to the database, which fails.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", OWN_CHARSET)
        if charset.strip().lower() != OWN_CHARSET:
            request.encoding = OWN_CHARSET  # for the page that says so
            raise BadRequest("The request names another charset than UTF-8.")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, named: Any) -> None:
        if request.resolver_match is None or request.resolver_match.namespace != "admin":
            return
        if "\x00" in request.path or _has_nul(request.GET) or _has_nul(request.POST):
            raise BadRequest("The request has a NUL in it.")


def _has_nul(given: QueryDict) -> bool:
    return any("\x00" in text for name, values in given.lists() for text in (name, *values))
