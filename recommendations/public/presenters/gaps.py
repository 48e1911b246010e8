"""Annex 2 as it stands beside Annex 1: what the commitments would deliver, and what the panel concluded."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommendations.models import GOOD_PROGRESS, Rating, Recommendation, Sufficiency


@dataclass(frozen=True)
class Answer:
    """One column of Table A: a sufficiency and its recommendations, in order of number."""

    value: str
    label: str
    recommendations: Sequence[Recommendation]

    @property
    def delivers(self) -> bool:
        """Whether the commitments, if all were kept, would deliver these recommendations by themselves."""
        return self.value == Sufficiency.DELIVERS

    def rated(self, rating: str) -> int:
        """How many of them have this rating in the period."""
        return sum(each.rating == rating for each in self.recommendations)

    def tells(self, rating: str) -> bool:
        """Whether promise and progress part: good progress on too little, or little on what would have been enough."""
        return rating == Rating.RED if self.delivers else rating in GOOD_PROGRESS


@dataclass(frozen=True)
class GapAnalysis:
    """All recommendations, fetched `with_rating`, by what was promised on each and by what came of it."""

    recommendations: Sequence[Recommendation]

    @property
    def answers(self) -> list[Answer]:
        """The three, in the order of Table A."""
        return [
            Answer(value, str(label), [each for each in self.recommendations if each.sufficiency == value])
            for value, label in Sufficiency.choices
        ]

    @property
    def ratings(self) -> list[Rating]:
        """The panel's five ratings, and "not assessed" where a recommendation is."""
        used = {each.rating for each in self.recommendations}
        return [rating for rating in Rating if rating != Rating.NOT_ASSESSED or rating in used]

    @property
    def good_progress(self) -> list[Recommendation]:
        return [each for each in self.recommendations if each.rating in GOOD_PROGRESS]

    @property
    def good_on_too_little(self) -> list[Recommendation]:
        """Those with good progress on commitments that would not deliver the recommendation by themselves."""
        return [each for each in self.good_progress if each.sufficiency != Sufficiency.DELIVERS]

    @property
    def enough_promised(self) -> list[Recommendation]:
        return [each for each in self.recommendations if each.sufficiency == Sufficiency.DELIVERS]

    @property
    def enough_but_not_good(self) -> list[Recommendation]:
        """Those whose commitments would deliver, and on which the panel does not see good progress."""
        return [each for each in self.enough_promised if each.rating not in GOOD_PROGRESS]

    @property
    def enough_but_red(self) -> int:
        """How many of them are rated red."""
        return sum(each.rating == Rating.RED for each in self.enough_promised)
