"""What helps further where nothing fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from organisations.models import Organisation

from .alike import organisations_like
from .asked import Asked
from .found import Found
from .result import Result
from .spelling import corrected

ROWS = 10


@dataclass(frozen=True)
class Instead:
    """What was looked for instead, because nothing fits, and the first that was found."""

    asked: Asked
    results: Sequence[Result]
    organisations: Sequence[Organisation]  # with names like the one asked for


def instead_of(asked: Asked) -> Instead:
    """Look for what was meant, then for any of its words. Takes five queries at most."""
    meant = corrected(asked)
    best = meant or asked
    results = list(Found(meant)[:ROWS]) if meant else []
    if not results and len(asked.terms) > 1:
        best = best.any_of_it
        results = list(Found(best)[:ROWS])
    return Instead(best, results, organisations_like(asked))
