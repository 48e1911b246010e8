"""Changes as one takes them in: by publication, by what they tell of, and by how it changed."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Case, Count, QuerySet, TextChoices, TextField, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from caldicott.lists import Listing
from recommendations.models import Change, Edition, Period, Rating, SelfRating

# By kind, the fact that a change was in, and the values that it may have. All others change as a whole.
FACTS: Mapping[str, tuple[str, type[TextChoices]]] = {
    Change.Kind.ASSESSMENT: ("rating", Rating),
    Change.Kind.SELF_RATING: ("self_rating", SelfRating),
}
HEADINGS = {
    Change.Kind.ASSESSMENT: "The panel’s conclusions",
    Change.Kind.SELF_RATING: "What was reported",
    Change.Kind.ADDITIONAL_INFORMATION: "What was added on a recommendation as a whole",
    Change.Kind.TARGET_DATE: "By when something is expected to be done",
}
# That a period was published, or an edition of it corrected.
ITSELF = (Change.Kind.PERIOD, Change.Kind.EDITION)

THERE = "there"

Key = tuple[Any, ...]


def _placed(fact: str, values: type[TextChoices]) -> OrderBy:
    """By where the value of a fact stands among those that it may have."""
    return Case(*(When(**{fact: value}, then=place) for place, value in enumerate(values.values))).asc()


def _told(side: str) -> Coalesce:
    """What a change tells on a side by its fact; of what changes as a whole that it is there; null where it is not."""
    there = Case(When(**{f"{side}__isnull": False}, then=Value(THERE)), output_field=TextField())
    return Coalesce(*(KT(f"{side}__{fact}") for fact, _ in FACTS.values()), there)


# The order in which those of one publication that changed in the same way stand together, on whichever page.
TOGETHER = (
    _placed("kind", Change.Kind),
    *(_placed(f"{side}__{fact}", values) for fact, values in FACTS.values() for side in ("before", "after")),
    *(_told(side).asc() for side in ("before", "after")),
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
    if change.kind not in FACTS:
        return change.as_a_whole
    return f"{change.moved}, in other words" if change.moved.startswith("still ") else change.moved


def _key(change: Change) -> Key:
    """When, of what kind, from what and to what."""
    fact, _ = FACTS.get(change.kind, ("", None))
    then, now = (facts and (facts[fact] if fact else THERE) for facts in (change.before, change.after))
    return (change.at, change.kind, then, now)


def _numbers(changes: QuerySet[Change]) -> Counter[Key]:
    """How many changes have each key."""
    keys = changes.order_by().values_list("at", "kind", _told("before"), _told("after"))
    return Counter({tuple(key): number for *key, number in keys.annotate(number=Count("pk"))})
