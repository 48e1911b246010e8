"""What differs between two texts, word by word: to be read as one text, and cheap however long they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# A sentence or a line of its own, with the blanks behind it; and a word, a sign, or what stands between two of them.
PIECE = re.compile(r"[^.!?\n]*(?:[.!?]+|\n|$)\s*")
WORD = re.compile(r"\s+|\w+|[^\w\s]")

# More pieces or words than this on a side are not compared with each other: it would take the square of the time.
MOST = 600

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True)
class Part:
    """Words that stand in both texts, only in the one before, or only in the one after."""

    kind: Kind
    words: str


def differences(before: str, after: str) -> list[Part]:
    """The parts of both texts in their order. Put together without what is gone they are the one after, and likewise.

    Long texts are compared sentence by sentence first, and word by word only where these differ.
    """
    then, now = _pieces(PIECE, before), _pieces(PIECE, after)
    return _tidy([part for gone, new in _runs(then, now) for part in _words(gone, new)])


def _words(gone: str, new: str) -> Iterator[Part]:
    if gone == new:
        yield Part("same", new)
        return
    for then, now in _runs(_pieces(WORD, gone), _pieces(WORD, new)):
        yield from _parts(then, now)


def _parts(gone: str, new: str) -> Iterator[Part]:
    if gone == new:
        yield Part("same", new)
        return
    yield Part("gone", gone)
    yield Part("new", new)


def _runs(then: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What stands in the one and in the other, run by run: the same in both, or what takes the place of what."""
    first = _alike(then, now)
    last = _alike(then[first:][::-1], now[first:][::-1])
    yield "".join(now[:first]), "".join(now[:first])
    yield from _middle(then[first : len(then) - last], now[first : len(now) - last])
    yield "".join(now[len(now) - last :]), "".join(now[len(now) - last :])


def _middle(then: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str]]:
    if max(len(then), len(now)) > MOST:
        yield "".join(then), "".join(now)
        return
    for _, begin, end, begins, ends in SequenceMatcher(None, then, now).get_opcodes():
        yield "".join(then[begin:end]), "".join(now[begins:ends])


def _alike(then: Sequence[str], now: Sequence[str]) -> int:
    """How many are the same from the beginning."""
    pairs = zip(then, now, strict=False)
    return next((place for place, (left, right) in enumerate(pairs) if left != right), min(len(then), len(now)))


def _pieces(form: re.Pattern[str], text: str) -> list[str]:
    return [piece for piece in form.findall(text) if piece]


def _tidy(parts: list[Part]) -> list[Part]:
    """Without empty parts; what changed together stands together, also over the blank between two words."""
    tidy: list[Part] = []
    gone = new = ""
    for place, part in enumerate(parts):
        if part.kind == "gone":
            gone += part.words
        elif part.kind == "new":
            new += part.words
        elif (gone and new) and part.words.isspace() and _changes(parts[place + 1 : place + 4]):
            gone, new = gone + part.words, new + part.words
        elif part.words:
            tidy += _parts_of_a_change(gone, new)
            gone = new = ""
            tidy.append(part)
    return tidy + _parts_of_a_change(gone, new)


def _changes(rest: list[Part]) -> bool:
    """Whether the next parts are a change: a word for a word."""
    following = [part for part in rest if part.words]
    return [part.kind for part in following[:2]] == ["gone", "new"]


def _parts_of_a_change(gone: str, new: str) -> list[Part]:
    parts = [Part("gone", gone), Part("new", new)]
    return [part for part in parts if part.words]
