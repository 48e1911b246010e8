"""Brings a package into the database: all of it or nothing.

A row that is there already has to be equal in every cell, so that importing again changes nothing; all others are
added. What else the database holds is left alone. Editions come with their bytes, and have to verify in the end.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model

from caldicott.commands import one_line
from recommendations.editions.sealing import wait_for_turn as wait_to_seal
from recommendations.editions.verifying.database import verify_database
from recommendations.models import Edition
from recommendations.record.load import wait_for_turn

from .columns import Link
from .problem import PackageProblem
from .reading import Line, lines_of, opened
from .resource import ROWS_AT_A_TIME, Resource
from .resources import EDITIONS, RESOURCES
from .sealed import bring_sealed

Key = tuple[str, ...]


def import_record(folder: Path) -> Counter[str]:
    """Bring in the package of the folder; how many rows were added, by resource.

    Raises PackageProblem where a file is at fault, or where a row differs from what is there or cannot stand beside it;
    nothing is changed then.
    """
    with opened(folder) as files, transaction.atomic():
        wait_for_turn()
        wait_to_seal()
        here = editions_here()
        refuse_another_chain(lines_of(files[EDITIONS.name], EDITIONS))
        files[EDITIONS.name].seek(0)
        bringing = Import()
        for resource in RESOURCES:
            bringing.bring(resource, lines_of(files[resource.name], resource))
            if resource is EDITIONS:
                refuse_corrections(here, bringing.named[resource.name])
        bring_sealed(folder, bringing.named[EDITIONS.name].values())
        refuse_what_does_not_verify()
        for resource in RESOURCES:
            if resource.keeps_keys and bringing.added[resource.name]:
                later_ids_follow(resource.model)
    return bringing.added


def refuse_another_chain(lines: Iterable[Line]) -> None:
    """Two databases that both published have two chains of editions, and these cannot become one."""
    editions = Edition.objects.select_related("period").defer("manifest")
    here = {str(edition.place): edition for edition in editions}
    for line in lines:
        told = dict(zip(EDITIONS.heading, line.cells, strict=True))
        stands = here.get(told["place"])
        if stands and stands.manifest_sha256 != told["manifest_sha256"]:
            raise line.problem(
                f"at place {stands.place} the database has {stands.period.slug}/{stands.number}, with another "
                "manifest: this is another chain of editions. Bring the package into an empty database."
            )


def editions_here() -> dict[str, set[str]]:
    """The numbers of the editions that the database has, by their periods, as cells."""
    here: dict[str, set[str]] = defaultdict(set)
    for date, number in Edition.objects.values_list("period__position_date", "number"):
        here[date.isoformat()].add(str(number))
    return here


def refuse_corrections(here: Mapping[str, Collection[str]], brought: Iterable[Key]) -> None:
    """Of a period that is published in both, both have to have the same editions: rows are never overwritten."""
    editions = defaultdict(set)
    for period, number in brought:
        editions[period].add(number)
    for period, numbers in sorted(editions.items()):
        if newer := {*numbers} - {*here.get(period, numbers)}:
            raise PackageProblem(
                f"{EDITIONS.path}: edition {min(newer, key=int)} of {period} corrects what the database has, and an "
                "import overwrites nothing. Bring the package into an empty database."
            )
        if missing := {*here.get(period, ())} - numbers:
            raise PackageProblem(
                f"{EDITIONS.path}: edition {min(missing, key=int)} of {period} is in the database and not here. "
                "Take a newer package."
            )


def refuse_what_does_not_verify() -> None:
    """As `verify_editions` does it: files and chain, and that the rows say what is sealed."""
    if found := verify_database().lines:
        raise PackageProblem(f"The editions would not verify: {found[0]}.")


@dataclass
class Import:
    """One run. `named` keeps the rows that later files name, by resource and key."""

    added: Counter[str] = field(default_factory=Counter)
    named: dict[str, dict[Key, Model]] = field(default_factory=dict)

    def bring(self, resource: Resource, lines: Iterator[Line]) -> None:
        kept = self.named[resource.name] = {}
        is_named = any(resource in other.names for other in RESOURCES)
        for batch in iter(lambda: list(islice(lines, ROWS_AT_A_TIME)), []):
            rows = [(line, self._row(resource, line)) for line in batch]
            there = rows_there(resource, batch)
            new = [(line, row) for line, row in rows if not is_there(resource, line, row, there)]
            add(resource, new)
            self.added[resource.name] += len(new)
            if is_named:
                kept.update((resource.key_of(line.cells), row) for line, row in rows)

    def _row(self, resource: Resource, line: Line) -> Model:
        """The row that a line tells, not saved. Only what stands in the package itself can be named."""
        values = values_of(resource, line)
        told = dict(zip(resource.heading, line.cells, strict=True))
        named = {link.field: self._named(link, told, line) for link in resource.links}
        row = resource.model(**values, **named)
        try:
            row.clean()
        except ValidationError as error:
            raise line.problem(" ".join(error.messages)) from error
        return row

    def _named(self, link: Link, told: dict[str, str], line: Line) -> Model | None:
        key = tuple(told[name] for name in link.columns)
        if not all(key):
            return None
        try:
            return self.named[link.resource][key]
        except KeyError as error:
            named = shortened(", ".join(key))
            raise line.problem(f"{link.field} “{named}” is not among the {link.resource} of the package.") from error


def values_of(resource: Resource, line: Line) -> dict[str, Any]:
    """What a row is given for the resource's own columns. Every cell is read, those of foreign keys too."""
    values = {}
    for column, cell in zip(resource.columns, line.cells, strict=True):
        try:
            value = column.read(cell)
        except ValueError as error:
            raise line.problem(f"{column.name} “{shortened(cell)}” {error}.") from error
        if column.is_own:
            values[column.path] = column.stored(value)
    return values


