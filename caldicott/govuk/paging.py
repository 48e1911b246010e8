"""Long lists, a page at a time."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest


def page_links(request: HttpRequest, page: "Page[Any]") -> dict[str, Any]:
    """What the design system's pagination component needs for a page; the filters of the list stay."""

    def link(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links: dict[str, Any] = {
        "items": [
            {"number": number, "href": link(number), "current": number == page.number}
            if isinstance(number, int)
            else {"ellipsis": True}
            for number in numbers
        ]
    }
    if page.has_previous():
        links["previous"] = {"href": link(page.previous_page_number())}
    if page.has_next():
        links["next"] = {"href": link(page.next_page_number())}
    return links
