"""What one version of the toolkit has: a bar, and its shares for reading."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from organisations.models import ToolkitTable
from organisations.public.presenters.bars import Part, described, parts, shares, shown
from organisations.toolkit.checks.check import plain
from organisations.toolkit.figures import HIGHEST_TWO
from organisations.toolkit.spreads import Spread

NOT_COUNTED = "not counted"


@dataclass(frozen=True)
class Side:
    """What one version has: a bar. Its spread is None where the version has no such row, empty where nobody counts."""

    table: ToolkitTable
    spread: Spread | None

    @property
    def name(self) -> str:
        return self.table.version_name

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
