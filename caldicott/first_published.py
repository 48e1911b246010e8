"""What this site shows and others published first: told once, for whatever cites it or says how old it is."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Publication:
    """`month` is when it was published, in words; nothing on the record tells the day."""

    publisher: str
    title: str
    month: str


THE_FIRST_YEAR = Publication("Independent Information Governance Oversight Panel", "The First Year", "December 2014")

# How the record names a place in the annexes to it: "Annex 3, introduction".
ANNEX = "Annex "
# By its date, where a position was first told.
POSITIONS: Mapping[datetime.date, Publication] = {datetime.date(2014, 9, 30): THE_FIRST_YEAR}


def first_published(position_date: datetime.date) -> Publication | None:
    """Where the position at this date was first published; None if it was here."""
    return POSITIONS.get(position_date)


def publication_of(source: str) -> Publication | None:
    """The publication in which a source that the record names stands; None where the record does not tell."""
    return THE_FIRST_YEAR if source.startswith(ANNEX) else None
