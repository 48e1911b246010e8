"""What every page has around it: the frame, the security of its sources, errors, and the way in."""

import re
from collections.abc import Callable

import html5lib  # type: ignore[import-untyped]
import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from caldicott import views
from organisations.models import User
from tests.conftest import ROOT
from tests.factories import CommitmentFactory, UserFactory
from tests.pages import read, words_of

PASSWORD = "a long enough password"


def test_a_page_says_its_language_its_name_and_where_it_lives(client: Client) -> None:
    page = read(client, "/about/?from=somewhere")
    assert page.root.get("lang") == "en-GB"
    assert page.title == "About: how ratings and figures come about – Caldicott2 progress tracker"
    assert page.root.find(".//link[@rel='canonical']").get("href") == "http://testserver/about/"
    assert page.root.find(".//meta[@name='description']").get("content")


def test_the_icon_is_found_too_where_programs_guess_it(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 301
    assert response["Location"] == read(client, "/about/").root.find(".//link[@rel='icon']").get("href")


def test_a_page_begins_with_a_way_past_its_navigation(client: Client) -> None:
    page = read(client, "/about/")
    assert page.root.find(".//body//a").get("href") == "#main-content"
    assert page.root.find(".//main").get("id") == "main-content"


def test_the_navigation_leads_to_every_room_and_says_where_one_is(client: Client) -> None:
    page = read(client, "/about/")
    links = {link.get("href"): link.get("aria-current") for link in page.root.iterfind(".//nav[@aria-label='Main']//a")}
    assert links == {
        "/recommendations/": None,
        "/commitments/": None,
        "/organisations/": None,
        "/periods/": None,
        "/gap-analysis/": None,
        "/toolkit/": None,
        "/data/": None,
        "/about/": "page",
    }


def test_the_footer_credits_the_source_and_names_the_licences(client: Client) -> None:
    footer = words_of(read(client, "/about/").root.find(".//footer"))
    assert "Crown copyright, used under the Open Government Licence v3.0" in footer
    assert "MIT licence" in footer


@pytest.mark.django_db
def test_no_page_has_script_or_style_within_it(client: Client) -> None:
    CommitmentFactory()
    for address in ("/", "/commitments/", "/commitments/?kind=x", "/about/", "/accounts/login/", "/nowhere/"):
        html = client.get(address).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", html), address


def test_a_page_that_is_not_there_says_so_and_leads_back(client: Client) -> None:
    page = read(client, "/nowhere/", status=404)
    assert "Page not found" in page.text
    assert "/" in page.links


@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        (lambda request: views.bad_request(request, Exception()), 400, "could not be understood"),
        (lambda request: views.permission_denied(request, Exception()), 403, "may not see this page"),
        (views.server_error, 500, "there is a problem with this site"),
    ],
)
def test_an_error_page_needs_no_database(
    rf: RequestFactory, answer: Callable[[HttpRequest], HttpResponse], status: int, says: str
) -> None:
    response = answer(rf.get("/"))
    assert response.status_code == status
    assert says in response.content.decode()


def test_who_is_refused_reads_why_and_nothing_in_it_is_markup(rf: RequestFactory) -> None:
    page = views.permission_denied(rf.get("/"), PermissionDenied("This needs <b>another</b> role.")).content.decode()
    assert "This needs &lt;b&gt;another&lt;/b&gt; role." in page
    assert "your role does not include this page" not in page


@pytest.mark.parametrize("host", ["evil.example", "a b", "", "[::1"])
def test_an_address_at_another_host_is_refused_with_a_page(host: str) -> None:
    page = read(Client(headers={"host": host}), "/about/", status=400)
    assert "could not be understood" in page.text


def test_a_form_without_its_cookie_is_refused_with_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert "Allow cookies for this site" in response.content.decode()


def test_the_page_for_a_fault_of_ours_does_not_stand_on_the_layout(rf: RequestFactory) -> None:
    template = (ROOT / "templates" / "errors" / "500.html").read_text()
    assert "{%" not in template
    html = views.server_error(rf.get("/", headers={"host": "evil.example"})).content.decode()
    assert html5lib.HTMLParser(strict=True).parse(html) is not None


@pytest.mark.parametrize("address", ["/", "/recommendations/", "/toolkit/"])
def test_a_page_can_only_be_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.fixture
def person() -> str:
    user = UserFactory(email="person@example.org")
    user.set_password(PASSWORD)
    user.save()
    return str(user.email)


@pytest.mark.django_db
def test_a_person_signs_in_and_out(client: Client, person: str) -> None:
    read(client, "/accounts/login/")
    client.post("/accounts/login/", {"login": person, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    assert "Are you sure that you want to sign out?" in read(client, "/accounts/logout/").text
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_wrong_password_is_told_beside_the_way_to_put_it_right(client: Client, person: str) -> None:
    response = client.post("/accounts/login/", {"login": person, "password": "wrong"})
    html = response.content.decode()
    assert "Error: Sign in" in html
    assert 'href="#id_login"' in html
    assert 'id="id_login"' in html
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_an_empty_field_is_told_at_the_field(client: Client) -> None:
    html = client.post("/accounts/login/", {"login": "", "password": ""}).content.decode()
    assert 'id="id_login-error"' in html
    assert 'id="id_password-error"' in html


@pytest.mark.django_db
def test_public_pages_are_the_same_for_everybody(client: Client, person: str) -> None:
    before = client.get("/about/")
    client.post("/accounts/login/", {"login": person, "password": PASSWORD})
    after = client.get("/about/")
    assert after.content == before.content
    assert "Cookie" not in after.headers.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["signup/", "inactive/", "email/", "confirm-email/", "password/set/", "login/code/", "2fa/webauthn/"],
)
def test_of_the_sign_in_library_only_what_is_wanted_has_an_address(client: Client, address: str) -> None:
    assert client.get(f"/accounts/{address}").status_code == 404


@pytest.mark.django_db
def test_who_has_left_does_not_come_in(client: Client, person: str) -> None:
    User.objects.filter(email=person).update(is_active=False)
    response = client.post("/accounts/login/", {"login": person, "password": PASSWORD})
    assert response.status_code == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:1"])
def test_signing_in_leads_nowhere_else(client: Client, person: str, elsewhere: str) -> None:
    response = client.post("/accounts/login/", {"login": person, "password": PASSWORD, "next": elsewhere})
    assert (response.status_code, response["Location"]) == (302, "/returns/")
