"""Every address of the desk, as its site gives them out, by what the tables call it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.urls import URLResolver, reverse

from caldicott.desk.acts import ActingAdmin
from tests.desk_by_role.cast import Cast

# Addresses without a name of their own, by what follows the model.
UNNAMED = {"<path:object_id>/": "short", "<int:row>/preview/<path:path>": "preview-page"}
MODELS = {f"{model._meta.app_label}/{model._meta.model_name}/": model for model in admin.site._registry}
NAMES = sorted(str(model._meta.model_name) for model in admin.site._registry)


@dataclass(frozen=True)
class Address:
    """`model` is empty for what belongs to the desk as a whole."""

    model: str
    view: str
    route: str

    @property
    def what(self) -> str:
        return f"{self.model} {self.view}".strip()

    def at(self, cast: Cast, **values: Any) -> str:
        row = cast.row(self.model, values.get("name", self.view)).pk
        parts = {
            "object_id": row,
            "row": row,
            "id": row,
            "day": cast.row("period", "close").position_date,
            "about": cast.row("assessment").recommendation_id,
            "path": "reports/",
            **values,
        }
        return reverse("admin:index") + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(parts[found[1]]), self.route)


def every_address() -> Iterator[Address]:
    for pattern in admin.site.get_urls():
        route = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from (of_a_model(route, each) for each in pattern.url_patterns)
        else:
            yield Address("", str(pattern.name), route)


def of_a_model(route: str, pattern: Any) -> Address:
    rest = str(pattern.pattern)
    name = str(MODELS[route]._meta.model_name)
    if pattern.name is None:
        return Address(name, UNNAMED[rest], route + rest)
    view = "password" if "password" in pattern.name else pattern.name.rsplit("_", 1)[-1]
    return Address(name, view, route + rest)


def tried(cast: Cast, model: str) -> Iterator[tuple[str, str]]:
    """Where each address of a model is, by what the table calls it; acts each by itself."""
    for address in every_address():
        if address.model != model:
            continue
        if address.view != "act":
            yield address.what, address.at(cast)
            continue
        of = admin.site.get_model_admin(MODELS[address.route.partition("<")[0]])
        assert isinstance(of, ActingAdmin)
        for act in of.acts:
            yield f"{address.what} {act.name}", address.at(cast, name=act.name)


def is_shown(answer: Any) -> bool:
    """A page, or the way to one that is none of signing in."""
    ways_in = (reverse("admin:login"), reverse("account_login"), reverse("second-factor"))
    return answer.status_code == 200 or (answer.status_code == 302 and not answer["Location"].startswith(ways_in))
