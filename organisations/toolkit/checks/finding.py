"""What a formula finds out about a claim."""

from collections.abc import Callable
from dataclasses import dataclass

from ..figures import Number
from ..tables import Claim, Table, Toolkit
from .check import agree


@dataclass(frozen=True)
class Finding:
    """`computed` as a reader would see it; `explanation` is one sentence."""

    computed: str
    agrees: bool
    explanation: str


Formula = Callable[[Toolkit, Claim], Finding]


def table_of(toolkit: Toolkit, claim: Claim) -> Table:
    """The one table that a claim speaks of. Raises KeyError where it names none."""
    return toolkit.table(claim.organisation_type or "", claim.version or "")


def pair_of(toolkit: Toolkit, claim: Claim) -> tuple[Table, Table]:
    """Both versions of the type that a claim speaks of."""
    return toolkit.table(claim.organisation_type or "", "V10"), toolkit.table(claim.organisation_type or "", "V11")


def of_number(claim: Claim, value: Number, computed: str, explanation: str) -> Finding:
    return Finding(computed, agree(claim.printed, value), explanation)
