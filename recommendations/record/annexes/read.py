"""The published annexes, read from their text.

`read_annexes` is all that others need: it gives back everything that the text holds, each word once, or says in one
line why the text is not that of the annexes.
"""

from collections.abc import Iterator, Sequence

from .annex1 import finish, lead_in_rows, read_tables, split_sections
from .joining import SHORT
from .lines import Line, whole
from .model import Annexes, Commitment, Difference, NotTheAnnexes, Passage, Section
from .source import Source
from .table_a import read_table_a
from .table_b import read_table_b
from .toolkit import Toolkit, read_toolkit
from .witnesses import same_wording

_LANDMARKS = (
    "Annex 1: Progress on recommendations,",
    "Annex 2: Summary gap analysis",
    "Table A: ",
    "Table B: ",
    "Annex 3: Information Governance Toolkit",
)
_TABLES = 10
_LAST_PARAGRAPH = "Overall, "
_COMMITMENTS = 84


def read_annexes(text: str) -> Annexes:
    """Read the text of the published annexes.

    Takes the whole text; the work grows with its length. Raises NotTheAnnexes, with what is missing and where, for a
    text that is empty, cut off, in another encoding or another document. What differs in small things is read as far
    as it can be, and listed in `differences` and `unplaced`.
    """
    source = Source(text)
    introduction, annex1, annex2, table_a, table_b, annex3 = _parts(source)
    toolkit = _toolkit(source, annex3)
    table = read_table_b(source, table_b)
    if not _COMMITMENTS // 2 < len(table.entries) < _COMMITMENTS * 2:
        raise NotTheAnnexes(f"Table B (line {table_b[0].number}) has {len(table.entries)} rows that can be read")
    preamble, raw = split_sections(source, annex1)
    read_tables(raw, table.entries)
    sections = tuple(finish(source, section) for section in raw)
    table.give_leads(lambda number: lead_in_rows(raw, number))
    commitments, comments = table.passages(source)
    sufficiency, differences_a = read_table_a(source, table_a)
    preambles = tuple(_preamble(source, lines) for lines in (introduction, preamble, annex2))
    return Annexes(
        preambles=preambles,
        sections=sections,
        sufficiency=tuple(sufficiency),
        commitments=tuple(commitments),
        gap_comments=tuple(comments),
        toolkit_tables=tuple(toolkit.tables),
        toolkit_sentences=tuple(toolkit.sentences),
        furniture=tuple(source.furniture),
        headings=tuple(sorted(source.headings, key=lambda heading: heading.first_line)),
        unplaced=tuple(source.unread()),
        differences=(
            *differences_a,
            *table.doubts(),
            *_misnumbered(commitments),
            *_worded_otherwise(sections, commitments),
            *toolkit.differences,
        ),
    )


def _parts(source: Source) -> list[list[Line]]:
    """The lines between the landmarks. The landmarks have to come in this order."""
    parts: list[list[Line]] = [[]]
    wanted = list(_LANDMARKS)
    for line in source.lines:
        if wanted and line.text.startswith(wanted[0]):
            wanted.pop(0)
            parts.append([])
        parts[-1].append(line)
    if wanted:
        where = (
            "" if wanted == list(_LANDMARKS) else f" after “{_LANDMARKS[len(_LANDMARKS) - len(wanted) - 1].strip()}”"
        )
        raise NotTheAnnexes(f"“{wanted[0].strip()}” does not stand in the text{where}; it ends on line {source.length}")
    return parts


def _toolkit(source: Source, lines: Sequence[Line]) -> Toolkit:
    end = 1
    while end < len(lines) and not lines[end].after_gap:
        end += 1
    source.heading(whole(line) for line in lines[:end])
    toolkit = read_toolkit(source, lines[end:])
    if len(toolkit.tables) != _TABLES:
        raise NotTheAnnexes(
            f"Annex 3 (line {lines[0].number}) has {len(toolkit.tables)} tables and not {_TABLES}; "
            f"the text ends on line {source.length}"
        )
    if not any(sentence.text.text.startswith(_LAST_PARAGRAPH) for sentence in toolkit.sentences):
        raise NotTheAnnexes(f"the text ends on line {source.length}, before the last paragraph of Annex 3")
    return toolkit


def _misnumbered(commitments: Sequence[Commitment]) -> Iterator[Difference]:
    """Numbers that Table B lacks or should not have, and numbers that stand for two wordings."""
    wordings: dict[int, Passage] = {}
    for commitment in commitments:
        number, wording = commitment.number, commitment.wording
        if not 1 <= number <= _COMMITMENTS:
            yield Difference(wording.first_line, f"Table B: there is no commitment {number}")
        elif not same_wording(wordings.setdefault(number, wording).text, wording.text):
            line = wordings[number].first_line
            yield Difference(wording.first_line, f"Table B: {number} stands for another wording too, on line {line}")
    for number in range(1, _COMMITMENTS + 1):
        if number not in wordings:
            yield Difference(commitments[0].wording.first_line, f"Table B: commitment {number} is missing")


def _worded_otherwise(sections: Sequence[Section], commitments: Sequence[Commitment]) -> Iterator[Difference]:
    """Rows of Annex 1 that do not have Table B's wording: one of the two has been changed, or was cut wrongly."""
    wordings = {commitment.number: commitment.wording for commitment in commitments}
    for section in sections:
        for row in section.rows:
            if row.commitment and not same_wording(row.wording.text, wordings[row.commitment].text):
                yield Difference(
                    row.wording.first_line,
                    f"Annex 1 words commitment {row.commitment} otherwise than Table B does on line "
                    f"{wordings[row.commitment].first_line}",
                )


def _preamble(source: Source, lines: Sequence[Line]) -> Passage:
    """What stands before an annex's first part, its titles apart: they are the short lines at the beginning."""
    titles = 0
    while titles < len(lines) - 1 and len(lines[titles].text) < SHORT:
        titles += 1
    if titles:
        source.heading(whole(line) for line in lines[:titles])
    return source.passage(map(whole, lines[titles:]), wide=True)
