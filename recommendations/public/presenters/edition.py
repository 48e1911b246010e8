"""What one edition says, from its own bytes, and what it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from recommendations.editions.document import COVER
from recommendations.editions.sealing import FIGURES, MISSING_REPORTS, SILENT_ORGANISATIONS
from recommendations.editions.store import contents_of
from recommendations.models import Edition, Rating, SealedFile, SelfRating
from recommendations.public.presenters.position import Counted
from recommendations.report.document.cover import Asked, Cover


@dataclass(frozen=True)
class Contents:
    """Two queries: its files, and what stands in two of them."""

    edition: Edition

    @cached_property
    def files(self) -> Sequence[SealedFile]:
        return list(self.edition.files.order_by("name"))

    @property
    def size(self) -> int:
        """Of all files together, in bytes."""
        return sum(file.size for file in self.files)

    @cached_property
    def _small(self) -> dict[str, bytes]:
        return contents_of(self.edition, [COVER, FIGURES])

    @cached_property
    def cover(self) -> Cover:
        return msgspec.json.decode(self._small[COVER], type=Cover)

    @cached_property
    def figures(self) -> dict[str, Any]:
        figures: dict[str, Any] = msgspec.json.decode(self._small[FIGURES])
        return figures

    @property
    def ratings(self) -> list[Counted]:
        return [Counted(each.value, str(each.label), self.figures["ratings"][each]) for each in Rating]

    @property
    def self_ratings(self) -> list[Counted]:
        return [Counted(each.value, str(each.label), self.figures["self_ratings"][each]) for each in SelfRating]

    @property
    def silent(self) -> Sequence[Asked]:
        """The kinds of body of which some have not reported."""
        return [each for each in self.cover.asked if each.nothing_reported or each.no_report]

    @property
    def lists_of_what_is_missing(self) -> Sequence[tuple[str, str]]:
        """The files that name all of it, and what each is."""
        return (
            (MISSING_REPORTS, "every report that is owed and was not given"),
            (SILENT_ORGANISATIONS, "every organisation that has not reported"),
        )
