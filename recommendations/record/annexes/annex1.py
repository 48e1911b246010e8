"""Annex 1: the sections on the recommendations, and on the commitments outside them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from .bodies import speaker
from .cells import RawRow, reporters
from .joining import BULLETS, paragraph_ends
from .lines import Line, Piece, whole
from .model import (
    AdditionalInformation,
    AnticipatedProgress,
    NotTheAnnexes,
    Passage,
    ReportedProgress,
    Row,
    Section,
)
from .rows import RawTable, read_rows
from .source import Source
from .table_b import Entry

_UNITS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_TEENS = ("Ten", "Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen")
NUMBERS = (*_UNITS, *_TEENS, "Twenty", *(f"Twenty {unit}" for unit in _UNITS[:6]))
_OTHER = "Other Commitments & Expectations"
_HEADING = re.compile(r"Progress on (?:Recommendation ([A-Z][a-z]+(?: [A-Z][a-z]+)?)|Other Commitments & Expectations)")
_STATED = re.compile(r"(?:Recommendation ([A-Z][a-z]+(?: [A-Z][a-z]+)?)|Other Commitments & Expectations) stated:")
_RESPONSE = re.compile(r"The Government’s response (?:and|had)\b|The reported “progress at")
_ADDITIONAL = re.compile(r"Additional [Ii]nformation(?: from (.+))?:")
_MONTH = re.compile(r"• ([A-Z][a-z]+ \d{4})\b")


@dataclass(slots=True)
class RawSection:
    """The lines of a section, wherever they stand, by what they are; a heading may come late, or not at all."""

    recommendation: int | None
    stated: list[Line] = field(default_factory=list)
    introduction: list[Line] = field(default_factory=list)
    table: list[Line] = field(default_factory=list)
    additional: list[Line] = field(default_factory=list)
    assessment: list[Line] = field(default_factory=list)
    conclusion: list[Line] = field(default_factory=list)
    additional_heading: Line | None = None
    rows: RawTable | None = None

    @property
    def begins(self) -> int:
        return self.stated[0].number if self.stated else 0


def split_sections(source: Source, lines: Sequence[Line]) -> tuple[list[Line], list[RawSection]]:
    """Part Annex 1 into what stands before the first section, and the sections in the order of their numbers.

    Raises NotTheAnnexes where a section or one of its parts is missing, or stands there twice.
    """
    preamble: list[Line] = []
    sections: dict[int | None, RawSection] = {}
    seen: set[tuple[str, int | None]] = set()
    current = preamble
    section: RawSection | None = None
    for line in lines:
        heading = _HEADING.fullmatch(line.text)
        stated = _STATED.match(line.text)
        if heading:
            _only_once(seen, "heading", _number(heading[1]), line)
            source.heading([whole(line)])
            section = sections.setdefault(_number(heading[1]), RawSection(_number(heading[1])))
            current = section.table
        elif stated:
            _only_once(seen, "statement", _number(stated[1]), line)
            section = sections.setdefault(_number(stated[1]), RawSection(_number(stated[1])))
            current = section.stated
            current.append(line)
        else:
            current = _part(section, current, line)
            current.append(line)
    ordered = [_complete(number, sections.get(number), lines) for number in (*range(1, 27), None)]
    return preamble, ordered


def _only_once(seen: set[tuple[str, int | None]], part: str, number: int | None, line: Line) -> None:
    if (part, number) in seen:
        about = f"recommendation {number}" if number else "the other commitments"
        raise NotTheAnnexes(f"the {part} of {about} stands there a second time, on line {line.number}")
    seen.add((part, number))


def _number(words: str | None) -> int | None:
    """The number of a recommendation from its name in words; 0 for a number that no recommendation has."""
    if words is None:
        return None
    return NUMBERS.index(words) + 1 if words in NUMBERS else 0


def _part(section: RawSection | None, current: list[Line], line: Line) -> list[Line]:
    """The part of the section to which a line belongs. A label goes to the part that it opens."""
    if section is None:
        return current
    text = line.text
    if current is section.stated and _RESPONSE.match(text):
        return section.introduction
    if current is section.introduction and section.introduction[-1].text[-1] in ":." and line.after_gap:
        return section.introduction if _RESPONSE.match(text) else section.table
    if current is section.table and _ADDITIONAL.fullmatch(text):
        section.additional_heading = line
        return section.additional
    if text == "Assessment:":
        return section.assessment
    if current is section.assessment and text.startswith("Conclusion:"):
        return section.conclusion
    return current


def _complete(number: int | None, section: RawSection | None, lines: Sequence[Line]) -> RawSection:
    name = _OTHER if number is None else f"Recommendation {NUMBERS[number - 1]}"
    last = lines[-1].number if lines else 1
    if section is None or not section.stated:
        raise NotTheAnnexes(f"“{name} stated:” does not stand in Annex 1, which ends on line {last}")
    for part in ("introduction", "assessment", "conclusion"):
        if not getattr(section, part):
            what = "Government’s response" if part == "introduction" else part
            raise NotTheAnnexes(f"{name} (line {section.begins}) has no {what} in Annex 1, which ends on line {last}")
    return section


def read_tables(sections: Sequence[RawSection], entries: Sequence[Entry]) -> None:
    """Untangle the rows of every section with Table B as the second witness."""
    for section in sections:
        number = section.recommendation
        own = [entry for entry in entries if (number in entry.recommendations if number else not entry.recommendations)]
        others = [entry for entry in entries if entry not in own]
        section.rows = read_rows(section.table, section.additional[1:], own, others)


def lead_in_rows(sections: Sequence[RawSection], number: int) -> str | None:
    """Who leads a commitment according to Annex 1, as printed there."""
    for section in sections:
        for row in section.rows.rows if section.rows else []:
            if row.entry and row.entry.number == number:
                return row.lead
    return None


def finish(source: Source, section: RawSection) -> Section:
    """Take a section's words from the source."""
    table = section.rows
    assert table is not None  # noqa: S101 - read_tables comes first
    statement = _statement(source, section)
    source.heading(map(whole, section.introduction))
    for label in table.labels:
        source.heading([label])
    nothing_agreed = None
    if table.apart and not table.rows:
        nothing_agreed = source.passage(piece for cell in table.apart for piece in cell.pieces)
    rows = tuple(_row(source, section.recommendation, row) for row in table.rows)
    taken = {piece.line.number for row in table.rows for cell in row.cells for piece in cell.pieces}
    additional, anticipated = _additional(source, section, [x for x in section.additional if x.number not in taken])
    source.heading([whole(section.assessment[0])])
    assessment = source.passage(map(whole, section.assessment[1:]), wide=True)
    conclusion = [whole(line) for line in section.conclusion]
    source.heading([conclusion[0].head(1)])
    conclusion[0] = conclusion[0].rest(1)
    return Section(
        section.recommendation,
        statement,
        rows,
        nothing_agreed,
        additional,
        anticipated,
        assessment,
        source.passage(conclusion, wide=True),
    )


