"""A page of the list as it is read: who, what, when and why."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from organisations.models import AuditRow, HistoryRow, User

from .why import deeds_behind, facts_in_words, in_words, subject_parts
from .words import Found, address_of, changes_in_words, find, named_by, subject_in_words


@dataclass(frozen=True)
class Entry:
    at: datetime.datetime
    what: str
    subject: str
    address: str  # of the subject's own history; empty where it has none
    who: str
    person: int | None
    because: Sequence[tuple[str, str]] = ()  # deeds, each with its reason
    changes: Sequence[dict[str, Any]] = ()
    facts: Sequence[tuple[str, str]] = field(default=())


def entries(rows: Sequence[Any]) -> list[Entry]:
    changed = [row for row in rows if isinstance(row, HistoryRow)]
    behind = deeds_behind(changed)
    found = find(_all_named(rows))
    return [
        _of_history(row, behind[row.pk], found) if isinstance(row, HistoryRow) else _of_deed(row, found) for row in rows
    ]


def _all_named(rows: Sequence[Any]) -> Iterable[tuple[str, int]]:
    for row in rows:
        if isinstance(row, HistoryRow):
            yield from named_by(row)
        else:
            yield subject_parts(row)


def _of_history(row: HistoryRow, deeds: Sequence[AuditRow], found: Found) -> Entry:
    person: User | None = next((deed.by for deed in deeds if deed.by), None)
    key, who = row.by_id, row.by_name
    if key is None and person is not None:
        key, who = person.pk, str(person)
    return Entry(
        at=row.at,
        what=str(row.get_deed_display()),
        subject=subject_in_words(row.subject_type, row.subject_id, found, row.before or row.after),
        address=address_of(row.subject_type, row.subject_id),
        who=who or (f"The command {row.command}" if row.command else "The site itself, or its database’s keeper"),
        person=key,
        because=[(in_words(deed.verb), deed.reason) for deed in deeds],
        changes=changes_in_words(row, found),
    )


def _of_deed(deed: AuditRow, found: Found) -> Entry:
    label, key = subject_parts(deed)
    return Entry(
        at=deed.at,
        what=in_words(deed.verb),
        subject=subject_in_words(label, key, found),
        address=address_of(label, key),
        who=str(deed.by or "The clock"),
        person=deed.by_id,
        because=[("", deed.reason)] if deed.reason else [],
        facts=facts_in_words(deed.facts),
    )
