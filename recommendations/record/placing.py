"""How an entry of the record gets its row: made once, then left alone, or put back as shipped."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import DataError, IntegrityError
from django.db.models import Model

from caldicott.commands import one_line
from recommendations.models.wording import Worded

from .files import RecordError

Row = TypeVar("Row", bound=Model)


@dataclass
class Placing:
    """One run over the record. `changed` counts the rows made, or with `reset` put back, by their model."""

    reset: bool = False
    changed: Counter[type[Model]] = field(default_factory=Counter)
    made: set[tuple[type[Model], Any]] = field(default_factory=set)

    def put(self, model: type[Row], key: dict[str, Any], values: dict[str, Any]) -> Row:
        """The row of that key: made with `values`, or found; a row found is changed only by a reset.

        Raises RecordError where the database refuses it: a value is not allowed, or another row stands in the way.
        """
        try:
            row, made = model._default_manager.get_or_create(**key, defaults=values)
            changed = made or (self.reset and self.put_back(row, values))
        except (DataError, IntegrityError) as error:
            which = ", ".join(str(value) for value in key.values())
            raise RecordError(f"{model._meta.verbose_name} {which} cannot be placed: {one_line(error)}") from error
        if made:
            self.made.add((model, row.pk))
        if changed:
            self.count(model)
        return row

    def put_all(
        self,
        model: type[Row],
        shared: dict[str, Any],
        key: str,
        rows: dict[Any, dict[str, Any]],
        *,
        follow: bool = False,
    ) -> None:
        """Like `put` for many rows that share some values, by the one field that tells them apart, in few queries.

        With `follow` a row found is brought up to date by every run: it follows from other rows, nobody edits it.
        """
        found = {getattr(row, key): row for row in model._default_manager.filter(**shared)}
        new = [model(**shared, **{key: name}, **values) for name, values in rows.items() if name not in found]
        model._default_manager.bulk_create(new, batch_size=1_000)
        changed = [
            row
            for name, row in found.items()
            if name in rows and (self.reset or follow) and set_differing(row, rows[name])
        ]
        if changed:
            model._default_manager.bulk_update(changed, list(next(iter(rows.values()))), batch_size=500)
        self.count(model, len(new) + len(changed))

    def put_back(self, row: Model, values: dict[str, Any]) -> bool:
        """Give a found row the shipped values and take out the official wording; whether anything differed."""
        if isinstance(row, Worded):
            values = {**values, "official_wording": "", "footnotes": []}
        different = set_differing(row, values)
        if different:
            row.save(update_fields=different)
        return bool(different)

    def is_new(self, row: Model) -> bool:
        return (type(row), row.pk) in self.made

    def count(self, model: type[Model], number: int = 1) -> None:
        if number:
            self.changed[model] += number


def set_differing(row: Model, values: dict[str, Any]) -> list[str]:
    """Give the row those of the values that it does not have; the names of these."""
    different = [name for name, value in values.items() if not has(row, name, value)]
    for name in different:
        setattr(row, name, values[name])
    return different


def has(row: Model, name: str, value: Any) -> bool:
    """Whether the row's field has the value; of a related row the key is enough, so that none is fetched."""
    key = row._meta.get_field(name)
    if key.is_relation and isinstance(value, Model):
        return bool(getattr(row, f"{name}_id") == value.pk)
    return bool(getattr(row, name) == value)
