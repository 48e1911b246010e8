"""The pages of the text: what belongs to them and not to the text is put aside, and the rest is parted into lines.

The text comes from an extractor: a leading space (or a form feed) marks the first line of a page, and running heads,
page numbers and footnotes stand between the lines of the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .lines import Line
from .model import NotTheAnnexes, Passage

# The annexes have about 136,000 characters, and their longest line 160. What is much longer is something else; it is
# refused before it is searched, so that no text can keep the reader busy.
_LONGEST_TEXT = 300_000
_LONGEST_LINE = 1_000

_PAGE_NUMBER = re.compile(r"\d{1,3}")
_ANNEX_HEAD = re.compile(r"Annex ([123]): ")
_REPORT_HEAD = re.compile(r"Annex to “")
_FOOTNOTE = re.compile(r"(\d{1,2}) [A-Za-z].*https?://")
_FOOTNOTE_MARKER = re.compile(r"(.*[A-Za-z][).,”]+)(\d{1,2})")
_GLUED = re.compile(r"(.*[a-z]\.)(Introduction|\d{1,2})")
_STRAY_MARK = re.compile(r"[.,;:]")


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of the text; what belongs to the pages; and the footnotes, by the line and word of their marker."""

    length: int
    lines: tuple[Line, ...]
    furniture: tuple[Passage, ...]
    footnotes: dict[tuple[int, int], Passage]


def read_pages(text: str) -> Pages:
    """Part a text into its lines; `length` is the number of all of them. Raises NotTheAnnexes for what is no text."""
    _refuse_what_is_no_text(text)
    raw = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, content in enumerate(raw, start=1):
        if len(content) > _LONGEST_LINE:
            raise NotTheAnnexes(f"line {number} has {len(content):,} characters; no printed line is that long")
    lines, furniture = _without_furniture(raw)
    footnotes: dict[tuple[int, int], Passage] = {}
    kept = [line for page in _by_page(lines) for line in _without_footnotes(page, footnotes)]
    return Pages(len(raw), tuple(_unglued(line) for line in kept), tuple(furniture), footnotes)


def _refuse_what_is_no_text(text: str) -> None:
    if not text.strip():
        raise NotTheAnnexes("the text is empty")
    if len(text) > _LONGEST_TEXT:
        raise NotTheAnnexes(f"the text has {len(text):,} characters; the annexes have about 136,000")
    strange = re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]", text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        raise NotTheAnnexes(f"line {line} holds a character that is no text (U+{ord(strange[0]):04X})")


def _without_furniture(raw: Sequence[str]) -> tuple[list[Line], list[Passage]]:
    heads = _running_heads(raw)
    lines: list[Line] = []
    furniture: list[Passage] = []
    gap = page = True
    for number, content in enumerate(raw, start=1):
        words = tuple(content.split())
        opens = content[:1].isspace() and bool(words)
        if not words:
            gap = True
        elif number in heads:
            furniture.append(Passage(" ".join(words), number, number))
            gap = page = True
        elif _STRAY_MARK.fullmatch(content.strip()):
            furniture.append(Passage(content.strip(), number, number))
        else:
            lines.append(Line(number, words, gap or opens or page, opens or page))
            gap = page = False
    return lines, furniture


def _running_heads(raw: Sequence[str]) -> set[int]:
    """The line numbers of running heads, and of the page numbers above them.

    The first line that names an annex is its title; every later one is a running head.
    """
    heads: set[int] = set()
    named: set[str] = set()
    last_words = 0
    for number, content in enumerate(raw, start=1):
        stripped = content.strip()
        if not stripped:
            continue
        annex = _ANNEX_HEAD.match(stripped)
        if _REPORT_HEAD.match(stripped) or (annex and annex[1] in named):
            heads.add(number)
            if last_words and _PAGE_NUMBER.fullmatch(raw[last_words - 1].strip()):
                heads.add(last_words)
        elif annex:
            named.add(annex[1])
        last_words = number
    return heads


def _by_page(lines: Sequence[Line]) -> list[list[Line]]:
    pages: list[list[Line]] = []
    for line in lines:
        if line.opens_page or not pages:
            pages.append([])
        pages[-1].append(line)
    return pages


def _without_footnotes(page: list[Line], footnotes: dict[tuple[int, int], Passage]) -> list[Line]:
    """A footnote is the last line of a page, and its number hangs on a word above. Both are taken out."""
    last = page[-1]
    note = _FOOTNOTE.match(last.text)
    if note is None:
        return page
    for position, line in enumerate(page[:-1]):
        for index, word in enumerate(line.words):
            marker = _FOOTNOTE_MARKER.fullmatch(word)
            if marker and marker[2] == note[1]:
                text = last.text.removeprefix(note[1]).strip()
                footnotes[(line.number, index)] = Passage(text, last.number, last.number)
                words = (*line.words[:index], marker[1], *line.words[index + 1 :])
                return [*page[:position], replace(line, words=words), *page[position + 1 : -1]]
    return page


def _unglued(line: Line) -> Line:
    """Part the end of one cell from the start of the next, where the extractor left no space between them."""
    words: list[str] = []
    for index, word in enumerate(line.words):
        following = line.words[index + 1] if index + 1 < len(line.words) else ""
        glued = _GLUED.fullmatch(word) if _PAGE_NUMBER.fullmatch(following) else None
        words.extend(glued.groups() if glued else (word,))
    return replace(line, words=tuple(words))
