"""A page of a list that the query string narrows, as every public list shows it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django_filters import FilterSet

ROWS = 50


@dataclass(frozen=True)
class Listing:
    """The rows of one page, and the filters that led to them."""

    filters: FilterSet
    page: "Page[Any]"

    @property
    def status(self) -> int:
        """The HTTP status: 400 where a filter was given a value that it does not know."""
        return 200 if self.filters.is_valid() else 400


def listing(request: HttpRequest, filters: type[FilterSet], queryset: QuerySet[Any], **defaults: str) -> Listing:
    """Read filters and page from the query string; `defaults` are for filters that it does not name.

    Nothing is listed where a filter cannot be understood.
    """
    data = request.GET.copy()
    for name, value in defaults.items():
        data.setdefault(name, value)
    asked = filters(data, queryset, request=request)
    return Listing(asked, page_of(request, asked.qs if asked.is_valid() else queryset.none()))


def page_of(request: HttpRequest, queryset: QuerySet[Any]) -> "Page[Any]":
    """The page that the query string asks for, or the first. Raises Http404 for one that is not there."""
    asked = request.GET.get("page") or "1"
    if asked == "1":
        return first_page(queryset)
    try:
        return Paginator(queryset, ROWS).page(asked)
    except InvalidPage as error:
        raise Http404(str(error)) from error


def first_page(queryset: QuerySet[Any]) -> "Page[Any]":
    """The first rows. Most lists end with them and are counted as they are, without a second query."""
    found = list(queryset[: ROWS + 1])
    return Page(found[:ROWS], 1, Paginator(found if len(found) <= ROWS else queryset, ROWS))
