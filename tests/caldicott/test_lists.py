import pytest
from django.core.paginator import Paginator
from django.http import Http404
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from caldicott.govuk.paging import page_links
from caldicott.lists import page_of
from organisations.models import Organisation
from tests.factories import OrganisationFactory


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


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "shown", "queries"), [(0, 0, 1), (50, 50, 1), (51, 50, 2)])
def test_a_list_is_counted_by_the_database_only_where_it_goes_on(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries, rows: int, shown: int, queries: int
) -> None:
    OrganisationFactory.create_batch(rows)
    with django_assert_num_queries(queries):
        page = page_of(rf.get("/"), Organisation.objects.order_by("name"))
        assert (len(page), page.paginator.count, page.has_next()) == (shown, rows, rows > shown)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["0", "3", "two"])
def test_a_page_that_is_not_there_is_not_found(rf: RequestFactory, asked: str) -> None:
    OrganisationFactory.create_batch(51)
    with pytest.raises(Http404):
        page_of(rf.get("/", {"page": asked}), Organisation.objects.order_by("name"))


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "shown"), [("1", 50), ("2", 1)])
def test_rows_that_are_counted_already_are_not_counted_again(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries, asked: str, shown: int
) -> None:
    OrganisationFactory.create_batch(51)
    with django_assert_num_queries(1):
        page = page_of(rf.get("/", {"page": asked}), Organisation.objects.order_by("name"), count=51)
        assert (len(page), page.paginator.count, page.paginator.num_pages) == (shown, 51, 2)
