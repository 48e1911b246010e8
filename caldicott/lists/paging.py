"""A list a page at a time."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

ROWS = 50


def page_of(request: HttpRequest, queryset: QuerySet[Any], rows: int = ROWS) -> "Page[Any]":
    """The page that the query string asks for, or the first. Raises Http404 for one that is not there."""
    asked = request.GET.get("page") or "1"
    if asked == "1":
        return first_page(queryset, rows)
    try:
        return Paginator(queryset, rows).page(asked)
    except InvalidPage as error:
        raise Http404(str(error)) from error


def first_page(queryset: QuerySet[Any], rows: int = ROWS) -> "Page[Any]":
    """The first rows. Most lists end with them and are counted as they are, without a second query."""
    found = list(queryset[: rows + 1])
    return Page(found[:rows], 1, Paginator(found if len(found) <= rows else queryset, rows))
