"""Compares a published period with the one before it and writes down what changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from recommendations.models import Assessment, Change, Period, ProgressReport, SelfRating

# One publication at a time: a reader goes on from the last id that it saw, so what is written later must not appear
# below it.
LOCK = 20140931
ROWS_AT_A_TIME = 2_000

Facts = dict[str, str]
# By what it tells of: the columns of `Change` that name it, in the order of the columns below.
Told = dict[tuple[int | None, ...], Facts]

ASSESSED = ("recommendation_id",)
REPORTED = ("recommendation_id", "commitment_id", "organisation_id")


@transaction.atomic
def record_changes(period: Period) -> int:
    """Write down what the publication of a period changed; how many changes that is.

    To be called in the transaction that publishes. A period whose changes are written down already gets no more.
    Raises ValueError for a period that is not published: nothing of it may be told.
    """
    if not period.is_published:
        raise ValueError(f"{period} is not published.")
    wait_for_turn()
    if period.changes.exists():
        return 0
    before = Period.objects.published_before(period).first()
    changes = [Change(kind=Change.Kind.PERIOD, after={"period": period.slug}), *assessments(before, period)]
    changes += self_ratings(before, period)
    now = timezone.now()  # one moment for all of them, however long it takes
    for change in changes:
        change.period, change.at = period, now
    Change.objects.bulk_create(changes, batch_size=ROWS_AT_A_TIME)
    return len(changes)


def wait_for_turn() -> None:
    """Wait until no other transaction is writing changes; whoever comes later waits for this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def assessments(before: Period | None, after: Period) -> Iterator[Change]:
    """Of the system overall and of each recommendation, whose rating or conclusion is another than before."""
    for key, then, now in differing(assessed_in(before), assessed_in(after)):
        yield change_of(Change.Kind.ASSESSMENT, ASSESSED, key, then, now)


def self_ratings(before: Period | None, after: Period) -> Iterator[Change]:
    """Of each row, whose self-rating is another than before. A row that told nothing and is gone is no change."""
    for key, then, now in differing(reported_in(before), reported_in(after)):
        if now is not None or then != {"self_rating": SelfRating.NOT_REPORTED}:
            yield change_of(Change.Kind.SELF_RATING, REPORTED, key, then, now)


def assessed_in(period: Period | None) -> Told:
    """The rating and the conclusion of each recommendation, that of the system overall first."""
    if period is None:
        return {}
    rows = Assessment.objects.published().filter(period=period).order_by(F("recommendation").asc(nulls_first=True))
    told = rows.values_list("recommendation", "rating", "conclusion")
    return {(number,): {"rating": rating, "conclusion": conclusion} for number, rating, conclusion in told}


def reported_in(period: Period | None) -> Told:
    """The self-rating of each row, in the order of the report."""
    if period is None:
        return {}
    rows = ProgressReport.objects.published().filter(period=period).order_by("position", "pk")
    return {tuple(key): {"self_rating": told} for *key, told in rows.values_list(*REPORTED, "self_rating")}


def differing(before: Told, after: Told) -> Iterator[tuple[tuple[int | None, ...], Facts | None, Facts | None]]:
    """What is told otherwise than before or anew, then what is told no more; None where nothing is told."""
    for key, now in after.items():
        if before.get(key) != now:
            yield key, before.get(key), now
    for key, then in before.items():
        if key not in after:
            yield key, then, None


def change_of(
    kind: str, columns: tuple[str, ...], key: tuple[int | None, ...], before: Facts | None, after: Facts | None
) -> Change:
    names: Mapping[str, Any] = dict(zip(columns, key, strict=True))
    return Change(kind=kind, before=before, after=after, **names)
