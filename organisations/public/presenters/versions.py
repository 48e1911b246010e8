"""One version of the toolkit beside the next: the shares of both, and what became of the highest levels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from caldicott.govuk.words import sentence_case
from organisations.models import ToolkitTable
from organisations.public.presenters.bars import NAMES, ORDER, Part, described, parts, shares, shown
from organisations.toolkit.checks.check import plain
from organisations.toolkit.figures import HIGHEST_TWO, Number, places_apart, rounded
from organisations.toolkit.spreads import Spread, added_up, of_answered, of_stated

Counts = Mapping[str, int]

TOGETHER = "Level 2 and 3 together"
NOT_COUNTED = "not counted"


class Of(StrEnum):
    """Over whom percentages are taken."""

    STATED = "stated"
    ANSWERED = "answered"

    @property
    def among(self) -> str:
        return "those that answered" if self is Of.ANSWERED else "all organisations stated"

    def spread(self, table: ToolkitTable, counts: Counts, rows: int) -> Spread:
        """How the organisations behind so many rows of a table are spread, their counts added up."""
        if self is Of.ANSWERED:
            return of_answered(counts, rows)
        return of_stated(counts, rows, table.organisations_stated)

    def spread_of(self, table: ToolkitTable, rows: Sequence[Counts]) -> Spread | None:
        """The same, of the rows themselves; None where there are none."""
        return self.spread(table, added_up(rows), len(rows)) if rows else None


@dataclass(frozen=True)
class Side:
    """What one version has: a bar. Its spread is None where the version has no such row, empty where nobody counts."""

    table: ToolkitTable
    spread: Spread | None

    @property
    def name(self) -> str:
        return version_name(self.table.version)

    @property
    def parts(self) -> list[Part]:
        return parts(self.spread) if self.spread else []

    @property
    def description(self) -> str:
        return described(self.spread) if self.spread else ""

    @cached_property
    def shares(self) -> dict[str, Fraction]:
        return shares(self.spread) if self.spread else {}

    @cached_property
    def percentages(self) -> dict[str, str]:
        """The shares for reading."""
        found = {column: shown(share) for column, share in self.shares.items()}
        if found.get("blank") and not self.table.blanks_included and not self.shares["blank"]:
            found["blank"] = NOT_COUNTED
        return found

    @property
    def highest_two(self) -> Fraction | None:
        """Percentage at level 2 or 3; None where there is nobody to be there."""
        return self.spread.share(*HIGHEST_TWO) if self.spread and self.spread.whole else None

    @property
    def at_the_highest_two(self) -> str:
        """The same for reading, empty where there is nobody."""
        return shown(self.highest_two) if self.highest_two is not None else ""

    @property
    def organisations(self) -> str:
        """How many the percentages are of; of several rows, on average."""
        return plain(self.spread.organisations) if self.spread else ""

    @property
    def how_many(self) -> str:
        """The same as part of a sentence."""
        average = self.spread is not None and self.spread.organisations.denominator != 1
        return f"{self.organisations} organisations{' on average' if average else ''}"


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
        if not self.comparable:
            return ""
        before, after = self._ends
        return "unchanged" if before == after else _by_points(before, after)

    @property
    def sentence(self) -> str:
        """What became of the two highest levels from one version to the next, or why that cannot be told."""
        if self.comparable:
            return f"{TOGETHER} {self._went}."
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
    def _went(self) -> str:
        before, after = self._ends
        if before == after:
            return f"stayed at {shown(before)} of {self.of.among}"
        places = places_apart(before, after)
        return f"went from {rounded(before, places)}% to {rounded(after, places)}% of {self.of.among}, {self.movement}"

    @property
    def _answered(self) -> list[Side]:
        return [side for side in self.sides if side.shares]

    @property
    def _only(self) -> str:
        (side,) = self._answered
        missing = "prints it" if len(self.present) == 1 else "has an answer"
        return f"Only {side.name.lower()} {missing}."


def version_name(version: str) -> str:
    """Version 10, of V10."""
    return f"Version {version[1:]}"


def signed(points: Number) -> str:
    """Percentage points, with one decimal and a sign; nought has none."""
    value = rounded(points, 1)
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value)}"


def _by_points(before: Fraction, after: Fraction) -> str:
    points = rounded(abs(after - before), places_apart(before, after))
    return f"{'up' if after > before else 'down'} {points} {'point' if points == 1 else 'points'}"


def obstacle(tables: Iterable[ToolkitTable], of: Of) -> str:
    """Why the versions cannot be set side by side under this choice; empty where they can."""
    compared = list(tables)
    if of is Of.ANSWERED:
        return ""
    silent = [table for table in compared if table.organisations_stated is None]
    if silent:
        return f"no number of organisations is stated for {_named(silent)}"
    without = [table for table in compared if not table.blanks_included]
    if without and len(without) < len(compared):
        return f"the report on {_named(without)} counts no blanks"
    return ""


def _named(tables: Iterable[ToolkitTable]) -> str:
    return " and ".join(version_name(table.version).lower() for table in tables)
