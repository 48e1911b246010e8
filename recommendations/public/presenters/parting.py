"""Where what the organisations report and what the panel concludes part, by a written rule.

The table is data so that the page on method can print it as it is used.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from recommendations.models import GOOD_PROGRESS, Rating, SelfRating

GOING_ON = frozenset({SelfRating.IN_PROGRESS, SelfRating.COMPLETE})
NOT_GOING_ON = frozenset({SelfRating.NOT_BEGUN, SelfRating.STOPPED})
LITTLE_PROGRESS = frozenset({Rating.AMBER_RED, Rating.RED})
SOME_PROGRESS = frozenset({*GOOD_PROGRESS, Rating.AMBER})


class Told(NamedTuple):
    """How many commitments a recommendation has, and how many tell how far they are, go on, are complete, do not."""

    all: int
    tell: int
    go_on: int
    complete: int
    do_not: int


class Parting(NamedTuple):
    """One line of the table: when it fits, the same in plain words, and the sentence for the recommendation's page."""

    name: str
    fits: Callable[[Told, str], bool]
    reported: str
    concluded: str
    sentence: str


# The first that fits. To tell is to say how far one is: "unclear" and "nothing reported" do not.
PARTINGS = (
    Parting(
        "complete",
        lambda told, rating: 0 < told.tell == told.complete and rating not in {*GOOD_PROGRESS, Rating.NOT_ASSESSED},
        "Every commitment that tells how far it is says that it is complete.",
        "The panel does not see good progress.",
        "Every commitment that tells how far it is says that it is complete, yet the panel does not see good progress.",
    ),
    Parting(
        "going_on",
        lambda told, rating: 0 < told.tell == told.go_on and rating in LITTLE_PROGRESS,
        "Every commitment that tells how far it is says that it is in progress or complete.",
        "The panel finds progress slow, limited or hardly there: amber-red or red.",
        "Every commitment that tells how far it is says that work goes on or is complete, yet the panel finds progress "
        "slow, limited or hardly there.",
    ),
    Parting(
        "some_complete",
        lambda told, rating: told.complete > 0 and rating not in {*GOOD_PROGRESS, Rating.NOT_ASSESSED},
        "At least one commitment says that it is complete.",
        "The panel does not see good progress.",
        "At least one commitment says that it is complete, yet the panel does not see good progress.",
    ),
    Parting(
        "none_going_on",
        lambda told, rating: told.all > 0 == told.go_on and rating in SOME_PROGRESS,
        "No commitment says that it is in progress or complete.",
        "The panel sees progress: amber, amber-green or green.",
        "No commitment says that work goes on or is complete, yet the panel sees progress.",
    ),
    Parting(
        "mostly_not_going_on",
        lambda told, rating: told.do_not * 2 > told.all and rating in SOME_PROGRESS,
        "More than half of the commitments say that they have not begun or have stopped.",
        "The panel sees progress: amber, amber-green or green.",
        "More than half of the commitments have not begun or have stopped, yet the panel sees progress.",
    ),
    Parting(
        "mostly_untold",
        lambda told, rating: told.all > 2 * told.tell and rating in GOOD_PROGRESS,
        "More than half of the commitments do not tell how far they are.",
        "The panel sees good progress: amber-green or green.",
        "More than half of the commitments do not tell how far they are, yet the panel sees good progress.",
    ),
    Parting(
        "some_not_going_on",
        lambda told, rating: told.do_not > 0 and rating in GOOD_PROGRESS,
        "At least one commitment says that it has not begun or has stopped.",
        "The panel sees good progress: amber-green or green.",
        "At least one commitment has not begun or has stopped, yet the panel sees good progress.",
    ),
)


def parting(statuses: Iterable[str], rating: str) -> Parting | None:
    """The first line of the table that fits; None where none does, which says no more than that none does.

    `statuses` are those of all commitments of a recommendation.
    """
    told = _told(Counter(statuses))
    return next((each for each in PARTINGS if each.fits(told, rating)), None)


def _told(counts: Counter[str]) -> Told:
    def number(statuses: Iterable[str]) -> int:
        return sum(counts[status] for status in statuses)

    return Told(
        all=counts.total(),
        tell=number(GOING_ON | NOT_GOING_ON),
        go_on=number(GOING_ON),
        complete=counts[SelfRating.COMPLETE],
        do_not=number(NOT_GOING_ON),
    )
