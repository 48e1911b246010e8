"""The IG Toolkit: the types of organisation, and the checks of what was printed of them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, Value

from caldicott.search import marked, searched
from organisations.models import FigureCheck, OrganisationType

from ..asked import Asked
from ..result import Result
from .source import Source


class OrganisationTypes(Source):
    kind = "organisation-type"
    one = "IG Toolkit returns"
    many = "IG Toolkit returns"
    searched = searched(["name", "abbreviation", "toolkit"], unshown=["toolkit"])
    weight = 2.0
    title = ("name", "abbreviation", "toolkit")
    latest = ("position",)

    def published(self) -> QuerySet[Any]:
        """Each with `toolkit`: what its page is about, for which people look together with its name."""
        return OrganisationType.objects.annotate(toolkit=Value(self.one))

    def facts(self, asked: Asked) -> Mapping[str, Any]:
        return {"slug": "slug", "name": marked("name", asked.query)}

    def tell(self, facts: Mapping[str, Any]) -> Result:
        of_type = OrganisationType(slug=facts["slug"], name=facts["name"])
        return Result(kind=self.one, title=str(of_type), address=of_type.get_absolute_url())


class FigureChecks(Source):
    kind = "printed-figure"
    one = "Printed figure"
    many = "Printed figures"
    searched = FigureCheck.SEARCHED
    weight = 0.5
    latest = ("position",)
    alike = ("organisation_type",)

    def published(self) -> QuerySet[Any]:
        return FigureCheck.objects.all()

    def facts(self, asked: Asked) -> Mapping[str, Any]:
        return {
            "key": "key",
            "measure": marked("measure", asked.query),
            "kind": "kind",
            "printed": marked("printed", asked.query),
            "computed": marked("computed", asked.query),
            "agrees": "agrees",
            "type": "organisation_type__name",
            "slug": "organisation_type__slug",
            "version": "version",
            "headline": self.headline(asked, "measure", "printed", "computed"),
        }

    def tell(self, facts: Mapping[str, Any]) -> Result:
        of_type = OrganisationType(slug=facts["slug"], name=facts["type"]) if facts["slug"] else None
        check = FigureCheck(key=facts["key"], kind=facts["kind"], agrees=facts["agrees"], organisation_type=of_type)
        computed = "" if check.agrees else f", computed {facts['computed']}"
        places = [facts["type"], facts["version"], f"printed {facts['printed']}{computed}"]
        return Result(
            kind=self.one,
            title=facts["measure"],
            address=check.get_absolute_url(),
            where=tuple(place for place in places if place),
            headline=facts["headline"],
        )
