"""What each kind of thing on the record gives to the search: which rows, how they rank, and what is shown of one."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Value, When, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject, RowNumber, Sqrt

from caldicott.search import LANGUAGE, Searched, headline

from ..asked import Asked
from ..result import Result

# What is asked for by its name or number comes first, then what has the words in its title.
NAMED, TITLED = 1000.0, 3.0
# How the database brings a rank below 1, so that no number of words weighs as much as a title that has them.
BELOW_ONE = Value(32)
# So many rows of a kind are ranked at most, the latest of those that fit: a rank is reckoned from the whole text.
MOST = 1000


class Source(ABC):
    """One kind of thing."""

    kind: ClassVar[str]  # in the address, and in the column `found_in`
    one: ClassVar[str]
    many: ClassVar[str]
    listed: ClassVar[str] = ""  # the name of the list that has the same words, with filters and files
    searched: ClassVar[Searched]
    weight: ClassVar[float] = 1.0
    title: ClassVar[tuple[str, ...]] = ()  # the fields that head it; where there are none, its first are plain text
    text: ClassVar[float] = 0.4  # what a word counts in its plain text, beside 1 in what heads it
    latest: ClassVar[tuple[str, ...]] = ("-pk",)
    # Rows with these columns in common say much the same: the second of them counts half, the third a third. With no
    # column named, that holds for all rows of the kind; with None for none. Of each kind the first count more than the
    # others in any case, so that a page shows several kinds.
    alike: ClassVar[tuple[str, ...] | None] = None

    @abstractmethod
    def published(self) -> QuerySet[Any]:
        """Every row that everybody may see, and no other."""

    @abstractmethod
    def facts(self, asked: Asked) -> Mapping[str, Any]:
        """By name, the columns of `shown` that `tell` needs."""

    @abstractmethod
    def tell(self, facts: Mapping[str, Any]) -> Result:
        """What is shown of one row. The facts come as JSON."""

    def shown(self) -> QuerySet[Any]:
        """What is published, with the columns that are only needed to show it."""
        return self.published()

    def named(self, asked: Asked) -> Q:
        """Which row is asked for by its name or number; an empty condition where none can be."""
        return Q()

    def titled(self, asked: Asked) -> Q:
        """Which rows have the words in what heads them; reads the column `title_words`."""
        return Q(title_words=asked.query) if self.title else Q()

    def fitting(self, asked: Asked) -> Q:
        """Which rows fit; reads the column `words`."""
        return Q(words=asked.query) | self.named(asked)

    def found(self, asked: Asked) -> QuerySet[Any]:
        """The rows that fit, each with its `found_in`; of very many the latest."""
        fitting = self.published().alias(words=self.searched.vector).filter(self.fitting(asked))
        latest = fitting.order_by(*self.latest).values("pk")[:MOST]
        return self.published().order_by().filter(pk__in=latest).annotate(found_in=Value(self.kind))

    def counted(self, asked: Asked) -> QuerySet[Any]:
        """The `found_in` and how many `rows` of it fit; nothing where none does."""
        return self.found(asked).values("found_in").annotate(rows=Count("pk"))

    def ranked(self, asked: Asked) -> QuerySet[Any]:
        """Of each row that fits its `found_in`, its primary key as `row` and its `score`, the higher the better."""
        rows = self.found(asked)
        if self.title:
            rows = rows.alias(title_words=SearchVector(*self.title, config=LANGUAGE))
        rows = rows.alias(
            named=_one_where(self.named(asked)),
            worth=_one_where(self.titled(asked)) * TITLED + self._rank(asked),
        )
        score = F("named") * NAMED + F("worth") / (Sqrt(self._place()) * self._place_among_alike())
        return rows.annotate(row=F("pk"), score=Cast(score * self.weight, FloatField())).values(
            "found_in", "row", "score"
        )

    def told(self, rows: Sequence[int], asked: Asked) -> QuerySet[Any]:
        """Of the rows with these primary keys their `found_in`, their primary key as `row` and their `facts`."""
        shown = self.shown().order_by().filter(pk__in=rows)
        facts = JSONObject(**self.facts(asked))
        return shown.annotate(found_in=Value(self.kind), row=F("pk"), facts=facts).values("found_in", "row", "facts")

    def headline(self, asked: Asked, *without: str) -> Combinable:
        """Where the words stand in the texts, those fields left out that are shown by themselves."""
        return headline(self.searched.text_without(*without), asked.query)

    def _rank(self, asked: Asked) -> SearchRank:
        """From 0 to 1, the more the more often the words occur, and the closer together they stand."""
        weights = [0.1, 0.2, self.text, 1.0 if self.title else self.text]
        return SearchRank(
            self.searched.vector, asked.query, weights=weights, cover_density=True, normalization=BELOW_ONE
        )

    def _place_among_alike(self) -> Combinable:
        return Value(1.0) if self.alike is None else self._place(*self.alike)

    def _place(self, *alike: str) -> Combinable:
        """Its place from 1, the best first, among the rows with these columns in common."""
        return Window(
            RowNumber(),
            partition_by=[F(name) for name in alike] or None,
            order_by=[F("named").desc(), F("worth").desc(), *self.latest],
        )


def _one_where(condition: Q) -> Combinable:
    return Case(When(condition, then=Value(1.0)), default=Value(0.0)) if condition else Value(0.0)
