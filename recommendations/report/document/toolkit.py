"""Annex 3: the tables of the IG Toolkit, and what sentences say that does not follow from them."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Figure:
    """A printed figure; `computed` is what follows from the rows where that is another, else None."""

    printed: str
    computed: str | None = None


@dataclass(frozen=True)
class Cell:
    """One column of a line of a table: a number and its percentage. None where nothing is printed."""

    number: Figure | None
    percentage: Figure | None


@dataclass(frozen=True)
class Line:
    """A requirement, or the averages below a group. `expected` is what `total` should be, where it is not."""

    label: str
    cells: tuple[Cell, ...]
    total: int | None = None
    expected: str | None = None


@dataclass(frozen=True)
class Group:
    name: str
    lines: tuple[Line, ...]
    averages: Line


@dataclass(frozen=True)
class Table:
    """The returns of one organisation type in one version of the toolkit."""

    version_name: str
    organisations_stated: int | None
    blanks_included: bool
    note: str
    source: str
    columns: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Claim:
    """A figure or a judgement in the sentences of the annexes that does not follow from the rows.

    `place` is the version, the group and the requirement that it is on, as far as it is on one.
    """

    measure: str
    place: str
    printed: str
    computed: str
    explanation: str


@dataclass(frozen=True)
class Toolkit:
    """A section of Annex 3: an organisation type's tables and what the sentences say of it. Without an address it is
    on what they say of no single type.
    """

    slug: str | None
    tables: tuple[Table, ...]
    differing: tuple[Claim, ...]
    agreeing: int

    partial: ClassVar[str] = "toolkit"
