"""A list a page at a time."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.http import Http404, HttpRequest

ROWS = 50
ROWS_AT_MOST = 1_000_000  # further down no list is looked for a page


def page_of(
    request: HttpRequest, found: QuerySet[Any] | Sequence[Any], rows: int = ROWS, count: int | None = None
) -> "Page[Any]":
    """The page that the query string asks for, or the first. Raises Http404 for one that is not there.

    Whoever knows how many rows there are gives their `count`, and they are not counted again.
    """
    asked = request.GET.get("page") or "1"
    if asked == "1" and count is None:
        return _first_page(found, rows)
    paginator = Paginator(found, rows)
    if count is not None:
        paginator.count = count
    try:
        return paginator.page(asked)
    except InvalidPage as error:
        raise Http404(str(error)) from error


def no_page() -> "Page[Any]":
    """For what is shown on no page: a file, or nothing."""
    nothing: list[Any] = []
    return Paginator(nothing, ROWS).page(1)


def page_in_one_query(request: HttpRequest, queryset: QuerySet[Any], rows: int = ROWS) -> "Page[Any]":
    """The same, counted as it is fetched: for rows of which there are hundreds at most. Raises Http404 likewise."""
    try:
        number = Paginator(range(ROWS_AT_MOST), rows).validate_number(request.GET.get("page") or "1")
    except InvalidPage as error:
        raise Http404(str(error)) from error
    counted = queryset.annotate(of=Window(Count("pk")))
    found = list(counted[(number - 1) * rows : number * rows])
    if not found and number > 1:
        raise Http404("That page contains no results")
    return Page(found, number, Paginator(range(found[0].of if found else 0), rows))


def _first_page(found: QuerySet[Any] | Sequence[Any], rows: int) -> "Page[Any]":
    """The first rows. Most lists end with them and are counted as they are, without a second query."""
    first = list(found[: rows + 1])
    return Page(first[:rows], 1, Paginator(first if len(first) <= rows else found, rows))
