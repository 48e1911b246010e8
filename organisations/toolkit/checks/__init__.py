"""Every printed figure and claim held against what follows from the printed rows."""

from collections.abc import Iterable

from ..tables import Claim, Movement, Toolkit
from .averages import average_checks
from .check import Check, numbered
from .claims import Counts, claim_checks
from .labels import label_checks
from .movements import movement_checks
from .rows import row_checks

__all__ = ["Check", "checks_of"]


def checks_of(toolkit: Toolkit, movements: Iterable[Movement], claims: Iterable[Claim], counts: Counts) -> list[Check]:
    """One check for every printed figure and every claim, in a fixed order and with unique keys.

    `counts` answers the claims that Annex 3 cannot, by the claim's formula.
    Raises KeyError for a claim whose formula nobody knows.
    """
    return numbered(
        [
            *row_checks(toolkit),
            *average_checks(toolkit),
            *label_checks(toolkit),
            *movement_checks(toolkit, movements),
            *claim_checks(toolkit, claims, counts),
        ]
    )
