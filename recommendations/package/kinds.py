"""The kinds of value that a column holds: how each is written in a cell, and read from it."""

import datetime
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from caldicott.tables import moment


def as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True)
class Kind:
    """One kind: its name in Table Schema, and the two ways between a value and its cell."""

    name: str
    write: Callable[[Any], str]
    parse: Callable[[str], Any]
    alike: Callable[[str], str] = as_it_is  # cells that tell the same become the same text

    def read(self, cell: str) -> Any:
        """The value. Raises ValueError for any other cell than `write` makes: "007" is not 7, or keys would be two."""
        try:
            value = self.parse(cell)
            if self.write(value) == cell:
                return value
        except (OverflowError, RecursionError) as error:
            raise ValueError(cell) from error
        raise ValueError(cell)


def whole_number(cell: str) -> int:
    # As many digits as the largest of the database's numbers has: Python need not read a longer one.
    if not re.fullmatch(r"-?[0-9]{1,19}", cell):
        raise ValueError(cell)
    return int(cell)


def truth(value: bool) -> str:
    return "true" if value else "false"


def in_json(texts: list[str]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def texts_in_json(cell: str) -> list[str]:
    texts = json.loads(cell)
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(cell)
    return texts


def facts_in_json(cell: str) -> str:
    """The cell itself, which the database takes as it is: what Python makes of a number may not be what it was."""
    if not isinstance(json.loads(cell), dict | None):
        raise ValueError(cell)
    return cell


def ordered_json(cell: str) -> str:
    return json.dumps(json.loads(cell), sort_keys=True) if cell else cell


TEXT = Kind("string", str, as_it_is)

# The first that fits a field counts.
KINDS: tuple[tuple[type["models.Field[Any, Any]"], Kind], ...] = (
    (models.BooleanField, Kind("boolean", truth, "true".__eq__)),
    (models.IntegerField, Kind("integer", str, whole_number)),
    (models.DateTimeField, Kind("datetime", moment, datetime.datetime.fromisoformat)),
    (models.DateField, Kind("date", datetime.date.isoformat, datetime.date.fromisoformat)),
    (ArrayField, Kind("array", in_json, texts_in_json)),
    (models.JSONField, Kind("object", as_it_is, facts_in_json, alike=ordered_json)),
    (models.CharField, TEXT),
    (models.TextField, TEXT),
)


def kind_of(field: "models.Field[Any, Any]") -> Kind:
    """Raises TypeError for a field of which it is not told how it stands in a cell."""
    for type_, kind in KINDS:
        if isinstance(field, type_):
            return kind
    raise TypeError(f"It is not told how {field} stands in a cell.")
