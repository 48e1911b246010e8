"""The written rules by which words become values: the panel's conclusions ratings, reported progress self-ratings.

The 2014 report gives words and no colours. Each table says which words lead to which value, and why; the first rule
whose pattern is found decides. The tables are data so that the page on method can print them as they stand.
"""

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """One line of a table: a pattern for words in lower case, the value it leads to, and why in one sentence."""

    words: str
    value: str
    explanation: str


# Every pattern starts at the first word, so that a wording the panel has not used ("no good progress") cannot slip in.
RATING_RULES = (
    Rule(
        r"^good progress\W*$",
        "green",
        "The panel calls the progress good and adds nothing that takes from it.",
    ),
    Rule(
        r"^some good progress\b|^(good|positive) progress\b.*\bbut\b|^after a slow start, good progress\b",
        "amber_green",
        "The panel calls the progress good or positive, but only in part, with a “but”, or after a slow start.",
    ),
    Rule(
        r"^no evidence\b|^progress is very slow\b|^little progress\b",
        "red",
        "The panel sees no evidence of progress, or little, or finds it very slow.",
    ),
    Rule(
        r"^progress (has been |is |appears )?(slow|limited)\b"
        r"|^the overall conclusion is that the system should have done better\b",
        "amber_red",
        "The panel calls the progress slow or limited, or says that it should have been better.",
    ),
    Rule(
        r"^some progress\b|^progress has been made\b|^work in progress\b|^after initial delay, work now progressing\b",
        "amber",
        "The panel sees some progress, or work that goes on, and judges it neither good nor slow.",
    ),
)

SELF_RATING_RULES = (
    Rule(
        r"^$",
        "not_reported",
        "Nothing is printed against the commitment.",
    ),
    Rule(
        r"^see [^.]*$|^[^.]* set out against recommendation \w+$",
        "unclear",
        "The whole entry points to another place and says nothing of this commitment.",
    ),
    Rule(
        r"\bstopped\b",
        "stopped",
        "It says that the work has stopped, whatever was done before.",
    ),
    Rule(
        r"\bnot yet begun\b|\bcannot yet\b|\bnot appear to have commenced\b|\bis not live\b|^waiting\b",
        "not_begun",
        "It says that the work has not begun, or that it waits for something else to come first.",
    ),
    Rule(
        r"^(complete|completed|achieved)$|\bproduced this report\b",
        "complete",
        "It says “complete” or “achieved” and leaves nothing open, or the promised report is the one that says so.",
    ),
    Rule(
        r"\b(is|are) ((also|now|currently|still) )?(?!\w*thing\b)\w+ing\b|\bbeing \w+ed\b|\bunder ?way\b"
        r"|\bunder review\b|\bprogressing\b|\bgood progress\b|\bearly (stage|discussions)\b|\bdevelopment of\b",
        "in_progress",
        "It tells of work that is going on: somebody is leading, developing, considering or supporting something.",
    ),
    Rule(
        r"\bmore work is required\b|\bstill to be\b|\bcovers some\b",
        "in_progress",
        "It says that a part is there and a part is still to come.",
    ),
    Rule(
        r"\b(has|have) ((also|now|been) )*(\w+ed|begun|held|made|set)\b|\b(was|were) made\b"
        r"|\b(did establish|established)\b",
        "in_progress",
        "It tells of a step that has been taken, but does not say that the commitment is complete.",
    ),
    Rule(
        # Not "used": "how their information is used" is what a report is about, and not what its author does.
        r"\b(is|are) (?!used\b)\w+ed\b|\bare key considerations\b",
        "in_progress",
        "It describes a practice that is kept up, which is how a standing expectation is met.",
    ),
    Rule(
        r"",
        "unclear",
        "Anything else: an intention for later, or words about another matter.",
    ),
)


def rating_of(conclusion: str) -> str:
    """Return the rating that the words of one of the panel's conclusions stand for.

    Raises ValueError for words that no rule knows: a colour is never guessed.
    """
    for rule in RATING_RULES:
        if _applies(rule, conclusion):
            return rule.value
    raise ValueError(f"No rule gives a rating for the conclusion {conclusion!r}.")


def self_rating_of(words: str) -> str:
    """Return the self-rating that the words of a reported progress stand for; the last rule takes whatever is left."""
    return next(rule.value for rule in SELF_RATING_RULES if _applies(rule, words))


def _applies(rule: Rule, text: str) -> bool:
    return re.search(rule.words, _plain(text)) is not None


def _plain(text: str) -> str:
    """The text in lower case on one line, without the quotation marks and full stops around it."""
    return re.sub(r"^\W+|\W+$", "", " ".join(text.lower().split()))
