"""Annex 2 as it stands beside Annex 1: what the commitments would deliver, and what the panel concluded."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommendations.models import Rating, Recommendation, Sufficiency


@dataclass(frozen=True)
class Column:
    """One column of the gap analysis: a sufficiency and its recommendations, in order of number."""

    value: str
    label: str
    recommendations: Sequence[Recommendation]

    def rated(self, rating: str) -> int:
        """How many of them have this rating in their latest published assessment."""
        return sum(rating_of(each) == rating for each in self.recommendations)


def rating_of(recommendation: Recommendation) -> str:
    latest = recommendation.latest_assessment
    return latest.rating if latest else Rating.NOT_ASSESSED


def columns_of(recommendations: Sequence[Recommendation]) -> list[Column]:
    return [
        Column(choice.value, choice.label, [each for each in recommendations if each.sufficiency == choice.value])
        for choice in Sufficiency
    ]


def ratings_in_use(recommendations: Sequence[Recommendation]) -> list[Rating]:
    """The panel's five ratings, and "not assessed" where a recommendation is."""
    used = {rating_of(each) for each in recommendations}
    return [rating for rating in Rating if rating != Rating.NOT_ASSESSED or rating in used]
