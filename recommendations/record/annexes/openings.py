"""The words with which a row of Annex 1's tables opens, and the labels of its right-hand cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line

# No line of the left column is wider; what is wider and speaks of a commitment is reported progress.
WIDEST_LEFT = 36
_MOST_LINES = 4

_OTHERS = r"[^:“”.;]{1,80}?"
_OPENING = re.compile(
    r"(?:"
    rf"An expectation on (?P<on>\w{_OTHERS}):"
    rf"|An expectation was that (?P<that>\w{_OTHERS}) would:"
    rf"|In response to this recommendation (?:\([^)]*\) )?(?P<response>\w{_OTHERS}) committed to:"
    rf"|(?:And, (?P<also>\w{_OTHERS})|(?P<plain>[A-Z]{_OTHERS}))"
    r" (?:also |are |is |were )?(?:committed|expected)(?: to:?|:)"
    r")(?= |$)"
)
_LABEL = re.compile(r"(?:The )?reported progress:?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """`words[k]` words of the k-th line from the row's start belong to it; `lead` is the body named, as printed."""

    lead: str
    words: tuple[int, ...]


def label_length(words: Sequence[str]) -> int:
    """How many words of the label "The reported progress:" stand here at the beginning (0: none)."""
    for count in (3, 2):
        if len(words) >= count and _LABEL.fullmatch(" ".join(words[:count])):
            return count
    return 0


def find_opening(lines: Sequence[Line], index: int) -> Opening | None:
    """The opening of a row that begins on this line, if one does; it may run over a few lines of the left column."""
    if not (lines[index].words[0][0].isalpha()):
        return None
    lefts: list[tuple[str, ...]] = []
    for offset in range(min(_MOST_LINES, len(lines) - index)):
        line = lines[index + offset]
        if offset and line.after_gap:
            break
        lefts.append(_left_words(line))
        joined = " ".join(word for left in lefts for word in left)
        match = _OPENING.match(joined)
        if match:
            counts = _spread(len(match[0].split()), lefts)
            if all(
                _width(line.words[:count]) <= WIDEST_LEFT for line, count in zip(lines[index:], counts, strict=False)
            ):
                return Opening(next(name for name in match.groups() if name), counts)
            return None
    return None


def _left_words(line: Line) -> tuple[str, ...]:
    """The words before the right-hand cell's label or the name of who reports, where one stands in mid-line."""
    for start in range(1, len(line.words) - 1):
        rest = line.words[start:]
        if label_length(rest):
            return line.words[:start]
    half, odd = divmod(len(line.words) - 1, 2)
    if half and not odd and line.words[-1] == "reported:" and line.words[:half] == line.words[half:-1]:
        return line.words[:half]  # the same name in both columns
    return line.words


def _spread(count: int, lefts: Sequence[Sequence[str]]) -> tuple[int, ...]:
    counts = []
    for left in lefts:
        counts.append(min(count, len(left)))
        count -= counts[-1]
    return tuple(counts)


def _width(words: Sequence[str]) -> int:
    return sum(map(len, words)) + max(len(words) - 1, 0)
