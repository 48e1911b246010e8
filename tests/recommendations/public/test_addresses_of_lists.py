"""What the address of a list may say, and in how few words it says it."""

import pytest
from django.test import Client

from tests.factories import CommitmentFactory, RecommendationFactory
from tests.pages import read
from tests.recommendations.public.test_files import LISTS as FILES

pytestmark = pytest.mark.django_db
LISTS = [*FILES, "/changes/"]
UNSEARCHED = ("/changes/", "/periods/", "/toolkit/returns/")


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("file", ["", "&format=csv", "&format=xlsx"])
def test_what_is_given_twice_is_refused_by_name(client: Client, address: str, file: str) -> None:
    page = read(client, f"{address}?sort=number&sort=name{file}", status=400)
    assert "“sort”: Give this parameter once." in page.text


def test_no_value_of_a_filter_is_dropped_in_silence(client: Client) -> None:
    page = read(client, "/recommendations/?rating=red&rating=amber_red", status=400)
    assert "“rating”: Give this parameter once." in page.text


@pytest.mark.parametrize("address", LISTS)
def test_an_order_that_there_is_not_is_refused(client: Client, address: str) -> None:
    assert "There is no such order of this list." in read(client, f"{address}?sort=zzz", status=400).text
    assert client.get(f"{address}?sort=zzz&format=csv").status_code == 400


@pytest.mark.parametrize("address", LISTS)
def test_a_file_is_refused_where_a_name_in_its_address_narrows_nothing(client: Client, address: str) -> None:
    page = read(client, f"{address}?raiting=red&format=csv", status=400)
    assert "“raiting”: Unknown parameter. This address takes: " in page.text


@pytest.mark.parametrize("address", UNSEARCHED)
def test_a_file_of_a_list_that_is_not_searched_takes_no_words(client: Client, address: str) -> None:
    assert "“q”: Unknown parameter." in read(client, f"{address}?q=hello&format=csv", status=400).text


@pytest.mark.parametrize("address", LISTS)
def test_the_files_that_a_page_names_are_there_however_one_came_to_it(client: Client, address: str) -> None:
    page = read(client, f"{address}?utm_source=letter&page=1")
    named = [link for link in page.links if "format=" in link]
    assert named == ["?format=csv", "?format=xlsx"]
    for link in named:
        file = client.get(f"{address}{link}")
        assert file.status_code == 200
        assert file.getvalue()


@pytest.mark.parametrize("address", LISTS)
def test_a_file_has_all_pages_whichever_is_asked_for(client: Client, address: str) -> None:
    file = client.get(f"{address}?format=csv&page=99")
    assert file.status_code == 200
    assert file.getvalue()


@pytest.mark.parametrize("address", LISTS)
def test_what_is_wrong_with_an_address_is_told_before_its_page_is_looked_for(client: Client, address: str) -> None:
    assert "“page”: Give this parameter once." in read(client, f"{address}?page=99&page=98", status=400).text


def test_a_page_bears_what_others_append_to_its_links(client: Client) -> None:
    CommitmentFactory(number=7)
    assert "/commitments/7/" in read(client, "/commitments/?utm_source=letter").links


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("?q=&rating=red&sufficiency=&period=&sort=number", "/recommendations/?rating=red"),
        ("?q=%20&sort=number", "/recommendations/"),
        ("?sort=worst&page=1&raiting=", "/recommendations/?sort=worst&page=1"),
    ],
)
def test_an_address_loses_what_goes_without_saying(client: Client, asked: str, leads_to: str) -> None:
    response = client.get(f"/recommendations/{asked}")
    assert (response.status_code, response["Location"]) == (302, leads_to)


def test_a_choice_of_anything_stays_where_silence_means_something_else(client: Client) -> None:
    assert client.get("/toolkit/figures/?agrees=").status_code == 200


def test_a_file_is_given_at_the_address_that_was_asked_for(client: Client) -> None:
    file = client.get("/recommendations/?q=&rating=&sort=number&format=csv")
    assert file.status_code == 200
    assert file.getvalue()


def test_what_is_tidied_shows_the_same(client: Client) -> None:
    RecommendationFactory(number=3, title="Consent")
    RecommendationFactory(number=4, title="Audit")
    tidied = client.get("/recommendations/?q=audit&rating=", follow=True)
    assert tidied.redirect_chain == [("/recommendations/?q=audit", 302)]
    assert tidied.content == client.get("/recommendations/?q=audit").content


@pytest.mark.parametrize("address", ["/recommendations/", "/commitments/", "/assessments/", "/additional-information/"])
def test_the_twin_for_programs_is_narrowed_by_the_same_words(client: Client, address: str) -> None:
    twins = [link for link in read(client, f"{address}?q=staff").links if link.startswith("/api/v1/") and "?" in link]
    assert [link.partition("?")[2] for link in twins] == ["search=staff"]
    assert client.get(twins[0]).status_code == 200
