"""What a report is made of, as plain values that outlive the rows from which they were read.

Every section names, as `partial`, the template that shows it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from recommendations.models import Commitment, Rating, SelfRating, Sufficiency


@dataclass(frozen=True)
class Text:
    """A text in this site's words, and the publisher's, each empty where there is none."""

    summary: str
    official_wording: str = ""
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """An organisation by its address and its name."""

    slug: str
    name: str


@dataclass(frozen=True)
class Report:
    """What one body reported on one commitment; `body` is None where the source names nobody."""

    body: Body | None
    self_rating: str
    text: Text
    note: str

    @property
    def self_rating_label(self) -> str:
        return str(SelfRating(self.self_rating).label)

    @property
    def nothing(self) -> bool:
        """Whether the row reports nothing."""
        return self.self_rating == SelfRating.NOT_REPORTED


@dataclass(frozen=True)
class Promise:
    """A commitment or an expectation, and of whom it is; nobody where neither annex gives it this place."""

    number: int
    kind: str
    leads: tuple[Body, ...]
    text: Text

    @property
    def label(self) -> str:
        return f"{Commitment.Kind(self.kind).label} {self.number}"


@dataclass(frozen=True)
class Row:
    """A commitment in its place with what was reported on it there; `promise` is None where the row has no number.

    `reports` are all of them, or the first by name where `self_ratings`, how many have which, counts more.
    """

    promise: Promise | None
    in_table_b: bool
    in_annex_1: bool
    reports: tuple[Report, ...]
    self_ratings: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many reports there are, whether given here or not."""
        return sum(self.self_ratings.values())

    @property
    def all_given(self) -> bool:
        return self.count == len(self.reports)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """The self-ratings that were given, in their order: value, word and number."""
        return [
            (choice.value, str(choice.label), self.self_ratings[choice])
            for choice in SelfRating
            if self.self_ratings.get(choice)
        ]


@dataclass(frozen=True)
class Addition:
    """What a body added on a recommendation as a whole; with a date, the progress it expects by then."""

    body: Body | None
    text: Text
    expected_by: datetime.date | None


@dataclass(frozen=True)
class Judgement:
    """The panel's assessment, its conclusion and its rating."""

    text: Text
    conclusion: str
    rating: str
    rating_basis: str

    @property
    def rating_label(self) -> str:
        return str(Rating(self.rating).label)


@dataclass(frozen=True)
class Progress:
    """A section of Annex 1. Without a number it is on what belongs to no recommendation, and on the system overall."""

    recommendation: int | None
    text: Text | None
    rows: tuple[Row, ...]
    additions: tuple[Addition, ...]
    additions_count: int
    judgement: Judgement | None

    partial: ClassVar[str] = "progress"

    @property
    def additional(self) -> list[Addition]:
        return [each for each in self.additions if each.expected_by is None]

    @property
    def anticipated(self) -> list[Addition]:
        return [each for each in self.additions if each.expected_by is not None]


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

    version: str
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


Section = Progress | Findings | MappingTable | Toolkit


@dataclass(frozen=True)
class Conclusion:
    """A line of the table of conclusions; `judgement` is None where the panel published none."""

    recommendation: int
    title: str
    judgement: Judgement | None


@dataclass(frozen=True)
class Asked:
    """Of a kind of body: how many lead something, and how many of those reported something under their own name."""

    kind: str
    bodies: int
    reported: int


@dataclass(frozen=True)
class Cover:
    """What stands before the annexes."""

    slug: str
    position_date: datetime.date
    note: str
    overall: Judgement | None
    conclusions: tuple[Conclusion, ...]
    asked: tuple[Asked, ...]
    reports: int
    reports_of_nothing: int
