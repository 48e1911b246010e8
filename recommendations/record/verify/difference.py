"""One difference between the record and the text, and how two collections of facts are compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """`line` is where the text says otherwise, None where it does not speak of it at all."""

    line: int | None
    place: str
    recorded: str
    printed: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else "no line"
        return f"{where}: {self.place}: the record has {self.recorded}, the text has {self.printed}"


@dataclass(frozen=True)
class Fact:
    """Something the text says, as the record would say it, and on which line."""

    value: str
    line: int


def compare(recorded: Mapping[str, str], printed: Mapping[str, Fact]) -> Iterator[Difference]:
    """Facts by their place: those that differ, those only in the text, those only in the record."""
    for place, fact in printed.items():
        if recorded.get(place) != fact.value:
            yield Difference(fact.line, place, recorded.get(place, "nothing"), fact.value)
    for place, value in recorded.items():
        if place not in printed:
            yield Difference(None, place, value, "nothing")
