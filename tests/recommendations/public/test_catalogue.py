"""The catalogue in the words of DCAT: well-formed, and every address in it leads somewhere."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from recommendations.package.descriptor import PACKAGE
from tests.factories import PeriodFactory
from tests.pages import read

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
MEDIA_TYPES = {
    f"https://www.iana.org/assignments/media-types/{name}"
    for name in (
        "application/json",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/zip",
        "text/csv",
    )
}
# The terms that stand in the vocabularies under these names, as far as they are used here.
TERMS = {
    "dcat:Catalog dcat:Dataset dcat:Distribution dcat:DataService dcat:dataset dcat:service dcat:distribution",
    "dcat:accessURL dcat:downloadURL dcat:byteSize dcat:mediaType dcat:packageFormat dcat:landingPage",
    "dcat:startDate dcat:endDate dcat:endpointURL dcat:endpointDescription",
    "dct:title dct:description dct:license dct:rights dct:RightsStatement dct:publisher dct:language dct:modified",
    "dct:spatial dct:Location dct:temporal dct:PeriodOfTime dct:conformsTo dct:isPartOf",
    "foaf:Agent foaf:name foaf:homepage rdfs:label xsd:date xsd:dateTime xsd:nonNegativeInteger",
}


@pytest.fixture
def catalogue(record: None, client: Client) -> dict[str, Any]:
    response = client.get("/data/catalogue.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    assert response["Cache-Control"] == "public, max-age=600"
    told: dict[str, Any] = response.json()
    return told


def nodes(told: Any) -> Iterator[dict[str, Any]]:
    """Every object in it but the context."""
    if isinstance(told, dict):
        yield told
        for name, value in told.items():
            if name != "@context":
                yield from nodes(value)
    elif isinstance(told, list):
        for each in told:
            yield from nodes(each)


def test_every_term_is_one_of_the_vocabularies(catalogue: dict[str, Any]) -> None:
    known = {term for line in TERMS for term in line.split()}
    for node in nodes(catalogue):
        used = {name for name in node if not name.startswith("@")} | ({node["@type"]} if "@type" in node else set())
        assert used <= known, used - known
        assert {name for name in node if name.startswith("@")} <= {"@context", "@id", "@type", "@value", "@language"}
    assert {term.partition(":")[0] for term in known} == set(catalogue["@context"])


def test_every_address_leads_somewhere(catalogue: dict[str, Any], client: Client) -> None:
    ids = {element.get("id") for element in read(client, "/data/").root.iter()}
    for address in {node["@id"] for node in nodes(catalogue) if "@id" in node}:
        if not address.startswith(SITE):
            assert address in {LICENCE, PACKAGE, *MEDIA_TYPES}
            continue
        page, _, place = address.removeprefix(SITE).partition("#")
        response = client.get(page)
        assert response.status_code == 200, address
        response.getvalue()
        assert not place or place in ids, address


def test_a_download_is_of_the_kind_that_is_told(catalogue: dict[str, Any], client: Client) -> None:
    downloads = [node for node in nodes(catalogue) if "dcat:downloadURL" in node]
    assert len(downloads) >= 7
    for node in downloads:
        response = client.get(node["dcat:downloadURL"]["@id"].removeprefix(SITE))
        kind = response["Content-Type"].partition(";")[0]
        assert node["dcat:mediaType"]["@id"] == f"https://www.iana.org/assignments/media-types/{kind}"
        response.getvalue()


def test_the_package_is_told_with_its_size(catalogue: dict[str, Any], client: Client) -> None:
    whole = catalogue["dcat:dataset"][0]["dcat:distribution"][0]
    response = client.get("/data/record.zip")
    response.getvalue()
    assert whole["dcat:downloadURL"] == {"@id": f"{SITE}/data/record.zip"}
    assert whole["dcat:byteSize"] == {"@value": response["Content-Length"], "@type": "xsd:nonNegativeInteger"}


def test_every_data_set_says_of_where_and_when_it_is_and_under_which_licence(catalogue: dict[str, Any]) -> None:
    for dataset in catalogue["dcat:dataset"]:
        assert dataset["dct:license"] == {"@id": LICENCE}
        assert dataset["dct:publisher"]["foaf:name"] == "Caldicott2 progress tracker"
        assert dataset["dct:spatial"]["rdfs:label"] == "England"
        assert dataset["dct:temporal"]["dcat:startDate"] == {"@value": "2014-09-30", "@type": "xsd:date"}
        assert dataset["dcat:distribution"]
    assert len({dataset["@id"] for dataset in catalogue["dcat:dataset"]}) == len(catalogue["dcat:dataset"])


def test_a_period_that_is_not_published_is_not_covered(client: Client) -> None:
    first, last = PeriodFactory(), PeriodFactory()
    PeriodFactory(open_=True)
    temporal = client.get("/data/catalogue.jsonld").json()["dcat:dataset"][0]["dct:temporal"]
    assert [temporal[name]["@value"] for name in ("dcat:startDate", "dcat:endDate")] == [first.slug, last.slug]
