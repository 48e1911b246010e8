"""What an address says after its question mark, read strictly, for the API, feeds and lists alike."""

from collections.abc import Collection

from django.http import QueryDict


def problems_with(given: QueryDict, known: Collection[str]) -> dict[str, str]:
    """A sentence for each parameter that is unknown, repeated or empty, by its name."""
    problems: dict[str, str] = {}
    for name, values in given.lists():
        if name not in known:
            problems[name] = f"Unknown parameter. {_what_is_known(known)}"
        elif len(values) > 1:
            problems[name] = "Give this parameter once."
        elif not values[0].strip():
            problems[name] = "Give a value, or leave the parameter out."
    return problems


def _what_is_known(known: Collection[str]) -> str:
    if not known:
        return "This address takes none."
    return f"This address takes: {', '.join(sorted(known))}."
