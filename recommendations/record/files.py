"""The data files of the record, read as they stand. Each is a TOML file of one kind of entry."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"

# The date whose position the whole record tells.
POSITION_DATE = datetime.date(2014, 9, 30)

# What the files have in place of a recommendation's number for what stands under none.
INTRODUCTION = "Introduction"

NOT_LOADED = "The record is not loaded: run load_record first."


class RecordError(Exception):
    """A data file cannot be read, or the record cannot be loaded; the message is one line that says what to mend."""


class Entry(dict[str, Any]):
    """One table of a data file, which knows its place when something is missing."""

    def __init__(self, place: str, values: dict[str, Any]) -> None:
        super().__init__({name: stripped(value) for name, value in values.items()})
        self.place = place

    def __missing__(self, name: str) -> Any:
        raise RecordError(f"{self.place} has no “{name}”.")


def entries(kind: str) -> list[Entry]:
    """The entries of one data file, in order; the file is named for the plural, its tables for the singular.

    Raises RecordError where the file is missing or is not TOML.
    """
    path = DATA / FILES[kind]
    try:
        with path.open("rb") as file:
            read = tomllib.load(file)[kind]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise RecordError(f"{path.name} cannot be read: {error}") from error
    return [Entry(f"{path.name}: entry {number}", values) for number, values in enumerate(read, 1)]


def stripped(value: Any) -> Any:
    """A text without the line break that a TOML text over several lines begins or ends with."""
    return value.strip() if isinstance(value, str) else value


FILES = {
    "organisation": "organisations.toml",
    "recommendation": "recommendations.toml",
    "commitment": "commitments.toml",
    "progress_report": "progress_reports.toml",
    "additional_information": "additional_information.toml",
    "assessment": "assessments.toml",
}
