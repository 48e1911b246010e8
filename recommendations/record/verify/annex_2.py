"""Annex 2: the sufficiency of Table A, and the numbers, recommendations and leads of Table B."""

from collections.abc import Iterator

from recommendations.models import Commitment, Recommendation

from ..annexes.model import Annexes
from ..names import Names
from .difference import Difference, Fact, compare


def annex_2_differences(annexes: Annexes, names: Names) -> Iterator[Difference]:
    yield from compare(recorded_sufficiency(), printed_sufficiency(annexes))
    commitments = list(Commitment.objects.prefetch_related("mappings", "lead_organisations"))
    yield from compare(recorded_mappings(commitments), printed_mappings(annexes))
    yield from compare(recorded_leads(commitments), printed_leads(annexes, names))


def recorded_sufficiency() -> dict[str, str]:
    return {f"the sufficiency of recommendation {r.number}": r.sufficiency for r in Recommendation.objects.all()}


def printed_sufficiency(annexes: Annexes) -> dict[str, Fact]:
    return {
        f"the sufficiency of recommendation {entry.recommendation}": Fact(
            entry.column or "no column", entry.title.first_line
        )
        for entry in annexes.sufficiency
    }


def recorded_mappings(commitments: list[Commitment]) -> dict[str, str]:
    return {mapping_place(c.number): mapping_of(sorted(c.recommendation_numbers)) for c in commitments}


def printed_mappings(annexes: Annexes) -> dict[str, Fact]:
    """A commitment that stands in two rows must have the same recommendations in both."""
    facts: dict[str, Fact] = {}
    for row in annexes.commitments:
        place, printed = mapping_place(row.number), mapping_of(sorted(row.recommendations))
        twice = place in facts and facts[place].value != printed
        facts[place] = Fact(f"{facts[place].value}, and {printed}" if twice else printed, row.wording.first_line)
    return facts


def mapping_place(number: int) -> str:
    return f"Table B, where commitment {number} belongs"


def mapping_of(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers) or "the Introduction"


def recorded_leads(commitments: list[Commitment]) -> dict[str, str]:
    return {
        lead_place(c.number): ", ".join(sorted(lead.slug for lead in c.lead_organisations.all())) for c in commitments
    }


def printed_leads(annexes: Annexes, names: Names) -> dict[str, Fact]:
    facts = {}
    for row in annexes.commitments:
        lead = names.called(row.lead.text) if row.lead else None
        printed = lead.slug if lead else row.lead.text if row.lead else "no lead"
        facts[lead_place(row.number)] = Fact(printed, (row.lead or row.wording).first_line)
    return facts


def lead_place(number: int) -> str:
    return f"Table B, who leads commitment {number}"
