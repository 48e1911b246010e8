"""Lines joined to paragraphs again, as a reader would who sees the page."""

import re
from collections.abc import Sequence

BULLETS = ("•", "−")

# A paragraph of the whole page's width that ends short of this many characters has ended on purpose.
SHORT = 60

_SENTENCE_END = re.compile(r".*[.:;?!…][”’)]*")
# Words with which no paragraph ends: an empty line after one of them was made by the extractor.
_LEADING_ON = frozenset(
    {"a", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "which", "with"}
)


def join(lines: Sequence[tuple[Sequence[str], bool]], *, wide: bool = False) -> str:
    """Join lines, each given as its words and whether a gap stands before it.

    Paragraphs are parted by an empty line. Items of a list begin on lines of their own; a list stands apart from the
    paragraphs around it.
    """
    text = ""
    previous: Sequence[str] = ()
    in_item = False
    for words, after_gap in lines:
        if not previous:
            text = " ".join(words)
            in_item = words[0] in BULLETS
        elif words[0] in BULLETS:
            text += ("\n" if in_item else "\n\n") + " ".join(words)
            in_item = True
        elif paragraph_ends(previous, words, after_gap=after_gap, wide=wide):
            text += "\n\n" + " ".join(words)
            in_item = False
        else:
            text += _glue(previous[-1], words[0]) + " ".join(words)
        previous = words
    return text


def paragraph_ends(previous: Sequence[str], words: Sequence[str], *, after_gap: bool, wide: bool) -> bool:
    """Whether a paragraph ends between two lines. The extractor's empty lines alone do not tell: some cut sentences."""
    ended = ends_sentence(previous[-1])
    if not after_gap:
        width = sum(map(len, previous)) + len(previous) - 1
        return wide and ended and width < SHORT
    if words[0][0].islower() or previous[-1].casefold() in _LEADING_ON:
        return False
    return ended or words[0][0] not in "“‘" or previous[-1][-1] in "”’"


def ends_sentence(word: str) -> bool:
    """Whether a word ends with a mark that ends a sentence, quotation marks after it aside."""
    return _SENTENCE_END.fullmatch(word) is not None


def _glue(last: str, first: str) -> str:
    """What stands between two words that a line's end has parted: nothing where the word goes on."""
    if len(last) > 1 and last[-1] in "-/":
        return ""
    if last.endswith("care.") and first.startswith("data"):  # the programme's name, broken at its full stop
        return ""
    return " "
