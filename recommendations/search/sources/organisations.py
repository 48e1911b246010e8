"""The organisations, under each of their names."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from caldicott.search import marked
from organisations.models import Alias, Organisation

from ..asked import Asked
from ..result import Result
from .source import Source


class Organisations(Source):
    kind = "organisation"
    one = "Organisation"
    many = "Organisations"
    listed = "organisations"
    searched = Organisation.SEARCHED
    weight = 3.0
    title = ("name", "abbreviation")
    # People look for organisations by their names.
    text = 0.2
    latest = ("name",)
    # Thousands of practices have names that are much the same.
    alike = ()

    def published(self) -> QuerySet[Any]:
        """A merged record is found under its name as an alias of the one that is kept."""
        return Organisation.objects.unmerged()

    def named(self, asked: Asked) -> Q:
        alias = Alias.objects.filter(name__iexact=asked.name)
        return Q(name__iexact=asked.name) | Q(abbreviation__iexact=asked.name) | Q(pk__in=alias.values("organisation"))

    def titled(self, asked: Asked) -> Q:
        return super().titled(asked) | Q(pk__in=_aliases(asked).values("organisation"))

    def fitting(self, asked: Asked) -> Q:
        """By each of its names one after another, for which there are indexes; there is none for all at once."""
        organisations = Organisation.objects.order_by()
        words = organisations.alias(words=self.searched.vector).filter(words=asked.query)
        named = organisations.filter(self.named(asked))
        aliases = _aliases(asked).order_by()
        return Q(pk__in=words.values("pk").union(named.values("pk"), aliases.values("organisation")))

    def facts(self, asked: Asked) -> Mapping[str, Any]:
        aliases = _aliases(asked).filter(organisation=OuterRef("pk")).order_by("name")
        return {
            "slug": "slug",
            "name": marked("name", asked.query),
            "abbreviation": marked("abbreviation", asked.query),
            "kind": "kind",
            "alias": Subquery(aliases.values_list(marked("name", asked.query))[:1]),
            "headline": self.headline(asked, *self.title),
        }

    def tell(self, facts: Mapping[str, Any]) -> Result:
        organisation = Organisation(slug=facts["slug"], kind=facts["kind"])
        name, abbreviation, alias = facts["name"], facts["abbreviation"], facts["alias"]
        return Result(
            kind=self.one,
            title=f"{name} ({abbreviation})" if abbreviation else name,
            address=organisation.get_absolute_url(),
            where=(f"also named {alias}",) if alias else (),
            headline=facts["headline"],
        )


def _aliases(asked: Asked) -> QuerySet[Alias]:
    return Alias.objects.alias(words=Alias.SEARCHED.vector).filter(words=asked.query)
