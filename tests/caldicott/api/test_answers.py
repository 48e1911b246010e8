"""How every address of the API answers: read-only, tagged, for everyone and from everywhere."""

import pytest
from django.test import Client

from organisations.models import Organisation
from tests.caldicott.api.reading import RESOURCES, answer
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

DETAIL = "/api/v1/organisations/dh/"
GOOD = ["/api/v1/", "/api/v1/schema/", "/api/v1/docs/", DETAIL, *(f"/api/v1/{resource}/" for resource in RESOURCES)]
SPOKEN = [address for address in GOOD if "docs" not in address]  # all but the page
MISSING = ["/api/v1/organisations/nobody/", "/api/v1/recommendations/99999999999999999999/", "/api/v1/nothing/at/all/"]
REFUSED = ["/api/v1/?colour=red", "/api/v1/organisations/?colour=red", f"{DETAIL}?colour=red"]


@pytest.fixture(autouse=True)
def dh() -> None:
    OrganisationFactory(slug="dh", name="Department of Health")


def test_the_root_lists_every_resource_and_the_description() -> None:
    assert answer("") == {name: f"http://testserver/api/v1/{name}/" for name in [*RESOURCES, "schema", "docs"]}


@pytest.mark.parametrize("address", GOOD + MISSING + REFUSED)
def test_every_answer_has_a_tag_of_its_content(address: str) -> None:
    first, again = Client().get(address), Client().get(address)

    assert first["ETag"]
    assert again["ETag"] == first["ETag"]


@pytest.mark.parametrize("address", GOOD)
def test_a_tag_that_still_holds_is_answered_304(address: str) -> None:
    tag = Client().get(address)["ETag"]

    for known in (tag, f"W/{tag}", f'"another", {tag}', "*"):
        response = Client().get(address, headers={"If-None-Match": known})
        assert response.status_code == 304, known
        assert response.content == b""
        assert response["ETag"] == tag
        assert "max-age=60" in response["Cache-Control"]


@pytest.mark.parametrize("address", [DETAIL, "/api/v1/organisations/", "/api/v1/organisations/?kind=other"])
def test_a_tag_no_longer_holds_once_the_facts_have_changed(address: str) -> None:
    tag = Client().get(address)["ETag"]

    Organisation.objects.update(name="Department of Health and Social Care")

    response = Client().get(address, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert response["ETag"] != tag


@pytest.mark.parametrize("address", MISSING + REFUSED)
def test_a_failure_is_never_answered_304(address: str) -> None:
    tag = Client().get(address)["ETag"]

    assert Client().get(address, headers={"If-None-Match": tag}).status_code in (400, 404)


@pytest.mark.parametrize("address", SPOKEN)
def test_head_tells_what_get_tells_without_the_body(address: str) -> None:
    got, headed = Client().get(address), Client().head(address)

    assert headed.status_code == 200
    assert headed.content == b""
    assert headed["ETag"] == got["ETag"]
    assert Client().head(address, headers={"If-None-Match": got["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", SPOKEN)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(address: str, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(address, {}, content_type="application/json")

    assert response.status_code == 405
    assert "GET" in response["Allow"]


@pytest.mark.parametrize("address", SPOKEN)
def test_options_tell_what_is_allowed(address: str) -> None:
    response = Client().options(address)

    assert response.status_code == 200
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", [DETAIL, "/api/v1/organisations/", *MISSING, *REFUSED])
def test_a_script_of_any_site_may_read_every_answer(address: str) -> None:
    origin = {"Origin": "https://example.org"}
    response = Client().get(address, headers=origin)
    unchanged = Client().get(address, headers={**origin, "If-None-Match": response["ETag"]})

    for told in (response, unchanged):
        assert told["Access-Control-Allow-Origin"] == "*"
        assert told["Access-Control-Expose-Headers"] == "ETag"


def test_a_script_of_any_site_may_ask_with_a_tag() -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    response = Client().options(DETAIL, headers={**asked, "Access-Control-Request-Headers": "if-none-match"})

    assert response.status_code == 200
    assert response["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize("address", [address for address in GOOD if "schema" not in address])
def test_an_answer_may_be_kept_for_everyone_alike(address: str) -> None:
    response = Client().get(address, headers={"Accept-Encoding": "gzip"})

    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=60", "must-revalidate"}
    assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert not response.cookies


def test_a_compressed_answers_tag_is_known_again() -> None:
    address = "/api/v1/schema/"
    tag = Client().get(address, headers={"Accept-Encoding": "gzip"})["ETag"]

    assert tag.startswith("W/")
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there_is_told_in_json(address: str) -> None:
    response = Client().get(address)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/json"
    assert list(response.json()) == ["detail"]


@pytest.mark.parametrize("address", ["/api/v1", "/api/v1/organisations", "/api/v1/organisations/dh"])
def test_an_address_without_its_slash_leads_to_the_one_with_it(address: str) -> None:
    assert Client().get(address)["Location"] == f"{address}/"


def test_only_json_is_spoken() -> None:
    assert Client().get(DETAIL, headers={"Accept": "text/csv"}).status_code == 406
    assert Client().get(DETAIL, headers={"Accept": "text/html, */*;q=0.8"})["Content-Type"] == "application/json"
