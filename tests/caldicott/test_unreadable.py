"""What cannot be read as text is refused with a page, and is no fault of the site."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import Invitation, Letter, User
from tests.desk import address, chief
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

CHARSETS = [
    "utf-7",
    "rot13",
    "idna",
    "utf-16",
    "hex",
    "undefined",
    "unicode_escape",
    "base64",
    "iso-8859-1",
    "nonsense",
]
ENTRANCES = ["account_login", "account_reset_password"]
FORM = "application/x-www-form-urlencoded"


def sent(where: str, body: bytes, content_type: str, method: str = "POST") -> tuple[int, str]:
    client = Client(raise_request_exception=False)
    answer = client.generic(method, where, body, content_type=content_type)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("entrance", ENTRANCES)
def test_a_form_in_another_charset_is_refused_with_a_page(entrance: str, charset: str) -> None:
    where = reverse(entrance)
    body = b'--B\r\nContent-Disposition: form-data; name="email"\r\n\r\n+2AA-\\ud800\r\n--B--\r\n'
    for given in (
        sent(where, b"login=a%40b.example&password=%2B2AA-&email=%2B2AA-", f"{FORM}; charset={charset}"),
        sent(where, body, f"multipart/form-data; boundary=B; charset={charset}"),
        sent(where, b"x", f"text/plain; charset={charset}", "GET"),
    ):
        assert given[0] == 400
        assert "could not be understood" in given[1]
    assert not Letter.objects.exists()


@pytest.mark.parametrize("charset", ["; charset=UTF-8", '; charset="utf-8"', ""])
def test_a_form_in_the_charset_of_the_pages_is_read(charset: str) -> None:
    where = reverse("account_reset_password")
    assert sent(where, b"email=somebody%40example.org", FORM + charset)[0] == 302
    assert Letter.objects.get().address == "somebody@example.org"


@pytest.mark.parametrize("asked", ["q=%00", "role__exact=%00", "_to_field=%00", "o=%00", "%00=x", "standing=%00"])
@pytest.mark.parametrize("model", [User, Invitation, Letter])
def test_a_nul_in_an_address_at_the_desk_is_refused(model: type[User | Invitation | Letter], asked: str) -> None:
    browser = chief()
    browser.raise_request_exception = False
    assert browser.get(f"{address(model, 'changelist')}?{asked}").status_code == 400


def test_a_nul_in_what_the_desk_is_sent_is_refused() -> None:
    browser = chief()
    browser.raise_request_exception = False
    person = UserFactory()
    nul = quote("\x00")
    values = {"email": person.email, "name": "Sample\x00name"}
    assert browser.post(address(User, "change", person.pk), values).status_code == 400
    assert browser.post(address(User, "changelist"), {"action": "x", "_selected_action": "\x00"}).status_code == 400
    search = f"app_label=organisations&model_name=invitation&field_name=organisation&term={nul}"
    assert browser.get(f"{reverse('admin:autocomplete')}?{search}").status_code == 400
    assert browser.get(address(User, "changelist") + f"{nul}/change/").status_code == 400
