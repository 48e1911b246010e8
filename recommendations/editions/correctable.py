"""Which rows can be corrected, in which fields, and how what is to stand there is kept until it is published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet

from organisations.accounts.roles import Power
from recommendations.models import AdditionalInformation, Assessment, ProgressReport

from .evidence import EVIDENCE, evidence_of, link_as_kept, put_evidence

Row = Assessment | ProgressReport | AdditionalInformation


@dataclass(frozen=True)
class Correctable:
    """A kind of row: its column in `Correction`, the fields that one is asked for, and the power that writes them.

    What follows from one of these fields is in `following`. What is no field of the row but belongs to it, as a whole
    list that is to stand, is in `lists`.
    """

    column: str
    asked: tuple[str, ...]
    power: Power
    following: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.asked, *self.lists, *self.following)


TEXT = ("summary", "official_wording", "footnotes")
OF_A_REPORT = ("self_rating", *TEXT, "done", "next_steps", "expected_on", "nil_reason", "note")

BY_MODEL: Mapping[type[Model], Correctable] = {
    Assessment: Correctable(
        "assessment", (*TEXT, "conclusion", "rating"), Power.DRAFT_ASSESSMENT, following=("rating_basis",)
    ),
    ProgressReport: Correctable("report", OF_A_REPORT, Power.DECIDE_REPORT, lists=(EVIDENCE,)),
    AdditionalInformation: Correctable("addition", (*TEXT, "kind", "expected_by"), Power.DECIDE_REPORT),
}


def correctable(row: Model) -> Correctable:
    return BY_MODEL[type(row)]


def copies_of(row: Row) -> "QuerySet[Any]":
    """The row, and of a report that its organisation gave here also its copies under the other recommendations."""
    if isinstance(row, ProgressReport) and row.given_here:
        same = {"period": row.period_id, "commitment": row.commitment_id, "organisation": row.organisation_id}
        return ProgressReport.objects.published().filter(given_here=True, **same).order_by("public_id")
    return type(row)._default_manager.filter(pk=row.pk)


def where_corrected(row: Row) -> Row:
    """The row at which its correction is written: of copies, the first."""
    return copies_of(row).first() or row


def standing(row: Row, names: Iterable[str]) -> dict[str, Any]:
    """What the row says in these fields, as JSON keeps it."""
    return {name: evidence_of(row) if name == EVIDENCE else as_kept(getattr(row, name)) for name in names}


def differing(row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
    """What of the values the row does not say yet, as JSON keeps it."""
    given = {name: as_kept(value) for name, value in values.items() if name in correctable(row).fields}
    now = standing(row, given)
    return {name: value for name, value in given.items() if now[name] != value}


def as_kept(value: Any) -> Any:
    """A day as 2014-09-30; texts and lists of texts as they are, and in a list of links each of their facts."""
    if isinstance(value, list):
        return [link_as_kept(each) if isinstance(each, Mapping) else each for each in value]
    return value if value is None or isinstance(value, str) else DjangoJSONEncoder().default(value)


def give(row: Row, values: Mapping[str, Any]) -> None:
    """Let the row say what was kept in its own fields; not saved."""
    for name in own(row, values):
        field: Any = row._meta.get_field(name)
        setattr(row, name, field.to_python(values[name]))


def put(row: Row, values: Mapping[str, Any]) -> None:
    """Let the row say what was kept, and what belongs to it too; saved."""
    give(row, values)
    row.save(update_fields=own(row, values))
    if isinstance(row, ProgressReport) and EVIDENCE in values:
        put_evidence(row, values[EVIDENCE])


def own(row: Row, names: Iterable[str]) -> list[str]:
    """Those that are fields of the row itself."""
    return [name for name in names if name not in correctable(row).lists]
