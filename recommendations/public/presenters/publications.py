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
from recommendations.models import Change, Period, Rating, SelfRating

# By kind, the fact that a change was in, and the values that it may have.
FACTS: Mapping[str, tuple[str, type[TextChoices]]] = {
    Change.Kind.ASSESSMENT: ("rating", Rating),
    Change.Kind.SELF_RATING: ("self_rating", SelfRating),
}
HEADINGS = {Change.Kind.ASSESSMENT: "The panel’s conclusions", Change.Kind.SELF_RATING: "What was reported"}

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
    """What was published for a period at one moment, as far as it is on the page."""

    period: Period
    on: datetime.date
    itself: Sequence[Change]  # that the period was published
    kinds: Sequence[Kind]


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
            [Way(alike[0].in_words, alike, numbers[key]) for key, alike in ways[kind].items()],
            sum(number for key, number in numbers.items() if key[:2] == (changes[0].at, kind)),
        )
        for kind, heading in HEADINGS.items()
        if ways[kind]
    ]
    itself = [change for change in changes if change.kind == Change.Kind.PERIOD]
    return Publication(changes[0].period, changes[0].published_on, itself, kinds)


def _key(change: Change) -> Key:
    """When, of what kind, from what and to what."""
    fact, _ = FACTS.get(change.kind, ("", None))
    return (change.at, change.kind, (change.before or {}).get(fact), (change.after or {}).get(fact))


def _numbers(changes: QuerySet[Change]) -> Counter[Key]:
    """How many changes have each key."""
    told = [f"{side}__{fact}" for fact, _ in FACTS.values() for side in ("before", "after")]
    numbers: Counter[Key] = Counter()
    rows = changes.order_by().values_list("at", "kind", *told).annotate(number=Count("pk"))
    for at, kind, rated_before, rated_after, said_before, said_after, number in rows:
        # No change has both facts: the other one is null.
        numbers[at, kind, rated_before or said_before, rated_after or said_after] += number
    return numbers
