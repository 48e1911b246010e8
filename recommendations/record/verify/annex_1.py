"""Annex 1: who reported on what and how far, who added something, and what the panel concluded."""

from collections.abc import Iterator

from recommendations.models import AdditionalInformation, Assessment, Commitment, Mapping, ProgressReport

from .. import places
from ..annexes.model import Annexes, AnticipatedProgress
from ..files import POSITION_DATE
from ..names import Names
from ..reported import additions, reported
from ..rules import self_rating_of
from .difference import Difference, Fact, compare


def annex_1_differences(annexes: Annexes, names: Names) -> Iterator[Difference]:
    yield from compare(recorded_reports(), printed_reports(annexes, names))
    yield from compare(recorded_rows(), printed_rows(annexes))
    yield from compare(recorded_kinds(), printed_kinds(annexes))
    yield from compare(recorded_additions(), printed_additions(annexes, names))
    yield from compare(recorded_conclusions(), printed_conclusions(annexes))


def recorded_reports() -> dict[str, str]:
    reports = ProgressReport.objects.filter(period__position_date=POSITION_DATE).select_related("organisation")
    return {
        report_place(report.recommendation_id, report.commitment_id, slug(report.organisation)): report.self_rating
        for report in reports
    }


def printed_reports(annexes: Annexes, names: Names) -> dict[str, Fact]:
    """The self-rating that the written rule reads from the printed words, for every report."""
    return {
        report_place(row.recommendation, row.commitment, row.stranger or slug(row.organisation)): Fact(
            self_rating_of(row.text), row.line
        )
        for row in reported(annexes, names)
    }


def report_place(recommendation: int | None, commitment: int | None, who: str) -> str:
    return f"progress on {places.row(commitment)} under {places.under(recommendation)} by {who}"


def slug(organisation: object) -> str:
    return str(getattr(organisation, "slug", "not named"))


def recorded_rows() -> dict[str, str]:
    shown = Mapping.objects.filter(in_annex_1=True)
    return {row_place(m.recommendation_id, m.commitment_id): "shown" for m in shown}


def printed_rows(annexes: Annexes) -> dict[str, Fact]:
    return {
        row_place(row.recommendation, row.commitment): Fact("shown", row.opening.first_line)
        for row in annexes.rows()
        if row.commitment is not None
    }


def row_place(recommendation: int | None, commitment: int) -> str:
    return f"a row of Annex 1 for commitment {commitment} under {places.under(recommendation)}"


def recorded_kinds() -> dict[str, str]:
    shown = Commitment.objects.filter(mappings__in_annex_1=True).distinct()
    return {f"the kind of commitment {item.number}": item.kind for item in shown}


def printed_kinds(annexes: Annexes) -> dict[str, Fact]:
    """What the words that open a row call it: something expected, or something committed to."""
    return {
        f"the kind of commitment {row.commitment}": Fact(
            Commitment.Kind.EXPECTATION if "expect" in row.opening.text.lower() else Commitment.Kind.COMMITMENT,
            row.opening.first_line,
        )
        for row in annexes.rows()
        if row.commitment is not None
    }


def recorded_additions() -> dict[str, str]:
    recorded = AdditionalInformation.objects.filter(period__position_date=POSITION_DATE).select_related("organisation")
    return {
        places.addition(
            addition.recommendation_id, addition.position
        ): f"{addition.kind} by {slug(addition.organisation)}"
        for addition in recorded
    }


def printed_additions(annexes: Annexes, names: Names) -> dict[str, Fact]:
    facts = {}
    for section in annexes.sections:
        for position, block in enumerate(additions(section), 1):
            kind = "anticipated" if isinstance(block, AnticipatedProgress) else "additional"
            speaker = slug(names.called(block.speaker)) if block.speaker else slug(None)
            facts[places.addition(section.recommendation, position)] = Fact(
                f"{kind} by {speaker}", block.text.first_line
            )
    return facts


def recorded_conclusions() -> dict[str, str]:
    assessments = Assessment.objects.filter(period__position_date=POSITION_DATE)
    return {conclusion_place(assessment.recommendation_id): assessment.conclusion for assessment in assessments}


def printed_conclusions(annexes: Annexes) -> dict[str, Fact]:
    return {
        conclusion_place(section.recommendation): Fact(section.conclusion.text, section.conclusion.first_line)
        for section in annexes.sections
    }


def conclusion_place(recommendation: int | None) -> str:
    return f"the conclusion on {places.about(recommendation)}"
