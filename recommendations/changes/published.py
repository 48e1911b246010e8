"""What the publication of a period changed: against the period published before it."""

from collections.abc import Iterable, Iterator, Sequence

from recommendations.models import Change, Period, SelfRating
from recommendations.package.resource import Resource
from recommendations.package.resources import ASSESSMENTS, PROGRESS_REPORTS

from .told import Cells, Difference, cells_of, difference

NOTHING_REPORTED = {"self_rating": SelfRating.NOT_REPORTED.value}


def published(period: Period) -> Iterator[Difference]:
    """That it was published, then what the panel concludes and what is reported otherwise than before."""
    before = Period.objects.published_before(period).first()
    yield Difference(Change.Kind.PERIOD, None, {"period": period.slug})
    yield from assessments(before, period)
    yield from self_ratings(before, period)


def assessments(before: Period | None, after: Period) -> Iterator[Difference]:
    """Of the system overall and of each recommendation, whose rating or conclusion is another than before."""
    return differing(
        Change.Kind.ASSESSMENT,
        cells_in(before, ASSESSMENTS),
        cells_in(after, ASSESSMENTS),
        known_by=("recommendation",),
        facts=("rating", "conclusion"),
    )


def self_ratings(before: Period | None, after: Period) -> Iterator[Difference]:
    """Of each row, whose self-rating is another than before. A row that told nothing and is gone is no change."""
    found = differing(
        Change.Kind.SELF_RATING,
        cells_in(before, PROGRESS_REPORTS),
        cells_in(after, PROGRESS_REPORTS),
        known_by=("recommendation", "commitment", "organisation"),
        facts=("self_rating",),
    )
    return (each for each in found if each.after is not None or each.before != NOTHING_REPORTED)


def cells_in(period: Period | None, table: Resource) -> Iterable[Cells]:
    return cells_of(table.of(period)) if period else ()


def differing(
    kind: str, before: Iterable[Cells], after: Iterable[Cells], known_by: Sequence[str], facts: Sequence[str]
) -> Iterator[Difference]:
    """What is told otherwise than before or anew, then what is told no more."""
    then, now = (
        {tuple(row[name] for name in known_by): {name: row[name] for name in facts} for row in rows}
        for rows in (before, after)
    )
    for key, told in now.items():
        if then.get(key) != told:
            yield difference(kind, dict(zip(known_by, key, strict=True)), then.get(key), told)
    for key, told in then.items():
        if key not in now:
            yield difference(kind, dict(zip(known_by, key, strict=True)), told, None)