def _statement(source: Source, section: RawSection) -> Passage:
    pieces = [whole(line) for line in section.stated]
    label = next(index for index, word in enumerate(pieces[0].words) if word == "stated:") + 1
    source.heading([pieces[0].head(label)])
    pieces[0] = pieces[0].rest(label)
    return source.passage(pieces, strip="“”", wide=True)


def _row(source: Source, recommendation: int | None, row: RawRow) -> Row:
    number = row.entry.number if row.entry else None
    opening = source.passage(row.opening)
    wording = source.passage(replace(piece, runs_on=True) for piece in row.wording)
    reports = tuple(
        ReportedProgress(recommendation, number, name, source.passage(pieces)) for name, pieces in reporters(row.cells)
    )
    return Row(recommendation, number, row.lead, opening, wording, reports)


def _additional(
    source: Source, section: RawSection, lines: Sequence[Line]
) -> tuple[tuple[AdditionalInformation, ...], tuple[AnticipatedProgress, ...]]:
    """The blocks of additional information, one for each paragraph that names who speaks, and what is anticipated."""
    if section.additional_heading is None:
        return (), ()
    heading = _ADDITIONAL.fullmatch(section.additional_heading.text)
    source.heading([whole(section.additional_heading)])
    name = heading[1] if heading else None
    blocks: list[tuple[str | None, list[Piece]]] = []
    anticipated: list[AnticipatedProgress] = []
    anticipating = False
    for paragraph in _paragraphs([line for line in lines if line is not section.additional_heading]):
        text = " ".join(piece.text for piece in paragraph)
        month = _MONTH.match(text)
        if text == "Anticipated progress:":
            source.heading(paragraph)
            anticipating = True
        elif anticipating and month:
            item = source.passage(paragraph, strip="•")
            anticipated.append(AnticipatedProgress(section.recommendation, name, month[1], item))
        elif not blocks or anticipating or speaker(text) or text.startswith("NOTE:"):
            anticipating = False
            blocks.append((speaker(text) or (name if not blocks else None), list(paragraph)))
        else:
            blocks[-1][1].extend(paragraph)
    return (
        tuple(
            AdditionalInformation(section.recommendation, who, source.passage(pieces, wide=True))
            for who, pieces in blocks
        ),
        tuple(anticipated),
    )


def _paragraphs(lines: Iterable[Line]) -> list[list[Piece]]:
    paragraphs: list[list[Piece]] = []
    for line in lines:
        if (
            not paragraphs
            or line.words[0] in BULLETS
            or paragraph_ends(paragraphs[-1][-1].words, line.words, after_gap=line.after_gap, wide=True)
        ):
            paragraphs.append([])
        paragraphs[-1].append(whole(line))
    return paragraphs
