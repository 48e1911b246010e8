"""Is what was returned answered?"""

from collections.abc import Iterator

from .finding import Case


def the_same_as_returned(case: Case) -> Iterator[tuple[str, str]]:
    if case.returned is not None and case.content == case.returned:
        yield "kind", "It was returned to you, and says the same as before. Is that your answer?"
