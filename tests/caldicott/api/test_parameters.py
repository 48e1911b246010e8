"""Every list reads its query string strictly: paging, ordering, search, and nothing that it does not know."""

import pytest
from django.test import Client

from tests.caldicott.api.reading import FILTERS, RESOURCES, listed, refused, values
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

ALL_RESOURCES = pytest.mark.parametrize("resource", RESOURCES)
COMMON = {"page", "page_size", "ordering", "search"}


@ALL_RESOURCES
@pytest.mark.parametrize("name", ["colour", "format", "Page", "rating__in", "id", ""])
def test_an_unknown_parameter_is_refused_with_those_that_are_known(resource: str, name: str) -> None:
    problems = refused(resource, **{name: "1"})

    known = ", ".join(sorted(COMMON | FILTERS[resource]))
    assert problems == {name: [f"Unknown parameter. This address takes: {known}."]}


@pytest.mark.parametrize("path", ["", "schema/", "organisations/dh/"])
@pytest.mark.parametrize("name", ["colour", "format", "page", "search"])
def test_an_address_that_is_no_list_takes_no_parameters(path: str, name: str) -> None:
    OrganisationFactory(slug="dh")

    response = Client().get(f"/api/v1/{path}", {name: "1"})

    assert response.status_code == 400
    assert response.json() == {name: ["Unknown parameter. This address takes none."]}


@ALL_RESOURCES
def test_every_parameter_is_refused_twice_or_empty(resource: str) -> None:
    for name in COMMON | FILTERS[resource]:
        assert refused(resource, **{name: ["1", "1"]}) == {name: ["Give this parameter once."]}
        assert refused(resource, **{name: ""}) == {name: ["Give a value, or leave the parameter out."]}


@ALL_RESOURCES
@pytest.mark.parametrize("size", ["501", "0", "-1", "many", "1.5", "١٠", "9" * 5000, "1\x00"])
def test_a_page_size_that_is_none_is_refused(resource: str, size: str) -> None:
    assert refused(resource, page_size=size) == {"page_size": ["Give a whole number from 1 to 500."]}


@pytest.mark.parametrize("page", ["0", "-1", "last", "1.5", "9" * 5000, "1\x00"])
def test_a_page_that_is_no_number_is_refused(page: str) -> None:
    assert refused("organisations", page=page) == {"page": ["Give a whole number of 1 or more."]}


@ALL_RESOURCES
@pytest.mark.parametrize("page", ["2", "999999999999999999"])
def test_a_page_beyond_the_end_is_not_found(resource: str, page: str) -> None:
    response = Client().get(f"/api/v1/{resource}/", {"page": page})

    assert response.status_code == 404
    assert response.json() == {"detail": f"There is no page {page}: the list has 1 at this page size."}


def test_an_empty_list_has_one_page() -> None:
    assert listed("organisations", page=1) == {"count": 0, "next": None, "previous": None, "results": []}


def test_pages_link_to_each_other_and_keep_what_was_asked() -> None:
    for name in "abcde":
        OrganisationFactory(slug=name, name=name)

    first = listed("organisations", page_size=2, ordering="-slug", collective="false")
    second = Client().get(first["next"]).json()
    third = Client().get(second["next"]).json()

    assert [first["count"], second["count"], third["count"]] == [5, 5, 5]
    assert [result["slug"] for page in (first, second, third) for result in page["results"]] == list("edcba")
    assert first["previous"] is None
    assert third["next"] is None
    assert Client().get(third["previous"]).json() == second
    assert Client().get(second["previous"]).json() == first


def test_a_page_holds_fifty_and_at_most_five_hundred() -> None:
    OrganisationFactory.create_batch(501)

    assert len(values("organisations", "slug")) == 50
    assert len(values("organisations", "slug", page_size=500)) == 500
    assert len(values("organisations", "slug", page_size=500, page=2)) == 1


@ALL_RESOURCES
@pytest.mark.parametrize("ordering", ["colour", "-colour", "--id", "id,", ",", "pk", "summary__length", "\x00"])
def test_an_order_by_what_is_not_declared_is_refused(resource: str, ordering: str) -> None:
    problem = refused(resource, ordering=ordering)["ordering"]

    assert problem[0].startswith("Unknown field")
    assert "Order by: " in problem[0]


@ALL_RESOURCES
@pytest.mark.parametrize("search", ["a" * 201, "a\x00b"])
def test_a_search_that_cannot_be_made_is_refused(resource: str, search: str) -> None:
    assert refused(resource, search=search) == {"search": ["Give at most 200 characters, none of them NUL."]}


@ALL_RESOURCES
@pytest.mark.parametrize("search", ["%", "_", '"', "'", '"a', "\\", "a" * 200, "(a|b)*", ", ,", "’“”"])
def test_a_search_takes_every_character_as_itself(resource: str, search: str) -> None:
    assert listed(resource, search=search)["count"] == 0


@ALL_RESOURCES
def test_several_problems_are_told_at_once(resource: str) -> None:
    assert set(refused(resource, colour="1", shape="2", page_size="")) == {"colour", "shape", "page_size"}
