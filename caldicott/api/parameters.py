"""The query string, read strictly: what is not understood is refused, never passed over."""

from collections.abc import Collection, Mapping

from django.http import QueryDict
from rest_framework.exceptions import ValidationError


def refuse_unknown(given: QueryDict, known: Collection[str]) -> None:
    """Raises ValidationError with a sentence for each parameter that is unknown, repeated or empty."""
    problems = problems_with(given, known)
    if problems:
        raise ValidationError({name: [problem] for name, problem in problems.items()})


def problems_with(given: QueryDict, known: Collection[str]) -> dict[str, str]:
    """A sentence for each parameter that is unknown, repeated or empty, by its name."""
    problems: dict[str, str] = {}
    for name, values in given.lists():
        if name not in known:
            problems[name] = f"Unknown parameter. {what_is_known(known)}"
        elif len(values) > 1:
            problems[name] = "Give this parameter once."
        elif not values[0].strip():
            problems[name] = "Give a value, or leave the parameter out."
    return problems


def what_is_known(known: Collection[str]) -> str:
    if not known:
        return "This address takes none."
    return f"This address takes: {', '.join(sorted(known))}."


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
