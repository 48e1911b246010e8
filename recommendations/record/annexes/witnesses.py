"""Two texts that hold the same words among others: how far into each line the common words reach.

A table set in columns comes out of the extractor line by line, so each line begins with words of its left column and
goes on with words of the next. Where the same wording stands in two tables, the words on which both agree are the
left column's, and what is left over of a line belongs to the right.
"""

import heapq
import re
from collections.abc import Sequence
from dataclasses import dataclass

# A figure that hangs on a word is no part of it: "Caldicott2" is printed as "Caldicott" too.
_PART = re.compile(r"[^\W\d_]+|\b\d+")

# Beyond these no cell of the annexes reaches; they bound the work on a text that is something else.
_MOST_LINES = 40
_MOST_STATES = 20_000

# A word found is worth so much; what differs between the two texts, up to three words, costs so much.
_FOUND, _PASSED_OVER = 2, -3
_GAPS = [(one, other) for one in range(4) for other in range(4) if one or other]

Lines = Sequence[Sequence[str]]
State = tuple[int, int, int, int]  # line and part in the one text, line and part in the other


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many words of each line of either text belong to the wording that both hold.

    `share` is the part of the second text's wording that was found, from 0 to 1. Where the second text is known to hold
    nothing but the wording (`clean`), 1 means all of it.
    """

    score: int
    share: float
    first: tuple[int, ...]
    second: tuple[int, ...]


def agree(first: Lines, second: Lines, *, clean: bool) -> Agreement:
    """Find the beginnings of lines on which two texts agree best; with `clean`, the second holds the wording alone."""
    one = [_parts(line) for line in first[:_MOST_LINES]]
    other = [_parts([word for line in second for word in line])] if clean else [_parts(line) for line in second]
    other = other[:_MOST_LINES]
    start: State = (0, 0, 0, 0)
    scores: dict[State, int] = {start: 0}
    parents: dict[State, State] = {}
    waiting = [start]
    best = start
    while waiting and len(scores) < _MOST_STATES:
        state = heapq.heappop(waiting)
        if scores[state] > scores[best]:
            best = state
        for following, gain in _moves(state, one, other, clean=clean):
            score = scores[state] + gain
            if following not in scores:
                heapq.heappush(waiting, following)
            elif scores[following] >= score:
                continue
            scores[following] = score
            parents[following] = state
    reached_one, reached_other = _reached(best, parents, one, other)
    found = sum(reached_other)
    total = sum(len(line) for line in other) if clean else max(found, 1)
    counts_second = _words_per_line(second, reached_other, flat=clean)
    return Agreement(scores[best], found / max(total, 1), _words_per_line(first, reached_one), counts_second)


def same_wording(one: str, other: str) -> bool:
    """Whether two wordings are of the same words; capitals in the second may stand for a name in the first."""
    first, second = one.split(), other.split()
    agreement = agree([first], [second], clean=True)
    return agreement.score == _FOUND * len(_parts(second)) and agreement.first[0] == len(first)


def _parts(words: Sequence[str]) -> list[str]:
    """The letters-only and digits-only parts of words, so that "care.data" and "care. data" are the same."""
    return [part for word in words for part in _PART.findall(word.replace("’", "").replace("'", ""))]


def _same(one: str, other: str) -> bool:
    return one == other or one.casefold() == other.casefold()


def _moves(state: State, one: list[list[str]], other: list[list[str]], *, clean: bool) -> list[tuple[State, int]]:
    """The steps from a state. Each goes on to a later one in the order of tuples, so states are met in that order."""
    i, a, j, b = state
    moves: list[tuple[State, int]] = []
    if i >= len(one) or j >= len(other):
        return moves
    line, line_other = one[i], other[j]
    here = a < len(line) and b < len(line_other)
    if here and _same(line[a], line_other[b]):
        moves.append(((i, a + 1, j, b + 1), _FOUND))
    if here and (spelt := _spelt_out(line_other[b], one, i, a)):
        moves.append(((*spelt, j, b + 1), _FOUND))
    moves.append(((i + 1, 0, j, b), 0))
    if not clean or b == len(line_other):
        moves.append(((i, a, j + 1, 0), 0))
    moves.extend(
        ((i, a + passed, j, b + passed_other), _PASSED_OVER)
        for passed, passed_other in _GAPS
        if a + passed < len(line) and b + passed_other < len(line_other)
        if _same(line[a + passed], line_other[b + passed_other])
    )
    return moves


def _spelt_out(capitals: str, one: list[list[str]], i: int, a: int) -> tuple[int, int] | None:
    """Where the words end whose initials are these capitals, if they stand here, over a line's end too."""
    if len(capitals) < 3 or not capitals.isupper():
        return None
    for letter in capitals:
        if a == len(one[i]) and i + 1 < len(one):
            i, a = i + 1, 0
        if a >= len(one[i]) or not (one[i][a][0] == letter and one[i][a] != capitals):
            return None
        a += 1
    return i, a


def _reached(
    best: State, parents: dict[State, State], one: list[list[str]], other: list[list[str]]
) -> tuple[list[int], list[int]]:
    """How many parts of each line lie on the way to the best state."""
    reached_one, reached_other = [0] * (len(one) + 1), [0] * (len(other) + 1)
    state: State | None = best
    while state is not None:
        i, a, j, b = state
        reached_one[i] = max(reached_one[i], a)
        reached_other[j] = max(reached_other[j], b)
        before = parents.get(state)
        if before and before[0] < i and before[3] < b:  # a spelt-out name that runs over the end of a line
            reached_one[before[0]] = len(one[before[0]])
        state = before
    return reached_one[:-1], reached_other[:-1]


def _words_per_line(lines: Lines, reached: Sequence[int], *, flat: bool = False) -> tuple[int, ...]:
    """Parts turned back into whole words. `flat`: the parts were counted over all lines together."""
    counts: list[int] = []
    left = reached[0] if flat and reached else 0
    for index, line in enumerate(lines):
        if not flat:
            left = reached[index] if index < len(reached) else 0
        count = 0
        for word in line:
            parts = len(_parts([word]))
            if left <= 0 or parts > left:
                break
            left -= parts
            count += 1
        counts.append(count)
    return tuple(counts)
