"""Every autocomplete of the desk by every role: what it finds for whom, and nothing for any other field."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.desk import address
from tests.desk_by_role.cast import INSIDE, OUTSIDE, UNSUBMITTED, Cast

# The fields that are looked up while one types, on forms and their inlines. Whoever is at the desk may ask: of whatever
# is found they may see the page.
TABLE = {
    "additionalinformation organisation",
    "additionalinformation recommendation",
    "collectivemembership collective",
    "collectivemembership member",
    "commitmentlead organisation",
    "invitation organisation",
    "membership person",
    "progressreport commitment",
    "progressreport organisation",
    "progressreport recommendation",
    "succession predecessor",
    "succession successor",
}
FIELDS: dict[str, Any] = {
    f"{model._meta.model_name} {field.name}": field
    for model in apps.get_models(include_auto_created=True)
    for field in model._meta.get_fields()
    if field.is_relation
}


def found(browser: Client, what: str, term: str = "", **more: str) -> Any:
    field = FIELDS[what]
    app, model = field.model._meta.app_label, field.model._meta.model_name
    asked = {"app_label": app, "model_name": model, "field_name": field.name, "term": term, **more}
    return browser.get(reverse("admin:autocomplete"), asked)


def test_every_autocomplete_is_known_to_the_table() -> None:
    forms = [each for at in admin.site._registry.values() for each in (at, *at.inlines)]
    asked = {f"{form.model._meta.model_name} {name}" for form in forms for name in form.autocomplete_fields}
    assert asked == TABLE


@pytest.mark.parametrize("what", sorted(TABLE))
def test_whoever_is_at_the_desk_finds_what_they_may_see(cast: Cast, what: str) -> None:
    shown_by = FIELDS[what].related_model
    for role in INSIDE:
        results = found(cast.browsers[role], what).json()["results"]
        assert results, role
        for row in results[:3]:
            assert cast.browsers[role].get(address(shown_by, "change", row["id"])).status_code == 200, (role, row)


@pytest.mark.parametrize("what", sorted(TABLE))
def test_nobody_else_finds_anything(cast: Cast, what: str) -> None:
    for role in OUTSIDE:
        answer = found(cast.browsers[role], what)
        assert (answer.status_code, answer.content) == (302, b""), role


def test_what_an_organisation_has_not_submitted_is_not_found(cast: Cast) -> None:
    for what in TABLE:
        for role in INSIDE:
            assert found(cast.browsers[role], what, UNSUBMITTED).json()["results"] == [], (role, what)


@pytest.mark.parametrize("what", sorted(set(FIELDS) - TABLE))
def test_a_field_that_no_form_looks_up_so_is_refused_to_everybody(cast: Cast, what: str) -> None:
    answers = {role: found(cast.browsers[role], what).status_code for role in cast.browsers}
    assert answers == {**dict.fromkeys(INSIDE, 403), **dict.fromkeys(OUTSIDE, 302)}


@pytest.mark.parametrize(
    "forged", [{"model_name": ""}, {"app_label": "auth"}, {"field_name": "id"}, {"field_name": "x"}]
)
def test_what_is_no_field_is_refused_to_everybody(cast: Cast, forged: dict[str, str]) -> None:
    for role in INSIDE:
        assert found(cast.browsers[role], "membership person", **forged).status_code == 403, role
