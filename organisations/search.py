"""Finds organisations by every name that they have or had."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.search import SearchRank
from django.db.models import F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from caldicott.search import Searched, query

from .models import Alias, Organisation


@dataclass(frozen=True)
class EveryName(Searched):
    """The words of an organisation itself, and the names of its aliases."""

    @property
    def text(self) -> Concat:
        """The name, how else it is called, and what else is told of it."""
        aliases = Alias.objects.filter(organisation=OuterRef("pk")).order_by().values("organisation")
        called = Concat(Value("also named "), F("name"), output_field=TextField())
        named = aliases.annotate(all=StringAgg(called, Value("; "), order_by="name")).values("all")
        also = Coalesce(Subquery(named), Value(""), output_field=TextField())
        parts = [F("name"), F("abbreviation"), also, F("note")]
        return Concat(*(piece for part in parts for piece in (part, Value(" \n"))), output_field=TextField())

    def matching(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Those in whose own words, or in one of whose aliases, what is asked for occurs, each with its `rank`."""
        asked = query(words)
        # One after the other, for which there are indexes; there is none for both at once.
        itself = Organisation.objects.order_by().alias(words=self.vector).filter(words=asked)
        aliases = Alias.objects.order_by().alias(words=Alias.SEARCHED.vector).filter(words=asked)
        found = itself.values("pk").union(aliases.values("organisation"))
        return queryset.annotate(rank=SearchRank(self.vector, asked)).filter(pk__in=found)


EVERY_NAME = EveryName(Organisation.SEARCHED.groups)
