"""Checks of the claims in words: each names the formula that recomputes it."""

from collections.abc import Iterable, Iterator, Mapping

from ..keys import CLAIM
from ..tables import Claim, Toolkit
from . import answering, counting, judgements
from .check import Check
from .finding import Finding, Formula

NOT_CHECKED = "none"

# What is found outside Annex 3, by the name that a claim gives as its formula: the figure and a sentence about it.
Counts = Mapping[str, tuple[str, str]]

FORMULAS: dict[str, Formula] = {
    formula.__name__: formula
    for formula in (
        answering.answering_change,
        answering.blank_everywhere,
        answering.fall_explained_by_blanks,
        answering.groups_with_fewer_blanks,
        answering.organisations_change,
        answering.two_kinds_answering,
        counting.average_blanks,
        counting.blank_column,
        counting.blank_share,
        counting.blanks_in_table,
        counting.groups_in_all_tables,
        counting.groups_in_table,
        counting.highest_blank_share,
        counting.lowest_blank_share,
        counting.number_of_requirements_changed,
        counting.organisation_types,
        counting.organisations_answering,
        counting.organisations_in_rows,
        counting.organisations_stated,
        counting.requirements_changed,
        counting.requirements_in_group,
        counting.requirements_in_table,
        counting.types_that_fell,
        judgements.change_in_highest_two,
        judgements.direction_among_answered,
        judgements.groups_that_fell,
        judgements.groups_that_fell_among_applicable,
        judgements.groups_that_rose,
        judgements.groups_that_rose_among_answered,
        judgements.level_three_held_down,
        judgements.level_three_rose,
        judgements.lowest_two_grew,
        judgements.much_smaller_among_answered,
        judgements.size_among_answered,
    )
}


def claim_checks(toolkit: Toolkit, claims: Iterable[Claim], counts: Counts) -> Iterator[Check]:
    """One check for each claim that can be checked. Raises KeyError for a formula that is neither here nor counted."""
    for claim in claims:
        if claim.formula != NOT_CHECKED:
            yield _check(claim, _finding(toolkit, claim, counts))


def _finding(toolkit: Toolkit, claim: Claim, counts: Counts) -> Finding:
    formula = FORMULAS.get(claim.formula)
    if formula is not None:
        return formula(toolkit, claim)
    computed, explanation = counts[claim.formula]
    return Finding(computed, computed == claim.printed, explanation)


def _check(claim: Claim, finding: Finding) -> Check:
    return Check(
        key=f"{CLAIM}{claim.key}",
        organisation_type=claim.organisation_type,
        version=claim.version,
        group=claim.group,
        requirement=None,
        kind=claim.kind,
        measure=claim.measure,
        printed=claim.printed,
        computed=finding.computed,
        agrees=finding.agrees,
        explanation=finding.explanation,
        source=claim.source,
    )
