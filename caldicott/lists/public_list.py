"""A list for everyone: one declaration gives its page, its counts and its downloads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django_filters import FilterSet

from caldicott.search import Searched, problem_with
from caldicott.tables import FORMATS, Table, download

from .address import problems_with_address, tidied
from .choices import chosen_in, fetch_what_is_offered, fields_of, values_of
from .facets import Counts, Facet, facet_counts
from .file_name import file_name
from .listing import Listing
from .paging import no_page, page_of


@dataclass(frozen=True)
class Order:
    """One way to sort a list: its label, and the columns, of which the last must tell any two rows apart."""

    label: str
    columns: tuple[str | OrderBy, ...]


@dataclass(frozen=True)
class PublicList:
    """What a list offers. The first of `orders` holds unless the address names another.

    `q` in the address is looked for in `searched`, `sort` names an order, `page` a page, `format` a download of all
    rows as listed; everything else is a filter.
    """

    filters: type[FilterSet]
    table: Table
    template: str
    orders: Mapping[str, Order]
    facets: Sequence[Facet] = ()
    searched: Searched | None = None
    defaults: Mapping[str, str] = field(default_factory=dict)  # filters that hold where the address is silent

    @property
    def names(self) -> set[str]:
        """All that an address of the list may say."""
        return {*self.filters.base_filters, "sort", "page", "format"} | ({"q"} if self.searched else set())

    def answer(
        self, request: HttpRequest, queryset: QuerySet[Any], context: Mapping[str, Any] | None = None
    ) -> HttpResponseBase:
        """The page, or the file that `format` asks for; 400 and what is wrong where it is not understood.

        An address of the page that says more than it needs to leads to the one that does not.
        """
        tidy = tidied(request.GET, {"sort": next(iter(self.orders))}, self.defaults)
        if tidy != request.GET and "format" not in tidy:
            return HttpResponseRedirect(f"{request.path}?{tidy.urlencode()}" if tidy else request.path)
        listing, rows = self.listing(request, queryset)
        if listing.format and listing.understood:
            return download(self.table, rows, listing.format, file_name(self.table.name, listing))
        return render(request, self.template, {**(context or {}), "listing": listing}, status=listing.status)

    def listing(self, request: HttpRequest, queryset: QuerySet[Any]) -> tuple[Listing, QuerySet[Any]]:
        """What the address shows, and all of its rows."""
        words = request.GET.get("q", "").strip() if self.searched else ""
        problem = problem_with(words)
        looked_for = words if not problem else ""
        filters = self._filters(request, self._found(queryset, looked_for))
        order = request.GET.get("sort") or next(iter(self.orders))
        address_problems = tuple(self._problems_with_address(request.GET))
        understood = filters.is_valid() and not problem and not address_problems
        rows = filters.qs.order_by(*map(_nulls_last, self.orders[order].columns)) if understood else queryset.none()
        format_ = request.GET.get("format", "")
        has_pages = understood and not format_
        counts = self._counts(filters) if has_pages and self.facets else None
        fields = fields_of(filters, counts.of if counts else {})
        found = self._with_headlines(rows, looked_for)
        listing = Listing(
            filters=filters,
            page=page_of(request, found, count=counts.rows if counts else None) if has_pages else no_page(),
            words=words,
            searchable=self.searched is not None,
            problem=problem,
            understood=understood,
            format=format_,
            address_problems=address_problems,
            orders=self.orders,
            order=order,
            fields=fields,
            chosen=chosen_in(looked_for, fields, request.GET, self.defaults),
            downloads={name: self._download(request.GET, name) for name in FORMATS},
        )
        return listing, rows

    def _filters(self, request: HttpRequest, queryset: QuerySet[Any]) -> FilterSet:
        data = request.GET.copy()
        for name, value in self.defaults.items():
            data.setdefault(name, value)
        filters = self.filters(data, queryset, request=request)
        fetch_what_is_offered(filters)
        return filters

    def _problems_with_address(self, query: QueryDict) -> Iterator[str]:
        yield from problems_with_address(query, self.names)
        if query.get("sort", "") not in ("", *self.orders):
            yield "There is no such order of this list. Choose one under “Sort by”."
        if query.get("format", "") not in ("", *FORMATS):
            yield "There is no such file of this list. It comes as a page, CSV or XLSX."

    def _found(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        return self.searched.matching(queryset, words) if self.searched and words else queryset

    def _with_headlines(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return self.searched.with_headline(rows, words) if self.searched and words else rows

    def _download(self, query: QueryDict, format_: str) -> str:
        """The address of the same list, all pages, as a file, without whatever others appended to the address."""
        asked = query.copy()
        for name in set(query) - self.names | {"page"}:
            asked.pop(name, None)
        asked["format"] = format_
        return f"?{asked.urlencode()}"

    def _counts(self, filters: Any) -> Counts:
        names = [facet.name for facet in self.facets]
        chosen = {name: value for name, value in values_of(filters).items() if name in names}
        return facet_counts(filters.without(names), self.facets, chosen)


def _nulls_last(column: str | OrderBy) -> OrderBy:
    if isinstance(column, OrderBy):
        return column
    return F(column.removeprefix("-")).desc(nulls_last=True) if column.startswith("-") else F(column).asc()
