"""What stands in a history, in people's words: the names of rows, of their fields, and of what is in these."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.urls import reverse

from caldicott.differences import Part, differences
from caldicott.govuk.words import date_in_words, moment_in_words
from organisations.models import HistoryRow

NOTHING = "(nothing)"
SHORT = 60  # a longer text is compared word by word

Found = Mapping[tuple[str, int], models.Model]


def model_of(label: str) -> type[models.Model] | None:
    """None for what is no model of the site any more: its history stays."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def find(wanted: Iterable[tuple[str, int]]) -> Found:
    """The rows that are named, with one query for each model."""
    keys: dict[str, set[int]] = defaultdict(set)
    for label, key in wanted:
        keys[label].add(key)
    found = {}
    for label, these in keys.items():
        model = model_of(label)
        if model is not None:
            rows = model._base_manager.select_related(*_named_in(model)).in_bulk(these)
            found.update({(label, key): row for key, row in rows.items()})
    return found


def _named_in(model: type[models.Model], deep: int = 2) -> list[str]:
    """The rows to which a model's rows lead: their names may stand in its own."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    names = [field.name for field in fields if field.related_model is not model]
    if deep > 1:
        names += [f"{field.name}__{name}" for field in fields for name in _named_in(field.related_model, deep - 1)]
    return names


def named_by(row: HistoryRow) -> Iterable[tuple[str, int]]:
    """The rows that a history row names: its own, and those to which its columns lead."""
    yield row.subject_type, row.subject_id
    fields = _fields(row.subject_type)
    for column in row.columns:
        related = getattr(fields.get(column), "related_model", None)
        for side in (row.before, row.after):
            if related is not None and isinstance(side.get(column), int):
                yield related._meta.label_lower, side[column]


def _fields(label: str) -> dict[str, Any]:
    model = model_of(label)
    return {str(field.column): field for field in model._meta.concrete_fields} if model else {}


def kind_in_words(label: str) -> str:
    model = model_of(label)
    return str(model._meta.verbose_name).capitalize() if model else label


def subject_in_words(label: str, key: int, found: Found, values: Mapping[str, Any] | None = None) -> str:
    """Its kind and name; of a row that is gone, the name that it had as far as the history tells."""
    row = found.get((label, key))
    if row is not None:
        return f"{kind_in_words(label)}: {row}"
    last = next((str(told) for name in ("name", "title", "email") if (told := (values or {}).get(name))), str(key))
    return f"{kind_in_words(label)}: {last} (not there any more)"


def address_of(label: str, key: int) -> str:
    """Of its history at the desk; empty for what has no page there."""
    model = model_of(label)
    if model is None or not admin.site.is_registered(model):
        return ""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_history", args=[key])


def changes_in_words(row: HistoryRow, found: Found) -> list[dict[str, Any]]:
    """Field by field: `before` and `after`, or `parts` where a long text became another.

    `only` is all that there is to tell of a row that was made or deleted.
    """
    fields = _fields(row.subject_type)
    told = []
    for column in row.columns:
        field = fields.get(column)
        before, after = (_value(field, side.get(column), found) for side in (row.before, row.after))
        if before == after:
            continue
        parts: list[Part] = []
        if NOTHING not in (before, after) and max(len(before), len(after)) > SHORT:
            parts = differences(before, after)
        only = {HistoryRow.Deed.INSERT: after, HistoryRow.Deed.DELETE: before}.get(HistoryRow.Deed(row.deed), "")
        told.append({"field": _field(field, column), "before": before, "after": after, "only": only, "parts": parts})
    return told


def _field(field: Any, column: str) -> str:
    name = str(field.verbose_name) if field else column.replace("_", " ")
    return name[:1].upper() + name[1:]


def _value(field: Any, value: Any, found: Found) -> str:
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field, models.ForeignKey):
        related = found.get((field.related_model._meta.label_lower, value))
        return str(related) if related else f"{field.related_model._meta.verbose_name} {value}"
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return moment_in_words(datetime.datetime.fromisoformat(value))
    if isinstance(field, models.DateField):
        return date_in_words(value)
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, dict):
        return "\n".join(f"{name.replace('_', ' ')}: {_plain(told)}" for name, told in value.items())
    return str(value)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
