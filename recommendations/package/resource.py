"""One resource of the package: a table of the public record, and the file that it is written to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Field, ForeignKey, JSONField, Model, QuerySet, TextField

from caldicott.govuk.words import sentence_case

from .columns import Column, Link

ROWS_AT_A_TIME = 500
LONG = (ArrayField, JSONField, TextField)
PUBLIC_ID = "public_id"


@dataclass(frozen=True)
class Resource:
    """A table: which rows of it are public, and the columns by which a row is known.

    A key that has `id` in it keeps the ids that addresses are made of: the public ones of what has such, else those of
    the database. Everywhere else a row is known by what a person knows it by. `names` are the resources that its
    foreign keys name, `always` the columns that have one value in all public rows, `private` the fields that never go
    out. `called` are the columns of a foreign key where they have other names than it or the other's key has; two keys
    may have one in common.
    """

    name: str
    queryset: "QuerySet[Any]"
    key: tuple[str, ...]
    row: str  # what one row is
    names: tuple["Resource", ...] = ()
    always: Mapping[str, str] = field(default_factory=dict)
    private: tuple[str, ...] = ()
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    to_period: str = ""  # the way from a row to its period, of what is published with one

    def of(self, period: Model) -> "Resource":
        """The same table with the rows of one period alone; what belongs to no period, whole."""
        if not self.to_period:
            return self
        return replace(self, queryset=self.queryset.filter(**{self.to_period: period.pk}))

    @property
    def model(self) -> type[Model]:
        return self.queryset.model

    @property
    def path(self) -> str:
        return f"{self.name}.csv"

    @property
    def title(self) -> str:
        return sentence_case(self.name.replace("_", " "))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The key first, long texts last, else as in the model."""
        columns: dict[str, Column] = {}
        for each in self._fields():
            for column in self._columns_of(each):
                columns.setdefault(column.name, column)
        return tuple(
            sorted(columns.values(), key=lambda each: (self._place_in_key(each), isinstance(each.field, LONG)))
        )

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(
            Link(each.name, target.name, self._names_of(each, target))
            for each in self._fields()
            if (target := self._target_of(each))
        )

    @cached_property
    def heading(self) -> list[str]:
        return [column.name for column in self.columns]

    @cached_property
    def key_columns(self) -> tuple[Column, ...]:
        return self.columns[: len(self.key)]

    @property
    def keeps_keys(self) -> bool:
        """Whether its ids are the database's own."""
        return any(column.path == "id" and column.is_own for column in self.key_columns)

    def rows(self) -> Iterator[list[str]]:
        """The cells of every public row, sorted by the key; never many in memory."""
        found = self.queryset.order_by(*(column.order for column in self.key_columns))
        for values in self.selected(found).iterator(chunk_size=ROWS_AT_A_TIME):
            yield self.written(values)

    def selected(self, queryset: "QuerySet[Any]", *more: str) -> "QuerySet[Any, tuple[Any, ...]]":
        """Of each row the values of the columns, and before them those of the fields named."""
        return queryset.values_list(*more, *(column.selected for column in self.columns))

    def written(self, values: tuple[Any, ...]) -> list[str]:
        return [column.write(value) for column, value in zip(self.columns, values, strict=True)]

    def key_of(self, cells: list[str]) -> tuple[str, ...]:
        return tuple(cells[: len(self.key)])

    def _fields(self) -> "list[Field[Any, Any]]":
        fields = {each.name: each for each in self.model._meta.concrete_fields if each.name not in self.private}
        own = fields.pop("id", None)
        if "id" in self.key and PUBLIC_ID not in fields and own is not None:
            fields["id"] = own
        return list(fields.values())

    def _target_of(self, each: "Field[Any, Any]") -> "Resource | None":
        if not isinstance(each, ForeignKey):
            return None
        return next(resource for resource in self.names if resource.model is each.related_model)

    def _names_of(self, each: "Field[Any, Any]", target: "Resource") -> tuple[str, ...]:
        """A key of one column is named for the field; one of several columns keeps their names, unless it is called."""
        if each.name in self.called:
            return self.called[each.name]
        return (each.name,) if len(target.key) == 1 else target.key

    def _columns_of(self, each: "Field[Any, Any]") -> Iterator[Column]:
        title, told = sentence_case(str(each.verbose_name)), str(each.help_text)
        target = self._target_of(each)
        if target is None:
            public = each.name == PUBLIC_ID
            null = each.null and not public
            name = "id" if public else each.name
            yield Column(name, each.name, each, null, title, told, values=self._values_of(each))
            return
        for name, column in zip(self._names_of(each, target), target.key_columns, strict=True):
            path = f"{each.name}__{column.path}"
            told = f"{told} As {column.name} in {target.path}.".strip()
            yield Column(name, path, column.field, each.null, title, told, is_own=False)

    def _values_of(self, each: "Field[Any, Any]") -> tuple[tuple[str, str], ...]:
        known = tuple((str(value), str(label)) for value, label in each.flatchoices)
        always = self.always.get(each.name)
        return tuple((value, label) for value, label in known if always in (None, value))

    def _place_in_key(self, column: Column) -> int:
        return self.key.index(column.name) if column.name in self.key else len(self.key)
