"""The keys of checks, which never change: written here, and read here."""

from typing import NamedTuple

from .tables import COLUMN_NAMES

BOTH_VERSIONS = "both"
ROW_TOTAL = "organisations in the row"

# What is printed for each column, by the kind of its check.
MEASURES = {"percentage": "percentage", "average": "average", "average_percentage": "percentage of the average"}

# How the key of a claim begins; what follows is the claim's own.
CLAIM = "claim/"


class Key(NamedTuple):
    """What is checked. `place` is the position of a row, or a group, or a requirement, within the table."""

    kind: str
    organisation_type: str
    version: str
    place: str
    measure: str

    def __str__(self) -> str:
        return "/".join(self)


def key_of(written: str) -> Key:
    """The parts of a key. Raises TypeError for the key of a claim."""
    return Key(*written.split("/", 4))


def measure_of(kind: str, column: str) -> str:
    """What a check of this kind measures in a column: "percentage of the average, level 0"."""
    return f"{MEASURES[kind]}, {COLUMN_NAMES[column]}"
