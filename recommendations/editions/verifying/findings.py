"""What a verification has looked at, and what it found."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from recommendations.package.problem import on_one_line


@dataclass(frozen=True)
class Seen:
    """An edition as it was found: what it says of itself, and the digest of its manifest as it was computed.

    `place` is None where a copy does not tell it.
    """

    period: str
    number: int
    manifest_sha256: str
    place: int | None = None
    previous_sha256: str | None = None

    @property
    def name(self) -> str:
        return f"{self.period}/{self.number}"


@dataclass
class Findings:
    """All editions that were looked at, and a line for each difference."""

    editions: list[Seen] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def tell(self, lines: Iterable[str], of: str = "") -> None:
        self.lines.extend(on_one_line(f"{of}: {line}" if of else line) for line in lines)

    @property
    def last(self) -> Seen | None:
        """The one furthest down the chain."""
        return max(self.editions, key=lambda each: each.place or 0, default=None)

    @property
    def manifests(self) -> dict[str, str]:
        """The digest of each manifest by the edition's name."""
        return {each.name: each.manifest_sha256 for each in self.editions}
