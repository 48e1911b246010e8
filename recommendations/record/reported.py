"""Who reported what in Annex 1, in the record's terms: the printed rows brought to the keys of progress reports."""

from collections.abc import Iterator
from dataclasses import dataclass

from organisations.models import Organisation

from . import places
from .annexes.model import AdditionalInformation, Annexes, AnticipatedProgress, Passage, Row, Section
from .names import Names


@dataclass(frozen=True)
class Reported:
    """One progress report as printed. `passages` is empty where the row's right-hand cell is.

    `stranger` is a printed reporter whom the record does not know.
    """

    recommendation: int | None
    commitment: int | None
    organisation: Organisation | None
    passages: tuple[Passage, ...]
    line: int
    stranger: str | None = None

    @property
    def text(self) -> str:
        return "\n\n".join(passage.text for passage in self.passages)

    @property
    def place(self) -> str:
        who = self.organisation.short_name if self.organisation else "not named"
        return f"Annex 1, {places.under(self.recommendation)}, {places.row(self.commitment)}, {who}"


def reported(annexes: Annexes, names: Names) -> Iterator[Reported]:
    """Every progress report of Annex 1, in the order of print; passages of one reporter in one row are one report."""
    for row in annexes.rows():
        found: dict[tuple[Organisation | None, str | None], list[Passage]] = {}
        for part in row.reports:
            organisation = names.called(part.speaker) if part.speaker else speaking_for(row, names)
            stranger = part.speaker if part.speaker and organisation is None else None
            found.setdefault((organisation, stranger), []).append(part.text)
        if not found:
            found[(speaking_for(row, names), None)] = []
        for (organisation, stranger), passages in found.items():
            line = passages[0].first_line if passages else row.opening.first_line
            yield Reported(row.recommendation, row.commitment, organisation, tuple(passages), line, stranger)


def speaking_for(row: Row, names: Names) -> Organisation | None:
    """Who reports where the cell names nobody: the body that leads the row; of a collective, nobody."""
    lead = names.called(row.lead)
    return None if lead is None or lead.collective else lead


def additions(section: Section) -> Iterator[AdditionalInformation | AnticipatedProgress]:
    """What is added on a recommendation, in the order of print."""
    blocks: list[AdditionalInformation | AnticipatedProgress] = [*section.additional, *section.anticipated]
    yield from sorted(blocks, key=lambda block: block.text.first_line)
