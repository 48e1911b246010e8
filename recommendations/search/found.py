"""Everything published that fits, the best first: counted in one query, ranked in another, shown by a third."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

from django.db.models import F, QuerySet

from .asked import Asked
from .result import Result
from .sources import MOST, SOURCES


@dataclass(frozen=True)
class Found(Sequence[Result]):
    """The results of one kind or, without `kind`, of all. A slice of them takes two queries."""

    asked: Asked
    kind: str = ""

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many fit, by kind; those kinds are left out of which none does."""
        counted = _united(source.counted(self.asked) for source in SOURCES.values())
        rows = {each["found_in"]: each["rows"] for each in counted}
        return {kind: rows[kind] for kind in SOURCES if rows[kind]}

    @property
    def bounded(self) -> list[str]:
        """The kinds of which so many fit that only the latest are here."""
        return [SOURCES[kind].many for kind, rows in self.counts.items() if rows == MOST]

    def __len__(self) -> int:
        return self.counts.get(self.kind, 0) if self.kind else sum(self.counts.values())

    @overload
    def __getitem__(self, place: int) -> Result: ...

    @overload
    def __getitem__(self, place: slice) -> list[Result]: ...

    def __getitem__(self, place: int | slice) -> Result | list[Result]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        kinds = [self.kind] if self.kind else list(SOURCES)
        ranked = _united(SOURCES[kind].ranked(self.asked) for kind in kinds)
        best = ranked.order_by(F("score").desc(), "found_in", "row")[place]
        return self._results([(each["found_in"], each["row"]) for each in best])

    def _results(self, best: Sequence[tuple[str, int]]) -> list[Result]:
        """What is shown of the rows with these kinds and primary keys, in their order."""
        rows: dict[str, list[int]] = defaultdict(list)
        for kind, row in best:
            rows[kind].append(row)
        if not rows:
            return []
        told = _united(SOURCES[kind].told(rows[kind], self.asked) for kind in rows)
        facts = {(each["found_in"], each["row"]): each["facts"] for each in told}
        return [SOURCES[kind].tell(facts[kind, row]) for kind, row in best]


def _united(querysets: Iterable[QuerySet[Any]]) -> QuerySet[Any]:
    first, *others = querysets
    return first.union(*others, all=True) if others else first
