"""A period's report as the published record has it now; each part is read when it is asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from organisations.models import OrganisationType
from recommendations.models import Period, Recommendation

from ..contents import Contents, Entry
from ..document import Section
from ..document.cover import Cover
from .cover import cover_of
from .gaps import tables_of_gaps
from .progress import sections_of_progress
from .toolkit import sections_of_toolkit


@dataclass(frozen=True)
class PublishedReport:
    """The report of a published period."""

    period: Period

    @cached_property
    def _recommendations(self) -> list[Recommendation]:
        return list(Recommendation.objects.order_by("number"))

    @cached_property
    def contents(self) -> Contents:
        return Contents(self.titles, self.types)

    @property
    def titles(self) -> Iterator[tuple[int, str]]:
        """The number and title of each recommendation."""
        for each in self._recommendations:
            yield each.number, each.title

    @property
    def types(self) -> Iterable[tuple[str, str]]:
        """The address and name of each organisation type."""
        return OrganisationType.objects.order_by("position").values_list("slug", "name")

    @property
    def cover(self) -> Cover:
        return cover_of(self.period, self._recommendations)

    def sections(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Section]]:
        """What stands in these sections of one annex, each with its entry."""
        found = self._found(entries[0].annex, [entry.about for entry in entries])
        return ((entry, found[entry.about]) for entry in entries)

    def _found(self, annex: int, about: Sequence[Any]) -> Mapping[Any, Section]:
        if annex == 1:
            return sections_of_progress(self.period, self._recommendations, about)
        if annex == 2:
            return tables_of_gaps(self._recommendations)
        return sections_of_toolkit(about)
