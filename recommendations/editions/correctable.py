"""Which rows can be corrected, in which fields, and how what is to stand there is kept until it is published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet

from organisations.accounts.roles import Power
from recommendations.models import AdditionalInformation, Assessment, ProgressReport

Row = Assessment | ProgressReport | AdditionalInformation


@dataclass(frozen=True)
class Correctable:
    """A kind of row: its column in `Correction`, the fields that one is asked for, and the power that writes them.

    What follows from one of these fields is in `following`.
    """

    column: str
    asked: tuple[str, ...]
    power: Power
    following: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.asked, *self.following)


TEXT = ("summary", "official_wording", "footnotes")
# Not when it is expected to be done: that date moves with the next report, which says why.
OF_A_REPORT = ("self_rating", *TEXT, "done", "next_steps", "nil_reason", "note")

BY_MODEL: Mapping[type[Model], Correctable] = {
    Assessment: Correctable(
        "assessment", (*TEXT, "conclusion", "rating"), Power.DRAFT_ASSESSMENT, following=("rating_basis",)
    ),
    ProgressReport: Correctable("report", OF_A_REPORT, Power.DECIDE_REPORT),
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
    return {name: as_kept(getattr(row, name)) for name in names}


def differing(row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
    """What of the values the row does not say yet, as JSON keeps it."""
    given = {name: as_kept(value) for name, value in values.items() if name in correctable(row).fields}
    now = standing(row, given)
    return {name: value for name, value in given.items() if now[name] != value}


def as_kept(value: Any) -> Any:
    """A day as 2014-09-30; texts and lists of texts as they are."""
    return value if value is None or isinstance(value, str | list) else DjangoJSONEncoder().default(value)


def give(row: Row, values: Mapping[str, Any]) -> None:
    """Let the row say what was kept; not saved."""
    for name, value in values.items():
        field: Any = row._meta.get_field(name)
        setattr(row, name, field.to_python(value))
