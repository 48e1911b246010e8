"""Full-text search in English: how a model says which of its words are found, and how matches are shown.

A model lists its words once, the weightiest first (`Searched`); the index and every query are made from that list, so
they cannot come apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import CombinedSearchQuery, SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

from .spellings import otherwise_spelled

LANGUAGE = "english"
# What stands around a match in a headline: characters that no text has, for a page to turn into marks.
MATCH_BEGINS, MATCH_ENDS = "\ue000", "\ue001"
LONGEST = 200  # characters of what somebody looks for
# A word that must not occur: a minus stands before it.
LEFT_OUT = re.compile(r"(?:^|\s)-\S")


@dataclass(frozen=True)
class Searched:
    """The text fields of a model in which people look for words, in up to four groups from the weightiest down."""

    groups: tuple[tuple[str, ...], ...]
    unshown: frozenset[str] = frozenset()  # fields that help to find a row and stand on no page
    heads: str = ""  # the field that heads a row in a list, whole, and is not said again among the pieces below it

    @property
    def vector(self) -> Combinable:
        vectors = [
            SearchVector(*fields, weight=weight, config=LANGUAGE)
            for weight, fields in zip("ABCD", self.groups, strict=False)
        ]
        return reduce(add, vectors)

    @property
    def text(self) -> Concat:
        """The words that may be shown as one text, to tell where they matched."""
        return self.text_without()

    def text_without(self, *names: str) -> Concat:
        """The same without some fields, which are shown by themselves."""
        fields = [name for group in self.groups for name in group if name not in {*self.unshown, *names}]
        parts = [part for name in fields for part in (F(name), Value(" \n"))]
        return Concat(*parts, output_field=TextField())

    def index(self, name: str) -> GinIndex:
        return GinIndex(self.vector, name=name)

    def matching(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """The rows in which what is asked for occurs, each with its `rank`."""
        asked = query(words)
        return queryset.annotate(words=self.vector, rank=SearchRank(self.vector, asked)).filter(words=asked)

    def with_headline(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Each row with what the filter `matches` shows, the words marked in it.

        `heading` is its weightiest field, whole; `headline` are the pieces of its text where the words occur.
        """
        text = self.text_without(self.heads) if self.heads else self.text
        return queryset.annotate(heading=marked(self.groups[0][0], words), headline=headline(text, words))


def searched(*groups: Sequence[str], unshown: Sequence[str] = (), heads: str = "") -> Searched:
    return Searched(tuple(tuple(fields) for fields in groups), frozenset(unshown), heads)


def problem_with(words: str) -> str:
    """What is wrong with the words that are looked for, as a sentence; empty where nothing is."""
    if len(words) > LONGEST:
        return f"Look for at most {LONGEST} characters."
    return "Look for words that can be typed." if "\x00" in words else ""


def query(words: str) -> SearchQuery | CombinedSearchQuery:
    """As a search engine reads it: all words, "a phrase", -without, this or that. No text is an error.

    What is written in two ways is found in both, unless something is to be left out: that is taken as it is written.
    """
    asked = _as_written(words)
    other = otherwise_spelled(words)
    return asked if other == words or LEFT_OUT.search(words) else asked | _as_written(other)


def _as_written(words: str) -> SearchQuery:
    return SearchQuery(words, config=LANGUAGE, search_type="websearch")


def headline(text: Any, words: str | Combinable) -> SearchHeadline:
    """The pieces of a text in which the words, or what a query asks, occur; each match is marked.

    It stands between `MATCH_BEGINS` and `MATCH_ENDS`.
    """
    return _marked(text, words, max_fragments=2, max_words=28, min_words=12, fragment_delimiter=" … ")


def excerpt(headline: str) -> str:
    """A headline with dots where it begins or ends inside a sentence."""
    text = headline.strip()
    plain = text.replace(MATCH_BEGINS, "").replace(MATCH_ENDS, "")
    before = "…\u00a0" if plain[:1].islower() else ""
    after = "\u00a0…" if plain and not plain.endswith((".", "!", "?", "”")) else ""
    return f"{before}{text}{after}"


def marked(text: Any, words: str | Combinable) -> SearchHeadline:
    """The whole text, such as a title, with each match marked in the same way."""
    return _marked(text, words, highlight_all=True)


def _marked(text: Any, words: str | Combinable, **how: Any) -> SearchHeadline:
    asked = query(words) if isinstance(words, str) else words
    return SearchHeadline(text, asked, config=LANGUAGE, start_sel=MATCH_BEGINS, stop_sel=MATCH_ENDS, **how)
