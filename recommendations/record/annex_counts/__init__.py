"""What the record's own entries give for the statements of Annexes 1 and 2 that can be counted or dated."""

from .answer import Answer
from .placed import placed
from .told import told

__all__ = ["annex_counts"]


def annex_counts() -> dict[str, Answer]:
    """By the name that a claim gives as its formula: what follows, and a sentence about it."""
    return placed() | told()
