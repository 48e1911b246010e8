"""What a correction changed: the rows as they are now against the bytes of the edition before."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from recommendations.editions.evidence import EVIDENCE as LINKS
from recommendations.editions.evidence import in_one_line
from recommendations.editions.store import text_of
from recommendations.models import Change, Edition
from recommendations.package.resource import Resource
from recommendations.package.resources import (
    ADDITIONAL_INFORMATION,
    ASSESSMENTS,
    EVIDENCE,
    PROGRESS_REPORTS,
    TARGET_DATES,
)

from .told import Cells, Difference, Facts, cells_of, difference


@dataclass(frozen=True)
class Compared:
    """A table whose rows are compared: what is always told of a difference, and what only where it differs itself."""

    kind: str
    table: Resource
    always: tuple[str, ...]
    where_it_differs: tuple[str, ...]


COMPARED = (
    Compared(Change.Kind.ASSESSMENT, ASSESSMENTS, ("rating", "conclusion"), ("rating_basis",)),
    Compared(
        Change.Kind.SELF_RATING,
        PROGRESS_REPORTS,
        ("self_rating",),
        ("done", "next_steps", "nil_reason", "expected_on", LINKS),
    ),
    Compared(Change.Kind.ADDITIONAL_INFORMATION, ADDITIONAL_INFORMATION, ("kind",), ("expected_by",)),
    Compared(Change.Kind.TARGET_DATE, TARGET_DATES, ("expected_on",), ("previously_on", "number", "reason")),
)


def corrected(edition: Edition, before: Edition) -> Iterator[Difference]:
    """That there is another edition, then every row that says something else, in the order of the files."""
    yield Difference(Change.Kind.EDITION, {"edition": str(before.number)}, {"edition": str(edition.number)})
    for compared in COMPARED:
        now = cells_of(compared.table.of(edition.period))
        with ExitStack() as opened:
            then: Iterable[Cells] = read(opened, before, compared.table)
            if LINKS in compared.where_it_differs:
                then = with_links(then, read(opened, before, EVIDENCE))
                now = with_links(now, cells_of(EVIDENCE.of(edition.period)))
            for old, new in side_by_side(then, now):
                yield from differing(compared, old, new)


def read(opened: ExitStack, edition: Edition, table: Resource) -> Iterator[Cells]:
    return csv.DictReader(opened.enter_context(text_of(edition, table.path)))


def with_links(reports: Iterable[Cells], links: Iterable[Cells]) -> Iterator[Cells]:
    """Each with the links that it points to, which stand in a file of their own: as one text with a line for each.

    Both are in the order of the reports; never many in memory.
    """
    grouped = groupby(links, key=itemgetter("report"))
    of, pieces = next(grouped, ("", iter(())))
    for report in reports:
        lines: list[str] = []
        if of == report["id"]:
            lines = [in_one_line(link) for link in pieces]
            of, pieces = next(grouped, ("", iter(())))
        yield {**report, LINKS: "\n".join(lines)}


def side_by_side(before: Iterable[Cells], after: Iterable[Cells]) -> Iterator[tuple[Cells | None, Cells | None]]:
    """The rows of both by their ids, in whose order both are. Never many in memory."""
    then, now = iter(before), iter(after)
    left, right = next(then, None), next(now, None)
    while left is not None or right is not None:
        if right is None or (left is not None and int(left["id"]) < int(right["id"])):
            yield left, None
            left = next(then, None)
        elif left is None or int(left["id"]) > int(right["id"]):
            yield None, right
            right = next(now, None)
        else:
            yield left, right
            left, right = next(then, None), next(now, None)


def differing(compared: Compared, then: Cells | None, now: Cells | None) -> Iterator[Difference]:
    """Nothing where both say the same."""
    row = now or then
    assert row is not None  # noqa: S101 (one of the two is there)
    others = [name for name in compared.where_it_differs if cell(then, name) != cell(now, name)]
    names = [*compared.always, *others]
    before, after = facts_of(then, names), facts_of(now, names)
    if then and now and words_differ(then, now):
        assert before is not None and after is not None  # noqa: S101, PT018 (facts of rows that are there)
        before["narrative"], after["narrative"] = narrative_of(then), narrative_of(now)
    if before != after:
        yield difference(compared.kind, row, before, after)


def words_differ(then: Cells, now: Cells) -> bool:
    """Whether the text says something else. The official wording of the same text, filled in or taken out, does not."""
    if then.get("summary") != now.get("summary"):
        return True
    before, after = then.get("official_wording"), now.get("official_wording")
    return bool(before and after) and before != after


def narrative_of(row: Cells) -> str:
    return row["official_wording"] or row["summary"]


def facts_of(row: Cells | None, names: Iterable[str]) -> Facts | None:
    return {name: row[name] for name in names} if row else None


def cell(row: Cells | None, name: str) -> str | None:
    return row[name] if row else None
