"""The toolkit's data files, read into the values that the checks work on."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from caldicott.commands import one_line
from organisations.toolkit.checks import Check, checks_of
from organisations.toolkit.tables import COLUMNS, Claim, Movement, PrintedLine, Row, Table, Toolkit

from .annex_counts import annex_counts
from .files import DATA, Entry, RecordError

FOLDER = DATA / "toolkit"

Line = dict[str, str]


def lines_of(name: str) -> list[Line]:
    """The lines of one CSV file, in order. Raises RecordError where it cannot be read."""
    try:
        with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            lines = csv.DictReader(file, strict=True)
            return [Entry(f"{name}.csv: line {lines.line_num}", line) for line in lines]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RecordError(f"{name}.csv cannot be read: {error}") from error


@cache
def toolkit() -> Toolkit:
    """All tables that Annex 3 prints. Raises RecordError where a file or a number in it cannot be read."""
    returns, averages = lines_of("returns"), lines_of("averages")
    try:
        return Toolkit(tuple(_table(line, returns, averages) for line in lines_of("tables")))
    except (KeyError, ValueError) as error:
        raise RecordError(f"the toolkit's tables cannot be read: {error}") from error


def movements() -> list[Movement]:
    """The bullets that say which way a group's share went."""
    return [Movement(**entry) for entry in _sentences()["movement"]]


def claims() -> list[Claim]:
    """Every other figure and judgement in words, those that cannot be checked among them."""
    nowhere: dict[str, Any] = {"organisation_type": None, "version": None, "group": None}
    return [Claim(**(nowhere | entry)) for entry in _sentences()["claim"]]


def figure_checks() -> list[Check]:
    """Everything printed, held against what follows, in a fixed order.

    Raises RecordError where the data files do not give what a check needs.
    """
    try:
        return checks_of(toolkit(), movements(), claims(), annex_counts())
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise RecordError(f"the checks of Annex 3 cannot be worked out: {one_line(error)}") from error


def _sentences() -> dict[str, list[dict[str, Any]]]:
    try:
        with (FOLDER / "sentences.toml").open("rb") as file:
            return tomllib.load(file)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecordError(f"sentences.toml cannot be read: {error}") from error


def _table(line: Line, returns: list[Line], averages: list[Line]) -> Table:
    place = (line["organisation_type"], line["version"])
    rows = [row for row in returns if (row["organisation_type"], row["version"]) == place]
    printed = [row for row in averages if (row["organisation_type"], row["version"]) == place]
    return Table(
        organisation_type=line["organisation_type"],
        version=line["version"],
        title=line["title"],
        organisations_stated=int(line["organisations_stated"]) if line["organisations_stated"] else None,
        blanks_included=line["blanks_included"] == "yes",
        note=line["note"],
        source=line["source"],
        rows=tuple(_row(position, row) for position, row in enumerate(rows, start=1)),
        lines=tuple(_printed_line(row) for row in printed),
    )


def _row(position: int, line: Line) -> Row:
    counts = {column: int(value) for column, value in _present(line, "").items()}
    return Row(position, line["group"], line["requirement"], counts, _present(line, "_percent"))


def _printed_line(line: Line) -> PrintedLine:
    return PrintedLine(line["group"], line["label"], _present(line, ""), _present(line, "_percent"))


def _present(line: Mapping[str, str], ending: str) -> dict[str, str]:
    """The columns that the report has, by name; an empty cell is a column that it does not have."""
    return {column: value for column in COLUMNS if (value := line.get(f"{column}{ending}", ""))}
