"""Annex 2: would the commitments, if delivered, deliver the recommendations?"""

from dataclasses import dataclass
from typing import ClassVar

from recommendations.models import Sufficiency

from .parts import Promise


@dataclass(frozen=True)
class Gap:
    """A recommendation in Annex 2: whether what was promised would deliver it, and what is said of that."""

    recommendation: int
    title: str
    sufficiency: str
    comments: str
    promises: tuple[Promise, ...]

    @property
    def sufficiency_label(self) -> str:
        return str(Sufficiency(self.sufficiency).label)


@dataclass(frozen=True)
class Findings:
    """Table A: the recommendations by their sufficiency."""

    gaps: tuple[Gap, ...]

    partial: ClassVar[str] = "findings"

    @property
    def columns(self) -> list[tuple[str, list[Gap]]]:
        """The three answers in their order, each with its recommendations."""
        return [(str(choice.label), [gap for gap in self.gaps if gap.sufficiency == choice]) for choice in Sufficiency]


@dataclass(frozen=True)
class MappingTable:
    """Table B: which commitments belong to which recommendation; first those that belong to none."""

    introduction: tuple[Promise, ...]
    gaps: tuple[Gap, ...]

    partial: ClassVar[str] = "mapping"
