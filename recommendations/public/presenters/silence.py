"""Who has not reported for a period: bodies first, then collectives."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from recommendations.models import Period
from recommendations.models.standing import Standing, silent


@dataclass(frozen=True)
class Group:
    """The bodies, or the collectives, that are silent in the same way: the first few, and how many there are."""

    of_many: bool
    standing: Standing
    named: Sequence[Any]
    number: int

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.number - len(self.named)


@dataclass
class Silence:
    """Who is silent, in groups. One query."""

    period: Period
    most: int  # to name in each group

    @cached_property
    def groups(self) -> Sequence[Group]:
        alike = [F("of_many"), F("standing")]
        numbered = silent(self.period).annotate(
            place=Window(RowNumber(), partition_by=alike, order_by="name"), of=Window(Count("pk"), partition_by=alike)
        )
        found = groupby(numbered.filter(place__lte=self.most), lambda each: (each.of_many, each.standing))
        return [_group(*key, list(named)) for key, named in found]

    @property
    def number(self) -> int:
        """How many there are, named or not."""
        return sum(group.number for group in self.groups)


def _group(of_many: bool, standing: str, named: Sequence[Any]) -> Group:
    return Group(of_many, Standing(standing), named, number=named[0].of)
