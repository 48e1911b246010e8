"""One column of a file: which field of the database it is, how its cells are written, and what may stand in them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import F, Field, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Collate

from .kinds import TEXT, Kind, kind_of

MISSING = ""  # the cell of a null

# The largest whole number that every reader of JSON holds: an id up to here leaves more than enough for later ones.
LARGEST_ID = 2**53 - 1


@dataclass(frozen=True)
class Column:
    """One column. Of a foreign key, `field` is the key of what it names, and `path` leads there."""

    name: str
    path: str
    field: "Field[Any, Any]"
    null: bool
    title: str
    description: str = ""
    is_own: bool = True  # not of a foreign key
    values: tuple[tuple[str, str], ...] = ()  # all that it may hold, each with its label, where that is known

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.field)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The cells that stand for null. A text that is not null may be empty, so that for it there is none."""
        return () if self.kind is TEXT and not self.null else (MISSING,)

    @cached_property
    def limits(self) -> tuple[int | None, int | None]:
        """The least and the greatest whole number, as the database takes them; None for other kinds."""
        if self.name == "id":
            return 1, LARGEST_ID
        if isinstance(self.field, models.IntegerField):
            return connection.ops.integer_field_range(self.field.get_internal_type())
        return None, None

    @property
    def selected(self) -> Combinable:
        """What a query selects. Facts in JSON as the database writes them: a null of theirs is not the lack of them."""
        return Cast(self.path, models.TextField()) if isinstance(self.field, models.JSONField) else F(self.path)

    @property
    def order(self) -> Combinable:
        """By what rows are sorted: texts by their characters, in whatever language the database sorts."""
        return Collate(self.path, "C") if self.kind is TEXT else F(self.path)

    def write(self, value: Any) -> str:
        """The cell of a value as `selected` gives it."""
        return MISSING if value is None else self.kind.write(value)

    def read(self, cell: str) -> Any:
        """The value of a cell. Raises ValueError with the reason where it may not stand here."""
        if cell in self.missing:
            if self.null:
                return None
            raise ValueError("is empty")
        try:
            value = self.kind.read(cell)
        except ValueError as error:
            raise ValueError(f"is not written as {self.kind.name}") from error
        self._check(cell, value)
        return value

    def stored(self, value: Any) -> Any:
        """What a row is given for a value that `read` gave, so that the database stores just that."""
        if isinstance(self.field, models.JSONField) and value is not None:
            return Cast(Value(value), self.field)
        return value

    def alike(self, cell: str) -> str:
        """What two cells have in common that tell the same."""
        return self.kind.alike(cell)

    def _check(self, cell: str, value: Any) -> None:
        known = [name for name, _ in self.values]
        if known and cell not in known:
            raise ValueError(f"is none of {', '.join(known)}")
        least, greatest = self.limits
        if (least is not None and value < least) or (greatest is not None and value > greatest):
            raise ValueError(f"does not lie between {least} and {greatest}")
        try:
            self.field.run_validators(value)
        except ValidationError as error:
            raise ValueError(f"is not allowed: {' '.join(error.messages)}") from error


@dataclass(frozen=True)
class Link:
    """A foreign key: the field of the model, the resource that it names, and the columns that hold the other's key."""

    field: str
    resource: str
    columns: tuple[str, ...]
