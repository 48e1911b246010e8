"""Names of bodies as they are printed: told apart, and told to be the same under another order or case of words."""

import re
from collections.abc import Sequence

# The lead organisations of Annex 2, Table B.
LEADS = (
    "Leading National Organisations",
    "NHS Trust Development Authority",
    "NHS Leadership Academy",
    "Local NHS Providers",
    "Local Commissioners",
    "All Organisations",
    "NHS Employers",
    "NHS England",
    "All Staff",
    "CAG-HRA",
    "Monitor",
    "HSCIC",
    "IIGOP",
    "AMRC",
    "ISCG",
    "BMA",
    "CQC",
    "HEE",
    "ICO",
    "DH",
)
_COLLECTIVE = re.compile(r"(?:all|local|leading)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z][A-Z-]+")

_NAME = r"(?P<name>(?:[Tt]he )?[A-Z][\w&-]*(?: [A-Z][\w&-]*)*)"
_ADVERB = r"(?:has|have|also|further|initially|more recently)"
_VERB = r"(?:reported|reports|report:|advised|noted|committed|highlighted|published|is aware)"
_BEFORE = r"(?:In addition|In response|As part of|More recently)(?: (?!has\b|have\b)[^“‘.,]{1,90}?)??"
_SPEAKING = re.compile(rf"(?:{_BEFORE} )?{_NAME}(?: {_ADVERB})* {_VERB}")
_NOBODY = frozenset({"they", "it", "we", "this", "there", "these"})


def leading_lead(words: Sequence[str]) -> int:
    """How many of the first words name a lead organisation of Table B (0: none); an unknown acronym counts as one."""
    folded = [word.casefold() for word in words[:4]]
    for name in LEADS:
        parts = name.casefold().split()
        if folded[: len(parts)] == parts:
            return len(parts)
    return 1 if words and _ACRONYM.fullmatch(words[0]) else 0


def speaker(text: str) -> str | None:
    """Who is said to report, advise or note something in the first words of a paragraph; None where nobody is."""
    match = _SPEAKING.match(text)
    if match is None or match["name"].casefold() in _NOBODY:
        return None
    return match["name"]


def is_collective(name: str) -> bool:
    """Whether a name means several bodies ("All organisations"), for whom any one may speak."""
    return _COLLECTIVE.match(name) is not None


def same_body(one: str, other: str) -> bool:
    """Whether two printed names are of the same words, in whatever order: "Trust Development", "Development Trust"."""
    return _words(one) == _words(other)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().split()) - {"the"}
