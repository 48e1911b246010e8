"""One check: what was printed beside what follows, and why they differ where they do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from ..figures import Number, decimals, number, rounded
from ..keys import BOTH_VERSIONS, Key


@dataclass(frozen=True)
class Check:
    """`printed` and `computed` are as a reader would see them; `explanation` is one sentence in the project's words.

    `kind` is one of row_total, percentage, average, average_percentage, sentence, direction, like_for_like, judgement,
    count and label. None stands where a check belongs to no one type, version, group or requirement.
    """

    key: str
    organisation_type: str | None
    version: str | None
    group: str | None
    requirement: str | None
    kind: str
    measure: str
    printed: str
    computed: str
    agrees: bool
    explanation: str
    source: str


@dataclass(frozen=True)
class Place:
    """Where something is printed. None stands where it belongs to no one version, group or requirement."""

    organisation_type: str
    version: str | None
    group: str | None
    source: str
    requirement: str | None = None

    def check(self, kind: str, measure: str, printed: str, computed: str, agrees: bool, explanation: str) -> Check:
        within = self.requirement or self.group or "table"
        return Check(
            key=str(Key(kind, self.organisation_type, self.version or BOTH_VERSIONS, within, measure)),
            organisation_type=self.organisation_type,
            version=self.version,
            group=self.group,
            requirement=self.requirement,
            kind=kind,
            measure=measure,
            printed=printed,
            computed=computed,
            agrees=agrees,
            explanation=explanation,
            source=self.source,
        )


def agree(printed: str, value: Number) -> bool:
    """Whether the printed number is the value, rounded to as many decimals as were printed."""
    return number(printed) == rounded(value, decimals(printed))


def to_printed_places(printed: str, value: Number) -> str:
    """The value as it should have been printed."""
    return str(rounded(value, decimals(printed)))


def percent_like(printed: str, value: Number) -> str:
    """The value with the printed decimals, at least one: a whole number would hide how the rounding came about."""
    sign = "%" if printed.endswith("%") else ""
    return f"{rounded(value, max(1, decimals(printed)))}{sign}"


def plain(value: Number) -> str:
    """A number for a sentence: whole where it is whole, else with one decimal, thousands set off by commas."""
    exact = Fraction(value)
    return f"{int(exact):,}" if exact.denominator == 1 else f"{rounded(exact, 1):,}"


def percent(value: Number) -> str:
    """A percentage for a sentence, with one decimal."""
    return f"{rounded(value, 1)}%"


def numbered(checks: Iterable[Check]) -> list[Check]:
    """The checks with a number after the key wherever a key comes more than once."""
    seen: dict[str, int] = {}
    unique = []
    for check in checks:
        seen[check.key] = seen.get(check.key, 0) + 1
        unique.append(check if seen[check.key] == 1 else replace(check, key=f"{check.key}/{seen[check.key]}"))
    return unique
