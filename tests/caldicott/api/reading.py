"""Short ways to read the API in a test."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# Every resource, and what its list may be narrowed by.
FILTERS = {
    "recommendations": {"rating", "progress", "movement", "sufficiency", "organisation", "period"},
    "commitments": {"kind", "recommendation", "lead_organisation", "status", "rating", "change"},
    "organisations": {"kind", "collective", "member_of"},
    "periods": {"state"},
    "progress-reports": {"commitment", "organisation", "period", "self_rating", "recommendation"},
    "target-dates": {"commitment", "organisation", "period"},
    "additional-information": {"recommendation", "organisation", "period"},
    "assessments": {"recommendation", "period", "rating"},
    "toolkit-returns": {"organisation_type", "version", "group", "requirement"},
    "figure-checks": {"organisation_type", "version", "group", "kind", "agrees"},
    "editions": {"period"},
    "changes": {"kind", "recommendation", "organisation", "period", "commitment", "edition", "since"},
}
RESOURCES = list(FILTERS)


def listed(resource: str, **query: Any) -> dict[str, Any]:
    """One page of a list."""
    return answer(f"{resource}/", **query)


def one(resource: str, key: object) -> dict[str, Any]:
    return answer(f"{resource}/{key}/")


def values(resource: str, field: str, **query: Any) -> list[Any]:
    """One field of every result, in the list's order."""
    return [result[field] for result in listed(resource, **query)["results"]]


def answer(path: str, **query: Any) -> dict[str, Any]:
    response = Client().get(f"/api/v1/{path}", query)
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def refused(resource: str, **query: Any) -> dict[str, list[str]]:
    """What a 400 says, by parameter."""
    response = Client().get(f"/api/v1/{resource}/", query)
    assert response.status_code == 400, response.content
    problems: dict[str, list[str]] = response.json()
    return problems


def queries(read: Callable[[], object]) -> int:
    """How many queries reading takes."""
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)
