"""The Table Schema of a resource: what its columns hold, in the words of the Data Package standard."""

import re
from typing import Any

from django.core.validators import RegexValidator

from .columns import MISSING, Column
from .kinds import TEXT
from .resource import Resource

SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


def schema_of(resource: Resource) -> dict[str, Any]:
    """The schema. Where a part of the key may be null the standard has no primary key; it is a unique key then."""
    key = list(resource.key)
    known = {"uniqueKeys": [key]} if any(column.null for column in resource.key_columns) else {"primaryKey": key}
    return {
        "$schema": SCHEMA,
        "fields": [field_of(column) for column in resource.columns],
        "missingValues": [MISSING],
        **known,
        **({"foreignKeys": foreign_keys_of(resource)} if resource.links else {}),
    }


def field_of(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "type": column.kind.name, "title": column.title}
    if column.description:
        told["description"] = column.description
    if column.kind.name == "boolean":
        told |= {"trueValues": ["true"], "falseValues": ["false"]}
    if not column.missing:
        told["missingValues"] = []
    if column.values:
        told["categories"] = [{"value": value, "label": label} for value, label in column.values]
    if constraints := constraints_of(column):
        told["constraints"] = constraints
    return told


def constraints_of(column: Column) -> dict[str, Any]:
    """What every cell holds to. That no two rows have the same is told of the columns that are unique by themselves."""
    least, greatest = column.limits
    told = {
        "required": not column.null or None,
        "unique": (column.is_own and column.field.unique) or None,
        "minimum": least,
        "maximum": greatest,
        "maxLength": column.field.max_length if column.kind is TEXT else None,
        "pattern": pattern_of(column),
        "enum": [value for value, _ in column.values] or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def pattern_of(column: Column) -> str | None:
    """The pattern of an address, as XML Schema writes patterns: without marks of the beginning and the end."""
    for validator in column.field.validators:
        if isinstance(validator, RegexValidator):
            return re.compile(validator.regex).pattern.removeprefix("^").removesuffix(r"\Z")
    return None


def foreign_keys_of(resource: Resource) -> list[dict[str, Any]]:
    named = {target.name: target for target in resource.names}
    return [
        {
            "fields": list(link.columns),
            "reference": {"resource": link.resource, "fields": list(named[link.resource].key)},
        }
        for link in resource.links
    ]
