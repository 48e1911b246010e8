"""What people may write in another way than the texts do: a search finds both."""

import re

# What people write, and as what else it is looked for, where PostgreSQL's dictionary does not lead there: names run
# together, and verbs that change within.
WORDS = {
    "caredata": "care.data",
    "optout": "opt out",
    "optouts": "opt out",
    "gave": "give",
    "given": "give",
    "held": "hold",
    "kept": "keep",
    "knew": "know",
    "known": "know",
    "lost": "lose",
    "saw": "see",
    "seen": "see",
    "sent": "send",
    "told": "tell",
}
WORD = re.compile(r"[^\W\d_]+")
# A whole number of four digits or more, with commas between its thousands or without.
NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{4,})(?!\d|,\d)")


def otherwise_spelled(text: str) -> str:
    """The text with each of the words above, and each number of four digits or more, written in its other way."""
    spelled = WORD.sub(lambda found: WORDS.get(found[0].casefold(), found[0]), text)
    return NUMBER.sub(lambda found: _other_number(found[0]), spelled)


def _other_number(number: str) -> str:
    """8,507 for 8507, and back."""
    return number.replace(",", "") if "," in number else f"{int(number):,}"
