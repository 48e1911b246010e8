"""What is read from the published annexes: plain values, each with the lines of the text where it stands.

Line numbers count from 1. Inside a passage paragraphs are parted by an empty line; items of a list stand on lines of
their own. Quotation marks are the publisher's. Everything is immutable, so two readings can be compared with `==`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal


class NotTheAnnexes(ValueError):
    """The text is not that of the published annexes: the message says in one line what is missing, and where."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the annexes, joined again; `footnotes` are those whose marker stood in it."""

    text: str
    first_line: int
    last_line: int
    footnotes: tuple["Passage", ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the annexes should hold and do not, or hold otherwise; `line` is where it was looked for."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class ReportedProgress:
    """One reporter's part of the right-hand cell of a row of Annex 1.

    `recommendation` is None for the Introduction, `commitment` for the row that the response does not number, and
    `speaker` (the reporter as printed) where the cell names nobody. The label "The reported progress:" is no part of
    the text; the words with which a reporter is named are.
    """

    recommendation: int | None
    commitment: int | None
    speaker: str | None
    text: Passage


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the tables of Annex 1: who committed to what, and what was reported (nothing, where `reports` is empty).

    `opening` holds the words that lead to the wording, `lead` the body named in them, as printed.
    """

    recommendation: int | None
    commitment: int | None
    lead: str
    opening: Passage
    wording: Passage
    reports: tuple[ReportedProgress, ...] = ()


@dataclass(frozen=True, slots=True)
class AdditionalInformation:
    """What one speaker adds on a recommendation as a whole; `speaker` is None where the text names nobody."""

    recommendation: int | None
    speaker: str | None
    text: Passage


@dataclass(frozen=True, slots=True)
class AnticipatedProgress:
    """An item under "Anticipated progress": the month as printed ("March 2015") and the whole item as text."""

    recommendation: int | None
    speaker: str | None
    month: str
    text: Passage


@dataclass(frozen=True, slots=True)
class Section:
    """Annex 1 on one recommendation; `recommendation` is None for the commitments outside the recommendations.

    `statement` is without the quotation marks around it. `nothing_agreed` stands where there are no rows and the
    annex says so. `anticipated` items stand, in the source, between the first and second block of `additional`.
    """

    recommendation: int | None
    statement: Passage
    rows: tuple[Row, ...]
    nothing_agreed: Passage | None
    additional: tuple[AdditionalInformation, ...]
    anticipated: tuple[AnticipatedProgress, ...]
    assessment: Passage
    conclusion: Passage


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """An entry of Annex 2, Table A: `column` is `not_sufficient`, `assists` or `delivers`, None where it is unclear."""

    recommendation: int
    title: Passage
    column: str | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A row of Annex 2, Table B. `recommendations` is empty for the Introduction; a number may stand in two rows."""

    number: int
    recommendations: tuple[int, ...]
    wording: Passage
    lead: Passage | None


@dataclass(frozen=True, slots=True)
class GapComment:
    """A cell of Table B's last column, and the recommendations of the row beside which it begins."""

    recommendations: tuple[int, ...]
    text: Passage


@dataclass(frozen=True, slots=True)
class ToolkitRow:
    """A printed row of Annex 3: its label ("10-114", "Average", "%") and its figures, in the order of the columns.

    `group` is the group of requirements as printed beside it, None where none is.
    """

    label: str
    group: str | None
    figures: tuple[Decimal, ...]
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class ToolkitTable:
    """A table of Annex 3. `organisations` is the number stated above it, None where none is stated."""

    version: str
    organisation_type: str
    title: Passage
    organisations: int | None
    organisations_note: Passage | None
    columns: tuple[str, ...]
    rows: tuple[ToolkitRow, ...]


@dataclass(frozen=True, slots=True)
class ToolkitSentence:
    """A sentence or item of Annex 3's text on one organisation type (None: on all), and the figures in it, in order."""

    organisation_type: str | None
    text: Passage
    figures: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Annexes:
    """All that was read, each word once.

    `headings` are the words that name what follows them, `furniture` what belongs to the pages and not to the text, and
    `unplaced` what could not be told.
    """

    preambles: tuple[Passage, ...]
    sections: tuple[Section, ...]
    sufficiency: tuple[Sufficiency, ...]
    commitments: tuple[Commitment, ...]
    gap_comments: tuple[GapComment, ...]
    toolkit_tables: tuple[ToolkitTable, ...]
    toolkit_sentences: tuple[ToolkitSentence, ...]
    furniture: tuple[Passage, ...]
    headings: tuple[Passage, ...]
    unplaced: tuple[Passage, ...] = field(default=())
    differences: tuple[Difference, ...] = field(default=())

    def section(self, recommendation: int | None) -> Section:
        """The section of Annex 1 on a recommendation; KeyError where there is none."""
        for section in self.sections:
            if section.recommendation == recommendation:
                return section
        raise KeyError(recommendation)

    def rows(self) -> Iterator[Row]:
        """Every row of Annex 1's tables, recommendation by recommendation, in the order of print."""
        for section in self.sections:
            yield from section.rows
