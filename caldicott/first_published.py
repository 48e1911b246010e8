"""What this site shows and others published first: told once, for whatever cites it or says how old it is."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Publication:
    """`month` is when it was published, in words; nothing on the record tells the day."""

    publisher: str
    title: str
    month: str


THE_FIRST_YEAR = Publication("Independent Information Governance Oversight Panel", "The First Year", "December 2014")

# A place in its annexes, as the record names it: "Annex 3, introduction". Python and PostgreSQL read it alike.
IN_AN_ANNEX = r"^Annex [123](, |$)"
# By its date, where a position was first told.
POSITIONS: Mapping[datetime.date, Publication] = {datetime.date(2014, 9, 30): THE_FIRST_YEAR}


def first_published(position_date: datetime.date) -> Publication | None:
    """Where the position at this date was first published; None if it was here."""
    return POSITIONS.get(position_date)


def publication_of(sources: Iterable[str]) -> Publication | None:
    """The publication in which all of these sources stand; None where one stands elsewhere, or where there are none."""
    named = list(sources)
    return THE_FIRST_YEAR if named and all(re.match(IN_AN_ANNEX, source) for source in named) else None
