"""The page of the data: what there is, where to take it, and what it means. Its examples work as they stand there."""

import contextlib
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from organisations.models import FigureCheck
from recommendations.models import Assessment, Rating, Recommendation, SelfRating, Sufficiency
from recommendations.package.resources import RESOURCES
from recommendations.package.writing import of_one_moment
from tests.factories import (
    AssessmentFactory,
    ChangeFactory,
    FigureCheckFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    ToolkitReturnFactory,
)
from tests.pages import Page, read, words_of

pytestmark = pytest.mark.django_db

Queries = Callable[[int], Any]


def offered(page: Page) -> dict[str, list[str]]:
    """The rows of the table of lists, by the name of the list."""
    return {row[0]: row for row in page.rows if len(row) == 4}


def addresses_in_rows(page: Page) -> list[str]:
    return [link.get("href") for link in page.root.iterfind(".//tbody//td//a")]


def data_rows(client: Client, address: str) -> int:
    """How many rows below its heading a CSV file has."""
    content = client.get(address).getvalue().decode("utf-8-sig")
    return len(list(csv.reader(io.StringIO(content, newline="")))) - 1


@pytest.mark.usefixtures("record")
def test_every_file_is_named_with_its_number_of_rows(client: Client) -> None:
    lists = offered(read(client, "/data/"))
    assert set(lists) == {resource.title for resource in RESOURCES}
    assert lists["Recommendations"][2:] == [
        "26",
        "CSV of Recommendations XLSX of Recommendations API of Recommendations",
    ]
    assert lists["Figure checks"][2] == f"{FigureCheck.objects.count():,}"
    assert lists["Aliases"][3] == "Only in the package"


@pytest.mark.usefixtures("record")
def test_every_list_has_as_many_rows_as_the_page_says(client: Client) -> None:
    page = read(client, "/data/")
    rows = {name: int(row[2].replace(",", "")) for name, row in offered(page).items()}
    files = [address for address in addresses_in_rows(page) if "format=csv" in address]
    assert len(files) >= 3
    for address in files:
        name = words_of(page.root.find(f".//a[@href='{address}']")).removeprefix("CSV of ")
        assert data_rows(client, address) == rows[name], address
    for address in addresses_in_rows(page):
        if address.startswith("/api/"):
            name = words_of(page.root.find(f".//a[@href='{address}']")).removeprefix("API of ")
            assert client.get(address).json()["count"] == rows[name], address


def test_an_empty_record_is_offered_too(client: Client) -> None:
    page = read(client, "/data/")
    assert {row[2] for row in offered(page).values()} == {"0"}
    for address in ("/data/record.zip", "/data/catalogue.jsonld"):
        response = client.get(address)
        assert response.status_code == 200
        assert response.getvalue()


def test_what_is_not_published_is_not_counted(client: Client) -> None:
    ProgressReportFactory(period=PeriodFactory(open_=True))
    AssessmentFactory(state=Assessment.State.DRAFT)
    ChangeFactory(period=PeriodFactory(open_=True))
    lists = offered(read(client, "/data/"))
    assert [lists[name][2] for name in ("Progress reports", "Assessments", "Changes", "Periods")] == [
        "0",
        "0",
        "0",
        "1",
    ]


def test_values_are_told_with_the_words_of_the_models(client: Client) -> None:
    rows = [row for row in read(client, "/data/").rows if len(row) == 2]
    words = dict(rows)
    for choices in (Rating, SelfRating, Sufficiency):
        for value, label in choices.choices:
            assert words[value].startswith(str(label))
    assert words["red"] == "Red. The panel sees no evidence of progress, or little, or finds it very slow."


def test_the_page_says_when_the_record_changes_and_where_that_is_told(client: Client) -> None:
    PeriodFactory()
    page = read(client, "/data/")
    assert {reverse("changes"), reverse("changes-feed")} <= set(page.links)
    assert "positions from" not in page.text
    PeriodFactory()
    assert "The record covers positions from" in read(client, "/data/").text


@pytest.mark.parametrize("number", [0, 1, 6])
def test_the_page_costs_the_same_for_few_and_many(
    client: Client, django_assert_num_queries: Queries, number: int
) -> None:
    for _ in range(number):
        mapping = MappingFactory()
        mapping.commitment.lead_organisations.set([OrganisationFactory(), OrganisationFactory()])
        AssessmentFactory()
        ProgressReportFactory()
        ToolkitReturnFactory()
        FigureCheckFactory()
        ChangeFactory()
    # Without any change on record, its last one is asked for in vain, and the last period instead.
    with django_assert_num_queries(3 if number else 4):
        read(client, "/data/")


