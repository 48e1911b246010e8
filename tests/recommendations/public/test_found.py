"""How others find the site: search engines, those who share a page, and those who read an address from paper."""

import re
from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation
from tests.factories import (
    CommitmentFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    PeriodFactory,
    RecommendationFactory,
)
from tests.pages import read

pytestmark = pytest.mark.django_db


def addresses(client: Client, sitemap: str) -> list[str]:
    """Those that a sitemap lists, without the site's name."""
    response = client.get(sitemap)
    assert response.status_code == 200
    found = re.findall(r"<loc>http://testserver([^<]*)</loc>", response.content.decode())
    assert found
    return found


@pytest.mark.usefixtures("record")
def test_the_sitemap_lists_every_page_of_the_record_and_each_is_there(client: Client) -> None:
    listed = [page for part in addresses(client, "/sitemap.xml") for page in addresses(client, part)]
    assert {
        "/",
        "/toolkit/figures/",
        "/recommendations/26/",
        "/commitments/84/",
        "/periods/2014-09-30/",
        "/toolkit/acute-trusts/",
    } <= set(listed)
    assert len(listed) == len(set(listed))
    for slug in Organisation.objects.values_list("slug", flat=True):
        assert f"/organisations/{slug}/" in listed
    for address in listed[::7]:
        assert client.get(address).status_code == 200, address


def test_the_sitemap_does_not_tell_of_an_unpublished_period(client: Client) -> None:
    published, open_ = PeriodFactory(), PeriodFactory(open_=True)
    assert addresses(client, "/sitemap-periods.xml") == [published.get_absolute_url()]
    assert open_.slug not in client.get("/sitemap.xml").content.decode()


def test_robots_are_told_where_the_sitemap_is_and_what_is_not_for_them(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines
    assert "Disallow: /" not in lines


@pytest.mark.parametrize("ending", ["", "/"])
def test_a_short_address_leads_on_for_ever(client: Client, ending: str) -> None:
    made: dict[str, Any] = {
        "/r/7": RecommendationFactory(number=7),
        "/c/56": CommitmentFactory(number=56),
        "/o/body": OrganisationFactory(slug="body"),
    }
    for short, thing in made.items():
        response = client.get(short + ending)
        assert response.status_code == 301
        assert response["Location"] == thing.get_absolute_url()


@pytest.mark.parametrize("address", ["/r/0x7", "/r/", "/c/1234567890123", "/o/Not%20an%20address", "/r/7/more"])
def test_an_address_that_is_not_quite_a_short_one_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_page_that_is_shared_says_what_it_is(client: Client) -> None:
    OrganisationTypeFactory(slug="acute-trusts", name="Acute trusts")
    page = read(client, "/toolkit/acute-trusts/?of=answered")
    shared = {meta.get("property"): meta.get("content") for meta in page.root.iterfind(".//head/meta[@property]")}
    assert shared["og:title"] + " – Caldicott2 progress tracker" == page.title
    assert shared["og:description"] == page.root.find(".//meta[@name='description']").get("content")
    assert shared["og:url"] == "http://testserver/toolkit/acute-trusts/"
    assert shared["og:image"].startswith("http://testserver/static/images/share.png")
