"""What a correction changed, to be read: each fact before and after, the words of both marked where they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

from caldicott.differences import Part, differences
from caldicott.govuk.words import date_in_words
from recommendations.models import AdditionalInformation, Change, Edition, Rating, RatingBasis, SealedFile, SelfRating

# By name, in the order in which a reader meets them.
TITLES = {
    "rating": "Rating",
    "rating_basis": "Basis of the rating",
    "conclusion": "Conclusion",
    "self_rating": "Self-rating",
    "kind": "Kind",
    "expected_by": "Expected by",
    "narrative": "Text",
    "done": "What was done",
    "next_steps": "What comes next",
    "nil_reason": "Why there is nothing to report",
    "expected_on": "Expected completion",
    "previously_on": "The date before",
    "number": "How often it has moved",
    "reason": "Why it moved",
    "evidence": "Evidence",
}
VALUES: Mapping[str, type[TextChoices]] = {
    "rating": Rating,
    "rating_basis": RatingBasis,
    "self_rating": SelfRating,
    "kind": AdditionalInformation.Kind,
}
DATES = ("expected_by", "expected_on", "previously_on")


@dataclass(frozen=True)
class Fact:
    """A fact that is told otherwise: a value in words, or a text with its parts; empty where nothing was told."""

    title: str
    before: str
    after: str
    parts: Sequence[Part] = ()


@dataclass(frozen=True)
class Told:
    change: Change
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Differing:
    """A file that one of two editions has otherwise than the other: in which of them it stands."""

    name: str
    before: bool
    after: bool


def told(change: Change) -> Told:
    """A change with all facts that differ, and of a row that was added or taken out with all that it says."""
    before, after = change.before or {}, change.after or {}
    names = [name for name in TITLES if before.get(name, "") != after.get(name, "")]
    return Told(change, [_fact(name, before.get(name, ""), after.get(name, "")) for name in names])


def _fact(name: str, before: str, after: str) -> Fact:
    if name in VALUES or name in DATES:
        return Fact(TITLES[name], _in_words(name, before), _in_words(name, after))
    return Fact(TITLES[name], before, after, differences(before, after))


def _in_words(name: str, value: str) -> str:
    if not value:
        return ""
    return str(VALUES[name](value).label) if name in VALUES else date_in_words(value)


def files_that_differ(edition: Edition) -> list[Differing]:
    """By name, against the edition before it of the same period. One query."""
    numbers = (edition.number - 1, edition.number)
    rows = SealedFile.objects.filter(edition__period=edition.period_id, edition__number__in=numbers)
    digests: dict[int, dict[str, str]] = {number: {} for number in numbers}
    for number, name, sha256 in rows.values_list("edition__number", "name", "sha256"):
        digests[number][name] = sha256
    before, after = (digests[number] for number in numbers)
    return [
        Differing(name, name in before, name in after)
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]
