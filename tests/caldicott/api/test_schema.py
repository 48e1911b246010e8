"""The API describes itself in OpenAPI 3.1, and answers as it describes."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import get_resolver
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.checks import negative_data_rejection, unsupported_method

from caldicott.wsgi import application
from tests.caldicott.api.reading import FILTERS, RESOURCES

described = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Django gives the connection back around each request, and the test's transaction would go with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@described.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.usefixtures("record", "one_connection")
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
            negative_data_rejection,
            unsupported_method,
        ],
        headers={"Accept-Encoding": "identity"},
    )


def schema() -> dict[str, Any]:
    found: dict[str, Any] = Client().get("/api/v1/schema/").json()
    return found


def test_it_is_openapi_3_1() -> None:
    assert schema()["openapi"] == "3.1.1"


def test_it_comes_as_json_and_as_yaml() -> None:
    for accepted in ("application/yaml", "application/vnd.oai.openapi"):
        response = Client().get("/api/v1/schema/", headers={"Accept": accepted})
        assert response["Content-Type"].startswith(accepted)
        assert "Accept" in response["Vary"]
        assert yaml.safe_load(response.content) == schema()
    assert "json" in Client().get("/api/v1/schema/")["Content-Type"]


def test_nothing_in_it_had_to_be_guessed(tmp_path: Path) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--format=openapi-json", f"--file={tmp_path / 'api'}")

    assert json.loads((tmp_path / "api").read_text(encoding="utf-8")) == schema()


def test_it_describes_every_address_of_the_api_but_its_own() -> None:
    described = set(schema()["paths"])
    addresses = [
        name
        for name in get_resolver().reverse_dict
        if isinstance(name, str) and name.startswith("api-") and name not in ("api-schema", "api-docs")
    ]

    assert len(described) == len(addresses) == 2 * len(RESOURCES) + 1


@pytest.mark.parametrize("resource", RESOURCES)
def test_it_describes_every_parameter(resource: str) -> None:
    parameters = schema()["paths"][f"/api/v1/{resource}/"]["get"]["parameters"]

    assert {parameter["name"] for parameter in parameters} == {
        "page",
        "page_size",
        "ordering",
        "search",
        *FILTERS[resource],
    }
    assert all(parameter["description"] for parameter in parameters)


@pytest.mark.parametrize(
    ("resource", "name", "told"),
    [
        ("recommendations", "rating", {"enum": ["green", "amber_green", "amber", "amber_red", "red", "not_assessed"]}),
        ("commitments", "recommendation", {"type": "integer"}),
        ("progress-reports", "period", {"format": "date"}),
        ("organisations", "collective", {"enum": ["true", "false"]}),
        ("figure-checks", "version", {"type": "string"}),
    ],
)
def test_it_tells_what_a_filter_takes(resource: str, name: str, told: dict[str, object]) -> None:
    parameters = schema()["paths"][f"/api/v1/{resource}/"]["get"]["parameters"]
    (found,) = [parameter["schema"] for parameter in parameters if parameter["name"] == name]

    assert told.items() <= found.items()


@pytest.mark.parametrize("component", ["Recommendation", "Commitment", "Organisation", "ProgressReport"])
def test_every_field_is_always_there(component: str) -> None:
    told = schema()["components"]["schemas"][component]

    assert set(told["required"]) == set(told["properties"])


class Loaded(HTMLParser):
    """Collects what a page loads, and what stands in it as script or style."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        address = told.get("src") or (told.get("href") if tag == "link" else None)
        if address:
            self.addresses.append(address)
        elif tag in ("script", "style") or any(name.startswith("on") or name == "style" for name in told):
            self.inline.append(tag)


def test_the_page_that_shows_it_loads_only_this_sites_files() -> None:
    page = Loaded()
    page.feed(Client().get("/api/v1/docs/").text)

    assert len(page.addresses) == 4
    assert all(address.startswith("/static/") for address in page.addresses)
    assert page.inline == []
