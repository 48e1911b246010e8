"""What belongs to an organisation and passes on with it, one part for each kind of row.

What lies in another app adds its parts itself when the site starts: this room knows of none above it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from caldicott.govuk.words import counted
from organisations.models import Organisation, User


@dataclass(frozen=True)
class Passing:
    """Two records of one body, and who merges or parts them."""

    merged: Organisation
    kept: Organisation
    since: datetime.date
    by: User


def nothing(passing: Passing) -> None:
    """Of a part that follows from successions: there are no rows to pass on."""


def takes_nothing_back(passing: Passing, passed: Any) -> None:
    """Of the same: nothing was passed on."""


def never(passing: Passing) -> None:
    """Of a part in whose way nothing stands."""


@dataclass(frozen=True)
class Part:
    """`number` says how many rows pass on, `pass_on` does it and gives what `take_back` needs, as plain values.

    `refuse` raises Refused where the rows stand in the way. `with_succession` says whether it passes on too where one
    body takes over from another.
    """

    one: str
    many: str
    number: Callable[[Organisation], int]
    pass_on: Callable[[Passing], Any] = nothing
    take_back: Callable[[Passing, Any], None] = takes_nothing_back
    refuse: Callable[[Passing], None] = never
    with_succession: bool = False

    def told(self, organisation: Organisation) -> str:
        return counted(self.number(organisation), self.one, self.many)


PARTS: list[Part] = []


def add_part(part: Part) -> None:
    if part not in PARTS:
        PARTS.append(part)