def rows_there(resource: Resource, lines: Iterable[Line]) -> dict[Key, tuple[Any, list[str]]]:
    """Of the rows that these lines tell, those that are in the database: primary key and cells, by their key.

    Published or not: what is not published stands in the way as well.
    """
    first = resource.key_columns[0]
    values = {first.read(line.cells[0]) for line in lines}
    found = resource.selected(resource.model._base_manager.filter(**{f"{first.path}__in": values}), "pk")
    cells = ((pk, resource.written(tuple(values))) for pk, *values in found)
    return {resource.key_of(each): (pk, each) for pk, each in cells}


def is_there(resource: Resource, line: Line, row: Model, there: dict[Key, tuple[Any, list[str]]]) -> bool:
    """Whether the row is in the database; it gets the primary key then. Raises PackageProblem where it differs."""
    if resource.key_of(line.cells) not in there:
        return False
    row.pk, cells = there[resource.key_of(line.cells)]
    for column, here, stands in zip(resource.columns, line.cells, cells, strict=True):
        if column.alike(here) != column.alike(stands):
            raise line.problem(
                f"{column.name} is “{shortened(here)}” here and “{shortened(stands)}” in the database already."
            )
    return True


def add(resource: Resource, rows: list[tuple[Line, Model]]) -> None:
    """Save the rows. Raises PackageProblem with the first line that the database refuses."""
    try:
        with transaction.atomic():
            resource.model._base_manager.bulk_create([row for _, row in rows])
    except (DataError, IntegrityError):
        for line, row in rows:
            try:
                with transaction.atomic():
                    row.save(force_insert=True)
            except (DataError, IntegrityError) as error:
                raise line.problem(refusal(resource.model, error)) from error


def refusal(model: type[Model], error: Exception) -> str:
    """Why the database refuses a row: the sentence of the rule that it breaks, else what the database says."""
    broken = str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", ""))
    told = {
        constraint.name: str(constraint.violation_error_message)
        for constraint in model._meta.constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    }
    return told.get(broken) or one_line(error)


def later_ids_follow(model: type[Model]) -> None:
    """Let the ids that the database gives begin after those that came in; never before where they would anyway."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        (sequence,) = cursor.fetchone()
        cursor.execute(
            f"SELECT setval(%s, greatest(max(id), coalesce(pg_sequence_last_value(%s::regclass), 1))) FROM {table}",  # noqa: S608
            [sequence, sequence],
        )


def shortened(cell: str) -> str:
    return cell if len(cell) <= 60 else f"{cell[:60]}…"
