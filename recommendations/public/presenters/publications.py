"""Changes as one takes them in: by publication, by what they tell of, and by how it changed."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Case, Count, QuerySet, TextChoices, When
from django.db.models.expressions import OrderBy

from caldicott.lists import Listing
from recommendations.models import AdditionalInformation, Change, Edition, Period, Rating, SelfRating

# By kind, the fact that a change was in, and the values that it may have.
FACTS: Mapping[str, tuple[str, type[TextChoices]]] = {
    Change.Kind.ASSESSMENT: ("rating", Rating),
    Change.Kind.SELF_RATING: ("self_rating", SelfRating),
    Change.Kind.ADDITIONAL_INFORMATION: ("kind", AdditionalInformation.Kind),
}
HEADINGS = {
    Change.Kind.ASSESSMENT: "The panel’s conclusions",
    Change.Kind.SELF_RATING: "What was reported",
    Change.Kind.ADDITIONAL_INFORMATION: "What was added on a recommendation as a whole",
}
# That a period was published, or an edition of it corrected.
ITSELF = (Change.Kind.PERIOD, Change.Kind.EDITION)

Key = tuple[Any, ...]


def _placed(fact: str, values: type[TextChoices]) -> OrderBy:
    """By where the value of a fact stands among those that it may have."""
    return Case(*(When(**{fact: value}, then=place) for place, value in enumerate(values.values))).asc()


# The order in which those of one publication that changed in the same way stand together, on whichever page.
TOGETHER = (
    _placed("kind", Change.Kind),
    *(_placed(f"{side}__{fact}", values) for fact, values in FACTS.values() for side in ("before", "after")),
)


@dataclass(frozen=True)
class Way:
    """Those on the page that changed in the same way, and how many did in the whole publication."""

    in_words: str
    changes: Sequence[Change]
    number: int

    @property
    def is_whole(self) -> bool:
        return len(self.changes) == self.number


@dataclass(frozen=True)
class Kind:
    """Those that tell of the same kind of thing; `number` counts the whole publication, other pages included."""

    heading: str
    ways: Sequence[Way]
    number: int


@dataclass(frozen=True)
class Publication:
    """What was published for a period at one moment, as far as it is on the page.

    `edition` is None where what changed was written down before there were editions.
    """

    period: Period
    edition: Edition | None
    on: datetime.date
    itself: Sequence[Change]  # that the period was published, or corrected
    kinds: Sequence[Kind]

    @property
    def is_correction(self) -> bool:
        return self.edition is not None and self.edition.is_correction


def publications(listing: Listing) -> list[Publication]:
    """The changes of one page, the newest publication first. One query, for what is on other pages."""
    changes: list[Change] = list(listing.page)
    numbers = _numbers(listing.filters.qs.filter(at__in={change.at for change in changes}))
    return [_publication(list(told), numbers) for _, told in groupby(changes, attrgetter("at"))]


def _publication(changes: Sequence[Change], numbers: Counter[Key]) -> Publication:
    ways: defaultdict[str, dict[Key, list[Change]]] = defaultdict(dict)
    for change in changes:
        ways[change.kind].setdefault(_key(change), []).append(change)
    kinds = [
        Kind(
            heading,
            [Way(_way(alike[0]), alike, numbers[key]) for key, alike in ways[kind].items()],
            sum(number for key, number in numbers.items() if key[:2] == (changes[0].at, kind)),
        )
        for kind, heading in HEADINGS.items()
        if ways[kind]
    ]
    itself = [change for change in changes if change.kind in ITSELF]
    first = changes[0]
    return Publication(first.period, first.edition, first.published_on, itself, kinds)


def _way(change: Change) -> str:
    """How it changed, in words that hold of all that changed from the same to the same."""
    return f"{change.moved}, in other words" if change.moved.startswith("still ") else change.moved


def _key(change: Change) -> Key:
    """When, of what kind, from what and to what."""
    fact, _ = FACTS.get(change.kind, ("", None))
    then, now = ((facts or {}).get(fact) for facts in (change.before, change.after))
    return (change.at, change.kind, *_alike(change.kind, then, now))


def _alike(kind: str, then: str | None, now: str | None) -> tuple[str | None, str | None]:
    """Of what is added only that it is there: it changes in the same way whatever its kind."""
    if kind != Change.Kind.ADDITIONAL_INFORMATION:
        return then, now
    return then and "there", now and "there"


def _numbers(changes: QuerySet[Change]) -> Counter[Key]:
    """How many changes have each key."""
    told = [f"{side}__{fact}" for side in ("before", "after") for fact, _ in FACTS.values()]
    numbers: Counter[Key] = Counter()
    rows = changes.order_by().values_list("at", "kind", *told).annotate(number=Count("pk"))
    for at, kind, *facts, number in rows:
        # No change has the facts of another kind: they are null.
        then, now = (next(filter(None, side), None) for side in (facts[: len(FACTS)], facts[len(FACTS) :]))
        numbers[at, kind, *_alike(kind, then, now)] += number
    return numbers
