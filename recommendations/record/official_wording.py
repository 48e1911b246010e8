"""Fills the publisher's wording into the record: all of it or nothing, and only where nothing stands yet.

A text is placed where the structure of the annexes and Table B say it belongs. What they leave open is listed and left
out, never guessed.
"""

from dataclasses import dataclass, field

from django.db import transaction

from organisations.models import Organisation
from recommendations.editions.sealing import seal_if_changed
from recommendations.models import AdditionalInformation, Assessment, Commitment, Period, ProgressReport, Recommendation
from recommendations.models.wording import Worded

from . import places
from .annexes.model import Annexes, Passage
from .files import NOT_LOADED, POSITION_DATE, RecordError
from .load import wait_for_turn
from .names import Names
from .reported import Reported, additions, reported

REASON = "The official wording was filled in from the text of the published annexes."


@dataclass
class Placement:
    """What became of the wording: how many texts were placed now, stood there already, and what could not be placed."""

    placed: int = 0
    already: int = 0
    kept: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)

    def place(self, row: Worded | None, passages: tuple[Passage, ...], where: str) -> None:
        """Give `row` the passages as its official wording, unless it has one."""
        text = "\n\n".join(passage.text for passage in passages)
        footnotes = [footnote.text for passage in passages for footnote in passage.footnotes]
        if row is None:
            self.leave(where, passages, "the record has no such entry")
        elif not row.official_wording:
            row.official_wording, row.footnotes = text, footnotes
            row.save(update_fields=["official_wording", "footnotes"])
            self.placed += 1
        elif (row.official_wording, row.footnotes) == (text, footnotes):
            self.already += 1
        else:
            self.kept.append(f"{lines(*passages)}: {where}: kept as it is, since it differs from this text")

    def leave(self, where: str, passages: tuple[Passage, ...], why: str) -> None:
        self.unplaced.append(f"{lines(*passages)}: {where}: {why}")


def lines(*passages: Passage) -> str:
    """Line 12, or lines 12 to 19."""
    first, last = min(p.first_line for p in passages), max(p.last_line for p in passages)
    return f"line {first}" if first == last else f"lines {first} to {last}"


@transaction.atomic
def import_official_wording(annexes: Annexes) -> Placement:
    """Place all official wording. Raises RecordError where the record is not loaded."""
    wait_for_turn()
    period = Period.objects.filter(position_date=POSITION_DATE).first()
    if period is None:
        raise RecordError(NOT_LOADED)
    names = Names()
    placement = Placement()
    place_statements(annexes, placement)
    place_commitments(annexes, placement)
    place_progress_reports(annexes, placement, period, names)
    place_additional_information(annexes, placement, period, names)
    place_assessments(annexes, placement, period)
    seal_if_changed(period, by=None, reason=REASON)
    for passage in annexes.unplaced:
        placement.leave("the text", (passage,), "it could not be told where this belongs")
    return placement


def place_statements(annexes: Annexes, placement: Placement) -> None:
    recommendations = Recommendation.objects.in_bulk()
    for section in annexes.sections:
        if section.recommendation is not None:
            where = f"the statement of recommendation {section.recommendation}"
            placement.place(recommendations.get(section.recommendation), (section.statement,), where)


def place_commitments(annexes: Annexes, placement: Placement) -> None:
    """The wording of Table B, which has every commitment with its number; one stands there twice, alike."""
    commitments = Commitment.objects.in_bulk()
    first = {row.number: row for row in reversed(annexes.commitments)}
    for number, row in sorted(first.items()):
        placement.place(commitments.get(number), (row.wording,), f"the wording of commitment {number}")


def place_progress_reports(annexes: Annexes, placement: Placement, period: Period, names: Names) -> None:
    reports = {key_of(report): report for report in ProgressReport.objects.filter(period=period)}
    for printed in reported(annexes, names):
        if printed.stranger:
            placement.leave(printed.place, printed.passages, f"nobody on record is called {printed.stranger}")
        elif printed.passages:
            place_report(reports.get(key_of_printed(printed)), printed, placement)


def place_report(report: ProgressReport | None, printed: Reported, placement: Placement) -> None:
    if report is not None and report.nil_return:
        placement.leave(printed.place, printed.passages, "the record says that nothing was reported here")
    else:
        placement.place(report, printed.passages, printed.place)


def key_of(report: ProgressReport) -> tuple[int | None, int | None, int | None]:
    return report.recommendation_id, report.commitment_id, report.organisation_id


def key_of_printed(printed: Reported) -> tuple[int | None, int | None, int | None]:
    return printed.recommendation, printed.commitment, printed.organisation.pk if printed.organisation else None


def place_additional_information(annexes: Annexes, placement: Placement, period: Period, names: Names) -> None:
    recorded = {
        (addition.recommendation_id, addition.position): addition
        for addition in AdditionalInformation.objects.filter(period=period).select_related("organisation")
    }
    for section in annexes.sections:
        for position, block in enumerate(additions(section), 1):
            where = places.addition(section.recommendation, position)
            addition = recorded.get((section.recommendation, position))
            if addition is not None and not same_speaker(addition.organisation, block.speaker, names):
                placement.leave(
                    where, (block.text,), f"the record has another speaker than {block.speaker or 'nobody'}"
                )
            else:
                placement.place(addition, (block.text,), where)


def same_speaker(recorded: Organisation | None, printed: str | None, names: Names) -> bool:
    return recorded == (names.called(printed) if printed else None)


def place_assessments(annexes: Annexes, placement: Placement, period: Period) -> None:
    assessments = {row.recommendation_id: row for row in Assessment.objects.filter(period=period)}
    for section in annexes.sections:
        where = f"the assessment of {places.about(section.recommendation)}"
        placement.place(assessments.get(section.recommendation), (section.assessment,), where)
