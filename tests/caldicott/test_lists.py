from django.core.paginator import Paginator
from django.test import RequestFactory

from caldicott.govuk.paging import page_links


def test_page_links_keep_what_was_asked_for(rf: RequestFactory) -> None:
    links = page_links(rf.get("/?kind=a&page=2"), Paginator(range(150), 50).page(2))
    assert links["previous"] == {"href": "?kind=a&page=1"}
    assert links["next"] == {"href": "?kind=a&page=3"}
    assert [item["current"] for item in links["items"]] == [False, True, False]


def test_the_middle_of_very_many_pages_is_left_out(rf: RequestFactory) -> None:
    links = page_links(rf.get("/"), Paginator(range(1000), 50).page(10))
    assert [item.get("number", "…") for item in links["items"]] == [1, "…", 9, 10, 11, "…", 20]


def test_the_ends_of_a_list_lead_no_further(rf: RequestFactory) -> None:
    assert "previous" not in page_links(rf.get("/"), Paginator(range(100), 50).page(1))
    assert "next" not in page_links(rf.get("/"), Paginator(range(100), 50).page(2))
