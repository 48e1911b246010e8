"""Lists of the site narrowed or ordered by one word that it prints itself, such as a rating, found by that word."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.urls import reverse

from recommendations.models import Rating, SelfRating, Sufficiency

from .asked import OPERATOR, Asked, terms_of
from .result import Result


@dataclass(frozen=True)
class NarrowedList:
    title: str
    listed: str  # the name of the list's address
    parameter: str  # what narrows or orders it, and the value
    value: str
    says: str
    label: str = ""  # the value as the site prints it

    def fits(self, asked: Asked) -> bool:
        """Whether the value is asked for, and nothing beside it but what the title says: red, rated red, red rating."""
        words = _words(asked.words)
        value, label = _words(self.value), _words(self.label or self.value)
        return (value <= words or label <= words) and words <= value | label | _words(self.title) | {self.parameter}

    @property
    def result(self) -> Result:
        address = f"{reverse(self.listed)}?{self.parameter}={self.value}"
        return Result(kind="List", title=self.title, address=address, says=self.says)


def lists_for(asked: Asked) -> list[Result]:
    """Those that are asked for by what they are narrowed to, in so many words: not by leaving a word out."""
    return [] if OPERATOR.search(asked.words) else [each.result for each in LISTS if each.fits(asked)]


def _words(text: str) -> set[str]:
    return {term.casefold() for term in terms_of(text)}


def _narrowed(choices: type[TextChoices], title: str, listed: str, parameter: str, says: str) -> Iterator[NarrowedList]:
    """The list narrowed to each of the values; the title has a place for its label."""
    for value, label in choices.choices:
        yield NarrowedList(title.format(label), listed, parameter, value, says, label)


LISTS = (
    *_narrowed(
        Rating,
        "Recommendations rated “{}”",
        "recommendations",
        "rating",
        "With the panel’s conclusions at the latest position",
    ),
    *_narrowed(
        Sufficiency,
        "Recommendations judged “{}”",
        "recommendations",
        "sufficiency",
        "What the gap analysis says of their commitments",
    ),
    *_narrowed(
        SelfRating,
        "Commitments with the status “{}”",
        "commitments",
        "status",
        "As their organisations reported at the latest position",
    ),
    NarrowedList("Recommendations, the worst rated first", "recommendations", "sort", "worst", "Each with its rating"),
    NarrowedList("Recommendations, the best rated first", "recommendations", "sort", "best", "Each with its rating"),
)
