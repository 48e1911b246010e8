"""All kinds of organisation at once, and the way to every figure."""

import pytest
from django.test import Client

from tests.factories import FigureCheckFactory, OrganisationTypeFactory
from tests.organisations.public import annex
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_the_versions_of_each_type_are_compared_over_all_requirements(client: Client) -> None:
    for version, level_2 in (("V10", 5), ("V11", 8)):
        table = annex.table(version, 10)
        annex.row(table, "10-101", 1, level_2=level_2, level_0=10 - level_2)
        annex.row(table, "10-102", 2, level_2=10)
    section = read(client, "/toolkit/").section("clinics")
    assert "Level 2 and 3 together went from 75.0% to 90.0% of all organisations stated, up 15.0 points." in section
    assert "Version 10: of the 10 organisations that the heading states; blanks are counted in." in section
    assert "75.0% at level 2 or 3" in section


def test_the_switch_holds_here_too(client: Client) -> None:
    annex.row(annex.table("V10", 10), level_2=5, blank=5)
    annex.row(annex.table("V11", 10), level_2=9, blank=1)
    section = read(client, "/toolkit/?of=answered").section("clinics")
    assert "stayed at 100.0% of those that answered" in section


def test_a_type_without_rows_is_named_all_the_same(client: Client) -> None:
    annex.table("V10", 10)
    assert "Clinics" in read(client, "/toolkit/").section("clinics")


def test_the_checks_of_each_type_are_counted_and_lead_to_the_list(client: Client) -> None:
    FigureCheckFactory(organisation_type=annex.clinics())
    FigureCheckFactory(organisation_type=annex.clinics(), computed="11")
    FigureCheckFactory()
    page = read(client, "/toolkit/")
    assert "2 printed figures checked; 1 differs" in page.section("clinics")
    assert "Each of 3 printed figures and claims" in page.text
    assert page.links["/toolkit/figures/?organisation_type=clinics"] == "1 differs"
    assert page.links["/toolkit/figures/"]


def test_the_weightiest_of_each_type_comes_first(client: Client) -> None:
    other = OrganisationTypeFactory(name="Hospitals")
    FigureCheckFactory(organisation_type=annex.clinics(), kind="percentage", measure="a decimal", computed="1")
    FigureCheckFactory(organisation_type=annex.clinics(), kind="sentence", measure="a sentence", computed="1")
    FigureCheckFactory(organisation_type=other, kind="judgement", measure="a judgement", computed="5000")
    FigureCheckFactory(organisation_type=other, kind="judgement", measure="one that agrees")
    FigureCheckFactory(kind="count", measure="a count", computed="1")
    section = read(client, "/toolkit/").section("differences")
    order = [section.index(words) for words in ("Hospitals: a judgement", "Clinics: a sentence", "More than one kind")]
    assert order == sorted(order)
    assert "Printed: 10. Computed: 5,000. The row adds up." in section
    assert "a decimal" not in section
    assert "agrees" not in section


@pytest.mark.parametrize(
    "query",
    ["agrees=false&page=2", "agrees=", "organisation_type=clinics&version=V10", "q=share", "sort=print", "format=csv"],
)
def test_an_address_of_the_list_that_once_stood_here_still_leads_to_it(client: Client, query: str) -> None:
    response = client.get(f"/toolkit/?{query}")
    assert (response.status_code, response["Location"]) == (301, f"/toolkit/figures/?{query}")


def test_any_other_address_is_the_overview(client: Client) -> None:
    read(client, "/toolkit/?from=elsewhere")
