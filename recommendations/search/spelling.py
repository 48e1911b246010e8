"""Words that nobody wrote, and the published words that were meant."""

import re
from collections import defaultdict
from difflib import SequenceMatcher

from django.db import connection

from .asked import Asked
from .sources import SOURCES

# Of each kind the words of so many texts are known, the latest: enough for any word that people use.
TEXTS = 2000
# A word is misspelled at all only from so many letters on, and so many are looked at.
LETTERS, TERMS = 4, 12
# How like two words have to be: by the trigrams that they share, to be looked at; then by their letters in order.
SHARED, LIKE = 0.25, 0.75

# ts_parse names the kind of each piece of a text: 1, 2, 10 and 11 are words and parts of words with a hyphen.
NEAREST = """
WITH words AS (
    SELECT lower(piece.token) AS word, count(*) AS times
    FROM ({texts}) AS texts, ts_parse('default', texts.text) AS piece
    WHERE piece.tokid IN (1, 2, 10, 11)
    GROUP BY lower(piece.token)
)
SELECT asked.term, nearest.word
FROM unnest(%s::text[]) AS asked (term)
CROSS JOIN LATERAL (
    SELECT word, times
    FROM words
    WHERE similarity(word, asked.term) > %s
    ORDER BY similarity(word, asked.term) DESC, times DESC, word
    LIMIT 10
) AS nearest
WHERE NOT EXISTS (
    SELECT FROM words
    WHERE starts_with(word, asked.term) OR to_tsvector('english', word) = to_tsvector('english', asked.term)
)
"""


def corrected(asked: Asked) -> Asked | None:
    """What was meant, each word that stands in no published text replaced by the one nearest to it.

    None where every word is known or none comes near. What is not published has no say in it.
    """
    terms = [term.casefold() for term in asked.terms if len(term) >= LETTERS and term.isalpha()][:TERMS]
    near = _nearest(terms) if terms else {}
    meant = {term: best for term, words in near.items() if (best := _likest(term, words))}
    if not meant:
        return None
    return Asked(re.sub(r"[^\W_]+", lambda found: _as_written(found[0], meant), asked.words))


def _nearest(terms: list[str]) -> dict[str, list[str]]:
    """For each term that is no published word, the published words nearest to it."""
    first, *others = (
        source.published().order_by(*source.latest).annotate(text=source.searched.text).values("text")[:TEXTS]
        for source in SOURCES.values()
    )
    texts, parameters = first.union(*others, all=True).query.sql_with_params()
    near = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(NEAREST.format(texts=texts), [*parameters, terms, SHARED])
        for term, word in cursor.fetchall():
            near[term].append(word)
    return near


def _likest(term: str, words: list[str]) -> str | None:
    """The word whose letters are most like the term's, in their order; None where none is like it."""
    likeness = {word: SequenceMatcher(None, term, word).ratio() for word in words}
    best = max(words, key=lambda word: likeness[word])
    return best if likeness[best] >= LIKE else None


def _as_written(term: str, meant: dict[str, str]) -> str:
    """The word that was meant, with a capital where it was typed with one."""
    word = meant.get(term.casefold(), term)
    return word.capitalize() if term[0].isupper() and word != term else word
