"""What a report has in which order: its annexes, their numbered sections, and the pages on which these are shown.

A page has a fixed number of sections, so that a section keeps its address whatever is written in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

TITLES: Mapping[int, str] = {
    1: "Progress on recommendations, commitments and expectations",
    2: "Gap analysis: the recommendations and the Government’s response",
    3: "The IG Toolkit: version 10 beside version 11",
}

# How many sections of each annex are shown on one page. With the official wording it has to stay light on a phone.
SECTIONS_A_PAGE: Mapping[int, int] = {1: 10, 2: 2, 3: 3}

# The last section of Annex 1, on the Introduction of the Government's response and then on everything together.
OTHER_COMMITMENTS = "Other commitments and expectations, and the system overall"
OTHER_CLAIMS = "Other printed figures and claims"


@dataclass(frozen=True)
class Entry:
    """A numbered section: 2.1 is the first of Annex 2. `anchor` is its name within a page, and it never changes.

    `about` is what it is on: the number of a recommendation, the letter of a table or the address of an organisation
    type; None for the last section of an annex, which is on nothing single.
    """

    annex: int
    place: int
    title: str
    anchor: str
    about: int | str | None = None

    @property
    def number(self) -> str:
        return f"{self.annex}.{self.place}"

    @property
    def part(self) -> int:
        """On which page of its annex it stands, from 1."""
        return (self.place - 1) // SECTIONS_A_PAGE[self.annex] + 1


@dataclass(frozen=True)
class Page:
    """Sections that are shown together; `parts` is how many pages their annex has."""

    annex: int
    part: int
    parts: int
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """Annex 1, part 2."""
        return f"Annex {self.annex}, part {self.part}" if self.parts > 1 else f"Annex {self.annex}"


@dataclass(frozen=True)
class Annex:
    number: int
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        return TITLES[self.number]

    @property
    def pages(self) -> list[Page]:
        parts = self.entries[-1].part
        return [
            Page(self.number, part, parts, tuple(entry for entry in self.entries if entry.part == part))
            for part in range(1, parts + 1)
        ]


class Contents:
    """The three annexes.

    It is made from the number and title of each recommendation, and from the address and name of each organisation
    type; both are read when an annex that needs them is first asked for.
    """

    def __init__(self, recommendations: Iterable[tuple[int, str]], toolkit: Iterable[tuple[str, str]]) -> None:
        self._recommendations = recommendations
        self._toolkit = toolkit

    @cached_property
    def progress(self) -> Annex:
        entries = [
            Entry(1, place, f"Recommendation {number}: {title}", anchor_of(number), number)
            for place, (number, title) in enumerate(self._recommendations, start=1)
        ]
        return Annex(1, (*entries, Entry(1, len(entries) + 1, OTHER_COMMITMENTS, anchor_of(None))))

    @cached_property
    def gap_analysis(self) -> Annex:
        table_a = Entry(2, 1, "Table A: summary of findings", "table-a", "A")
        table_b = Entry(2, 2, "Table B: mapping and comments", "table-b", "B")
        return Annex(2, (table_a, table_b))

    @cached_property
    def toolkit(self) -> Annex:
        entries = [
            Entry(3, place, name, f"toolkit-{slug}", slug) for place, (slug, name) in enumerate(self._toolkit, start=1)
        ]
        return Annex(3, (*entries, Entry(3, len(entries) + 1, OTHER_CLAIMS, "other-claims")))

    def annex(self, number: int) -> Annex:
        """Raises KeyError for one that there is not."""
        return {1: lambda: self.progress, 2: lambda: self.gap_analysis, 3: lambda: self.toolkit}[number]()

    @property
    def annexes(self) -> list[Annex]:
        return [self.annex(number) for number in TITLES]

    @property
    def pages(self) -> list[Page]:
        """Of all annexes, in their order."""
        return [page for annex in self.annexes for page in annex.pages]

    def on(self, recommendation: int) -> Entry:
        """The section of Annex 1 on a recommendation. Raises StopIteration where there is none."""
        return next(entry for entry in self.progress.entries if entry.about == recommendation)

    @property
    def others(self) -> Entry:
        """The section of Annex 1 on what belongs to no recommendation."""
        return self.progress.entries[-1]

    def page(self, annex: int, part: int) -> Page | None:
        """None where there is no such page."""
        if annex not in TITLES:
            return None
        return next((page for page in self.annex(annex).pages if page.part == part), None)

    def before(self, page: Page) -> Page | None:
        if page.part > 1:
            return self.page(page.annex, page.part - 1)
        return self.annex(page.annex - 1).pages[-1] if page.annex > 1 else None

    def after(self, page: Page) -> Page | None:
        return self.page(page.annex, page.part + 1) or self.page(page.annex + 1, 1)


def parts_of(recommendations: int, toolkit: int) -> int:
    """In how many pages a report on so many recommendations and organisation types stands, beside its cover."""
    numbers, slugs = range(1, recommendations + 1), map(str, range(toolkit))
    return len(Contents(((number, "") for number in numbers), ((slug, "") for slug in slugs)).pages)


def anchor_of(recommendation: int | None) -> str:
    """The anchor of a section of Annex 1; without a number, of what belongs to no recommendation."""
    return "introduction" if recommendation is None else f"recommendation-{recommendation}"
