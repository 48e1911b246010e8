"""What somebody looks for, as the database is asked for it."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.search import SearchQuery
from django.db.models.expressions import Combinable

from caldicott.search import LANGUAGE, query

# Letters from which on the beginning of a word stands for the whole: "confident" finds confidentiality.
BEGINNING = 4
# A phrase, a word that must not occur, one word or another: whoever writes that gets exactly that.
OPERATOR = re.compile(r'"|(?:^|\s)-\S|\sor\s', re.IGNORECASE)
TERM = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:\.[^\W_]+)*")
# What a question is made of, whatever it is about.
ASKING = """
    a about all am an and any are as at be been being but by can could did do does for from get got had has have how
    i if in into is it its me my of on or our out shall should so than that the their them there they this to us was we
    were what when where whether which who whom whose why will with would you your
"""
NUMBER = r"\s*(?:no\.?|number)?\s*(?P<number>\d{1,4})"
RECOMMENDATION = re.compile(rf"(?:r|rec\.?|recommendation)?{NUMBER}", re.IGNORECASE)
COMMITMENT = re.compile(rf"(?:c|commitment|expectation)?{NUMBER}", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """The words in one line."""

    words: str

    @classmethod
    def of(cls, typed: str) -> "Asked":
        return cls(" ".join(typed.split()))

    @cached_property
    def terms(self) -> list[str]:
        """Each word and number by itself: letters and figures, and what stands between them in care.data or 8,507."""
        return terms_of(self.words)

    @property
    def telling(self) -> list[str]:
        """The terms but for those that only ask, or hold a sentence together; all where there are no others."""
        asking = ASKING.split()
        return [term for term in self.terms if term.casefold() not in asking] or self.terms

    @cached_property
    def query(self) -> Combinable:
        """What has all the words, be it only as the beginnings of longer ones."""
        exact = query(self.words)
        return exact if OPERATOR.search(self.words) or not self.terms else exact | self._beginnings

    @property
    def any_of_it(self) -> "Asked":
        """The same for what has one of the telling words at least."""
        return Asked(" or ".join(self.telling))

    @property
    def recommendation(self) -> int | None:
        """The number of the recommendation that is asked for by its number."""
        return _number(RECOMMENDATION, self.words)

    @property
    def commitment(self) -> int | None:
        return _number(COMMITMENT, self.words)

    @property
    def name(self) -> str:
        """A name as the record writes it, with the apostrophe of print."""
        return self.words.replace("'", "’")

    @property
    def _beginnings(self) -> SearchQuery:
        terms = (f"{term}:*" if len(term) >= BEGINNING else term for term in self.terms)
        return SearchQuery(" & ".join(terms), config=LANGUAGE, search_type="raw")


def terms_of(text: str) -> list[str]:
    return TERM.findall(text)


def _number(pattern: re.Pattern[str], words: str) -> int | None:
    found = pattern.fullmatch(words)
    return int(found["number"]) if found else None
