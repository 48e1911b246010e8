"""What the places of the annexes are called, to whoever is told that something is amiss there."""


def under(recommendation: int | None) -> str:
    return "the Introduction" if recommendation is None else f"recommendation {recommendation}"


def about(recommendation: int | None) -> str:
    """What the panel assesses: one recommendation, or everything together."""
    return "the system overall" if recommendation is None else f"recommendation {recommendation}"


def row(commitment: int | None) -> str:
    return "the row without a number" if commitment is None else f"commitment {commitment}"


def addition(recommendation: int | None, position: int) -> str:
    return f"additional information on {under(recommendation)}, block {position}"
