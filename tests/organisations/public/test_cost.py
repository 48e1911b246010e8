"""What the toolkit's pages cost: the database, and whoever waits for them."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from organisations.models import OrganisationType
from tests.factories import FigureCheckFactory, RequirementGroupFactory, ToolkitReturnFactory, ToolkitTableFactory
from tests.pages import read

pytestmark = pytest.mark.django_db

MOST_BYTES = 40_000  # of a page, compressed


@pytest.mark.parametrize("number", [1, 60])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/toolkit/", 4),
        ("/toolkit/{type}/", 6),
        ("/toolkit/{type}/?by=requirement&of=answered", 6),
        ("/toolkit/figures/", 4),
        ("/toolkit/figures/?organisation_type={type}&kind=label&group={group}&q=total", 4),
        ("/toolkit/returns/", 5),
        ("/toolkit/returns/?organisation_type={type}&version=V10", 5),
    ],
)
def test_a_page_costs_the_same_for_few_and_many(
    client: Client,
    django_assert_num_queries: Callable[[int], Any],
    number: int,
    address: str,
    queries: int,
) -> None:
    table, group = ToolkitTableFactory(), RequirementGroupFactory()
    for _ in range(number):
        ToolkitReturnFactory(table=table)
        FigureCheckFactory(
            organisation_type=table.organisation_type, group=group, kind="label", measure="Total", computed="11"
        )
    ToolkitReturnFactory(table=ToolkitTableFactory(organisation_type=table.organisation_type, version="V11"))
    asked = address.format(type=table.organisation_type.slug, group=group.slug)
    with django_assert_num_queries(queries):
        read(client, asked)


@pytest.mark.usefixtures("record")
def test_no_page_of_the_record_is_heavy_or_styles_itself(client: Client) -> None:
    types = OrganisationType.objects.values_list("slug", flat=True)
    addresses = ["/toolkit/", "/toolkit/figures/", "/toolkit/returns/"]
    addresses += [
        f"/toolkit/{slug}/?of={of}&by={by}"
        for slug in types
        for of in ("stated", "answered")
        for by in ("group", "requirement")
    ]
    for address in addresses:
        content = client.get(address).content
        assert len(gzip.compress(content, 6)) < MOST_BYTES, address
        assert b" style=" not in content, address


@pytest.mark.usefixtures("record")
def test_every_link_within_a_page_leads_somewhere_and_no_place_has_two(client: Client) -> None:
    types = OrganisationType.objects.values_list("slug", flat=True)
    for address in ["/toolkit/", *(f"/toolkit/{slug}/?by=requirement" for slug in types)]:
        page = read(client, address)
        places = [found.get("id") for found in page.root.iter() if found.get("id")]
        assert len(places) == len(set(places)), address
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(places), address
        fills = {found.get("fill") for found in page.root.iter() if (found.get("fill") or "").startswith("url")}
        assert {fill.removeprefix("url(#").removesuffix(")") for fill in fills} <= set(places), address