@pytest.mark.usefixtures("record")
def test_search_engines_find_a_data_set_in_the_page(client: Client) -> None:
    root = read(client, "/data/").root
    told = root.find(".//*[@itemtype='https://schema.org/Dataset']")

    def properties(name: str) -> list[Any]:
        return list(told.iterfind(f".//*[@itemprop='{name}']"))

    assert properties("name")[0].get("content")
    assert len(words_of(properties("description")[0])) >= 50
    assert properties("license")[0].get("href").endswith("/open-government-licence/version/3/")
    assert properties("temporalCoverage")[0].get("content") == "2014-09-30/2014-09-30"
    assert properties("spatialCoverage")[0].get("content") == "England"
    assert properties("url")[0].get("href") == "http://testserver/data/"
    distributions = properties("distribution")
    assert len(distributions) > 10
    for each in distributions:
        assert each.get("itemtype") == "https://schema.org/DataDownload"
        address = each.find(".//*[@itemprop='contentUrl']").get("href")
        kind = each.find(".//*[@itemprop='encodingFormat']").get("content")
        response = client.get(address)
        assert response.status_code == 200, address
        assert response["Content-Type"].partition(";")[0] == kind.partition(";")[0], address
        response.getvalue()


def test_catalogues_and_the_package_are_named_in_the_head(client: Client) -> None:
    links = {
        link.get("type"): link.get("href")
        for link in read(client, "/data/").root.iterfind(".//head/link[@rel='alternate']")
    }
    assert links["application/ld+json"] == "/data/catalogue.jsonld"
    assert links["application/zip"] == "/data/record.zip"


def examples(client: Client) -> list[str]:
    return ["".join(code.itertext()) for code in read(client, "/data/").root.iterfind(".//pre/code")]


@pytest.mark.usefixtures("record")
def test_the_examples_name_addresses_that_are_there(client: Client) -> None:
    found = [address for text in examples(client) for address in re.findall(r"http://testserver([^\s\"]+)", text)]
    assert found == [
        "/recommendations/?format=csv",
        "/data/record.zip",
        "/api/v1/assessments/?rating=red",
        "/data/record.zip",
    ]
    for address in found:
        response = client.get(address)
        assert response.status_code == 200
        response.getvalue()


@pytest.mark.usefixtures("record")
def test_the_example_in_python_prints_every_conclusion(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def answered(address: str) -> Any:
        response = client.get(address.removeprefix("http://testserver"))
        yield io.BytesIO(response.getvalue())

    monkeypatch.setattr("urllib.request.urlopen", answered)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(examples(client)[-1], {})  # noqa: S102 (it is the page's own)
    lines = printed.getvalue().splitlines()
    assert len(lines) == Assessment.objects.count()
    assert "2014-09-30 1 Good progress" in lines


def test_the_package_comes_as_one_file_of_known_length(client: Client) -> None:
    ChangeFactory()
    response = client.get("/data/record.zip", headers={"Accept-Encoding": "gzip"})
    content = response.getvalue()

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="caldicott2-record.zip"'
    assert int(response["Content-Length"]) == len(content)
    assert response["Cache-Control"] == "public, max-age=600"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert len(json.loads(archive.read("datapackage.json"))["resources"]) == len(RESOURCES)


def test_the_package_is_not_sent_again_to_whoever_has_it(client: Client) -> None:
    first = client.get("/data/record.zip")
    first.getvalue()
    again = client.get("/data/record.zip", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])

    OrganisationFactory()
    changed = client.get("/data/record.zip", headers={"If-None-Match": first["ETag"]})
    changed.getvalue()
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_head_tells_the_length_and_sends_nothing(client: Client) -> None:
    whole = client.get("/data/record.zip")
    whole.getvalue()
    response = client.head("/data/record.zip")
    assert response.status_code == 200
    assert response["Content-Length"] == whole["Content-Length"]
    assert response["ETag"] == whole["ETag"]
    assert response.getvalue() == b""
    assert client.post("/data/record.zip").status_code == 405


def test_nobody_gets_a_cookie_with_the_package(client: Client) -> None:
    response = client.get("/data/record.zip")
    response.getvalue()
    assert not response.cookies


@pytest.mark.django_db(transaction=True)
def test_all_files_are_of_one_moment() -> None:
    with of_one_moment(), connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("repeatable read",)
        cursor.execute("SHOW transaction_read_only")
        assert cursor.fetchone() == ("on",)
    Recommendation.objects.exists()
