"""Annex 1: what was promised, reported, added and concluded."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from recommendations.models import SelfRating

from .parts import Body, Judgement, Promise, Text


@dataclass(frozen=True)
class Link:
    """What a body points to as evidence; `about_on` as 2014-09-30."""

    title: str
    url: str
    page: str
    about_on: str


@dataclass(frozen=True)
class Report:
    """What one body reported on one commitment; `body` is None where the source names nobody.

    What it gave here, and no source published before, is `in_own_words`; only such a report has what follows.
    """

    body: Body | None
    self_rating: str
    text: Text
    note: str
    in_own_words: bool = False
    as_last_period: bool = False
    nil_reason: str = ""
    done: str = ""
    next_steps: str = ""
    expected_on: datetime.date | None = None
    evidence: tuple[Link, ...] = ()

    @property
    def self_rating_label(self) -> str:
        return str(SelfRating(self.self_rating).label)

    @property
    def nothing(self) -> bool:
        """Whether the row reports nothing."""
        return self.self_rating == SelfRating.NOT_REPORTED


@dataclass(frozen=True)
class Row:
    """A commitment in its place with what was reported on it there; `promise` is None where the row has no number.

    `reports` are all of them, or the first by name where `self_ratings`, how many have which, counts more.
    """

    promise: Promise | None
    in_table_b: bool
    in_annex_1: bool
    reports: tuple[Report, ...]
    self_ratings: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many reports there are, whether given here or not."""
        return sum(self.self_ratings.values())

    @property
    def all_given(self) -> bool:
        return self.count == len(self.reports)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """The self-ratings that were given, in their order: value, word and number."""
        return [
            (choice.value, str(choice.label), self.self_ratings[choice])
            for choice in SelfRating
            if self.self_ratings.get(choice)
        ]


@dataclass(frozen=True)
class Addition:
    """What a body added on a recommendation as a whole; with a date, the progress it expects by then."""

    body: Body | None
    text: Text
    expected_by: datetime.date | None


@dataclass(frozen=True)
class Progress:
    """A section of Annex 1. Without a number it is on what belongs to no recommendation, and on the system overall."""

    recommendation: int | None
    text: Text | None
    rows: tuple[Row, ...]
    additions: tuple[Addition, ...]
    additions_count: int
    judgement: Judgement | None

    partial: ClassVar[str] = "progress"

    @property
    def additional(self) -> list[Addition]:
        return [each for each in self.additions if each.expected_by is None]

    @property
    def anticipated(self) -> list[Addition]:
        return [each for each in self.additions if each.expected_by is not None]
