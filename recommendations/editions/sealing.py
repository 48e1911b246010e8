"""Seals an edition: everything that it publishes becomes bytes, and a row in the one chain of editions."""

import csv
import os
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction
from django.utils import timezone

from caldicott.tables import moment
from organisations.models import User
from recommendations.changes import record_changes
from recommendations.models import Edition, Period
from recommendations.models.edition import sha256_of
from recommendations.package.descriptor import DESCRIPTOR, descriptor_of
from recommendations.package.writing import Measured, write_rows

from .document import as_json, write_report
from .figures import figures_of
from .missing import ASKED, MISSING, SILENT, missing_reports, silent_organisations, steps_of_asking
from .numbering import number_what_is_new
from .store import Store
from .tables import rows_of, tables_of

ABOUT = "edition.json"
FIGURES = "figures.json"
MISSING_REPORTS = "missing_reports.csv"
SILENT_ORGANISATIONS = "silent_organisations.csv"
DATED_STEPS = "dated_steps.csv"


def wait_for_turn() -> None:
    """Wait until nobody else seals an edition. In a transaction that asks for this first, all it sees is of later.

    A lock on the table and no other, because taking it is no look at the rows: what a transaction of one moment sees
    is what was there when it first looked. The table of periods comes first, as for whoever publishes: in another
    order the two could wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE recommendations_period IN ROW SHARE MODE")
        cursor.execute("LOCK TABLE recommendations_edition IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def seal(period: Period, *, by: User | None, reason: str = "") -> Edition:
    """Seal a published period as it stands: its first edition, or its next, which needs a reason.

    To be called in the transaction that publishes or corrects, after all rows say what they are to say.
    """
    wait_for_turn()
    before = Edition.objects.last_of(period)
    last = Edition.objects.order_by("-place").first()
    number_what_is_new(period)
    edition = Edition(
        period=period,
        number=before.number + 1 if before else 1,
        place=last.place + 1 if last else 1,
        published_at=timezone.now(),
        published_by=by,
        reason=reason,
        previous_sha256=last.manifest_sha256 if last else None,
    )
    store = Store()
    write_files(edition, store)
    edition.manifest = store.manifest
    edition.manifest_sha256 = sha256_of(edition.manifest)
    edition.save(force_insert=True)
    store.belong_to(edition)
    record_changes(edition, before)
    return edition


def seal_if_changed(period: Period, *, by: User | None, reason: str) -> Edition | None:
    """Seal what an act has changed in a published period; None where it published nothing, or changed nothing."""
    if not period.is_published:
        return None
    wait_for_turn()
    before = Edition.objects.last_of(period)
    if before is None:
        return seal(period, by=by)
    number_what_is_new(period)
    return seal(period, by=by, reason=reason) if differs(period, before) else None


def differs(period: Period, edition: Edition) -> list[str]:
    """The names of the files of an edition of which the period's rows say something else by now."""
    sealed = dict(edition.files.values_list("name", "sha256"))
    now = [write_rows(table, nowhere) for table in rows_of(period)]
    return [file.resource.path for file in now if sealed.get(file.resource.path) != file.sha256]


def nowhere(_: str) -> AbstractContextManager[IO[bytes]]:
    """Takes what is written only to be measured."""
    return Path(os.devnull).open("wb")


def write_files(edition: Edition, store: Store) -> None:
    period = edition.period
    tables = [write_rows(table, store.open) for table in tables_of(period)]
    store.write(DESCRIPTOR, descriptor_of(tables, created=edition.published_at))
    store.write(FIGURES, as_json(figures_of(period)))
    write_list(store, MISSING_REPORTS, MISSING, missing_reports(period))
    write_list(store, SILENT_ORGANISATIONS, SILENT, silent_organisations(period))
    write_list(store, DATED_STEPS, ASKED, steps_of_asking(period))
    write_report(period, store)
    store.write(ABOUT, as_json(about(edition)))


def about(edition: Edition) -> dict[str, Any]:
    """What an edition is, and which one it follows: in its manifest, so that it cannot follow another one."""
    return {
        "period": edition.period.slug,
        "number": edition.number,
        "place": edition.place,
        "published_at": moment(edition.published_at),
        "reason": edition.reason,
        "previous_sha256": edition.previous_sha256,
    }


def write_list(store: Store, name: str, heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with store.open(name) as file:
        writer = csv.writer(Measured(file))
        writer.writerow(heading)
        writer.writerows(rows)
