"""One version of the toolkit beside the next: the shares of both, and what became of the highest levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from caldicott.govuk.words import sentence_case
from organisations.public.presenters.bars import NAMES, ORDER
from organisations.public.presenters.of import Of
from organisations.public.presenters.points import moved, signed, went
from organisations.public.presenters.side import Side

TOGETHER = "Level 2 and 3 together"


@dataclass(frozen=True)
class Line:
    """One part in both versions, for reading; the change is empty where there is none to tell."""

    column: str
    name: str
    shares: list[str]
    change: str


@dataclass(frozen=True)
class Comparison:
    """Both versions of a group, or of a requirement. `obstacle` says why they cannot be set side by side, if so."""

    name: str
    sides: list[Side]
    of: Of
    obstacle: str = ""

    @property
    def present(self) -> list[Side]:
        """The versions that have it."""
        return [side for side in self.sides if side.spread is not None]

    @cached_property
    def columns(self) -> list[str]:
        """The parts that any version has, in the order of the bar."""
        return [column for column in ORDER if any(column in side.shares for side in self.sides)]

    @cached_property
    def comparable(self) -> bool:
        return len(self.sides) > 1 and not self.obstacle and all(side.shares for side in self.sides)

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(column) for column in self.columns]

    def _line(self, column: str) -> Line:
        return Line(
            column=column,
            name=sentence_case(NAMES[column]),
            shares=[side.percentages.get(column, "") for side in self.sides],
            change=self._points([side.shares.get(column, Fraction(0)) for side in self.sides]),
        )

    @property
    def together(self) -> Line:
        values = [side.highest_two for side in self.sides]
        found = [value for value in values if value is not None]
        return Line("", TOGETHER, [side.at_the_highest_two for side in self.sides], self._points(found))

    def _points(self, values: Sequence[Fraction]) -> str:
        return signed(values[-1] - values[0]) if self.comparable else ""

    @property
    def movement(self) -> str:
        """What became of the two highest levels, in short: "up 1.2 points"; empty where it cannot be told."""
        return moved(*self._ends) if self.comparable else ""

    @property
    def sentence(self) -> str:
        """What became of the two highest levels from one version to the next, or why that cannot be told."""
        if self.comparable:
            return f"{TOGETHER} {went(*self._ends, self.of.among)}."
        told = [f"{side.at_the_highest_two} of {side.how_many} in {side.name.lower()}" for side in self._answered]
        if not told:
            return "Nobody answered."
        if len(self.sides) == 1:
            return f"{TOGETHER}: {told[0]}."
        if len(told) == 1:
            return f"{self._only} {TOGETHER}: {told[0]}."
        return f"{TOGETHER}: {' and '.join(told)}. The two cannot be set side by side: {self.obstacle}."

    @property
    def _ends(self) -> tuple[Fraction, Fraction]:
        first, last = (side.highest_two or Fraction(0) for side in (self.sides[0], self.sides[-1]))
        return first, last

    @property
    def _answered(self) -> list[Side]:
        return [side for side in self.sides if side.shares]

    @property
    def _only(self) -> str:
        (side,) = self._answered
        missing = "prints it" if len(self.present) == 1 else "has an answer"
        return f"Only {side.name.lower()} {missing}."
