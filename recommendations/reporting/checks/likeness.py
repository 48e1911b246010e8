"""Is the text that of last period?"""

import re
from collections.abc import Iterator

from recommendations.reporting.content import Kind

from .finding import Case

IN_A_ROW = 3  # words
ALIKE = 0.8  # of all runs of words that stand in either text
WORD = re.compile(r"\w+")


def nearly_the_words_of_last_period(case: Case) -> Iterator[tuple[str, str]]:
    if case.last and case.content.kind == Kind.PROGRESS:
        before, now = case.last.content.narrative, case.content.narrative
        if before and now and likeness(before, now) >= ALIKE:
            yield (
                "narrative",
                "This is nearly word for word what you said last period. Is that right?",
            )


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how many of the runs of words that stand in either text stand in both."""
    here, there = _runs(one), _runs(other)
    return len(here & there) / len(here | there) if here | there else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in WORD.findall(text)]
    length = min(IN_A_ROW, len(words)) or 1
    return {tuple(words[place : place + length]) for place in range(len(words) - length + 1)}
