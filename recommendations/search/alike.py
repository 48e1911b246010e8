"""Organisations whose names are nearly what was asked for."""

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest, Upper

from organisations.models import Alias, Organisation

from .asked import Asked

MOST = 5


def organisations_like(asked: Asked) -> list[Organisation]:
    """Those with a name or an alias spelled nearly so, the likest first; each with its slug and name alone."""
    names = _near(Organisation.objects.all(), asked).values_list("slug", "name", "likeness")
    aliases = _near(Alias.objects.all(), asked).values_list("organisation__slug", "organisation__name", "likeness")
    found = names.union(aliases).order_by("-likeness", "name")
    likest = dict.fromkeys((slug, name) for slug, name, _ in found[: 2 * MOST])
    return [Organisation(slug=slug, name=name) for slug, name in list(likest)[:MOST]]


def _near(rows: QuerySet, asked: Asked) -> QuerySet:
    name, upper = asked.name.upper(), Upper("name")
    near = Q(upper__trigram_similar=name) | Q(upper__trigram_word_similar=name)
    likeness = Greatest(TrigramSimilarity(upper, name), TrigramWordSimilarity(name, upper))
    return rows.order_by().alias(upper=upper).filter(near).annotate(likeness=likeness)
