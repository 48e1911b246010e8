"""The query string, read strictly: what is not understood is refused, never passed over."""

from collections.abc import Collection, Mapping

from django.http import QueryDict
from rest_framework.exceptions import ValidationError

from caldicott.parameters import problems_with


def refuse_unknown(given: QueryDict, known: Collection[str]) -> None:
    """Raises ValidationError with a sentence for each parameter that is unknown, repeated or empty."""
    problems = problems_with(given, known)
    if problems:
        raise ValidationError({name: [problem] for name, problem in problems.items()})


def whole_number(given: Mapping[str, str], name: str, *, default: int, most: int | None = None) -> int:
    """The parameter as a whole number from 1 to `most`; raises ValidationError for anything else."""
    value = given.get(name)
    if value is None:
        return default
    # No more digits than an index of the database can have, so that a page far beyond the end is just that.
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else 0
    if number < 1 or (most is not None and number > most):
        allowed = f"from 1 to {most}" if most is not None else "of 1 or more"
        raise ValidationError({name: [f"Give a whole number {allowed}."]})
    return number
