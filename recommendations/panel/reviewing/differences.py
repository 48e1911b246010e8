"""What differs between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

# A word with the blanks after it, so that a text is its pieces put together again.
PIECE = re.compile(r"\S+\s*|\s+")


def marked(before: str, after: str) -> SafeString:
    """`after`, its new words in <ins>, and where words were taken out, these in <del>. Everything else is escaped."""
    return SafeString("".join(_markup(tag, text) for tag, text in differences(before, after)))


def differences(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Pieces of both texts in order, each with what became of it: the same, "del" or "ins"."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    # Compared without their blanks: a line that is broken elsewhere is no difference.
    matcher = SequenceMatcher(None, [piece.strip() for piece in old], [piece.strip() for piece in new])
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield "", "".join(new[new_from:new_to])
            continue
        if old_to > old_from:
            yield "del", "".join(old[old_from:old_to])
        if new_to > new_from:
            yield "ins", "".join(new[new_from:new_to])


def _markup(tag: str, text: str) -> str:
    return f"<{tag}>{conditional_escape(text)}</{tag}>" if tag else str(conditional_escape(text))
