"""Narrowing, searching and ordering a list. Each of the three refuses what it does not understand."""

from typing import Any

import django_filters
from django.db import models
from django.db.models import F, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend, SearchFilter
from rest_framework.request import Request

from ..filters import Digits, Number

LONGEST_SEARCH = 200
MOST_VALUES_NAMED = 100
SOME_TEXT = {"type": "string", "minLength": 1}


class Filters(BaseFilterBackend):
    """Applies the view's `filterset_class`, which the pages use too."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filters = view.filterset_class(request.query_params, queryset=queryset, request=request)
        if not filters.is_valid():
            raise ValidationError({name: [what_is_allowed(filters.form.fields[name])] for name in filters.form.errors})
        return filters.qs

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {"name": name, "in": "query", "required": False, "description": about(told), "schema": schema_of(told)}
            for name, told in view.filterset_class.base_filters.items()
        ]


def what_is_allowed(field: Any) -> str:
    """A sentence with the values that a filter's form field takes."""
    if isinstance(field, Digits):
        return str(field.error_messages["invalid"])
    values = [str(value) for value, _ in field.choices if value not in ("", None)]
    if not values:
        return "There is nothing to choose from yet."
    more = f" and {len(values) - MOST_VALUES_NAMED} more" if len(values) > MOST_VALUES_NAMED else ""
    return f"Give one of: {', '.join(values[:MOST_VALUES_NAMED])}{more}."


def about(told: django_filters.Filter) -> str:
    """What a filter narrows by: "Lead organisation, by its slug"."""
    if isinstance(told, django_filters.ModelChoiceFilter):
        return f"{told.label}, by its {key_of(told).verbose_name}."
    return f"{told.label}."


def schema_of(told: django_filters.Filter) -> dict[str, Any]:
    """What a filter takes, as JSON Schema, without a look at the database."""
    if isinstance(told, django_filters.ModelChoiceFilter):
        return schema_of_key(key_of(told))
    if isinstance(told, Number):
        return {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
    choices = told.extra["choices"]
    return SOME_TEXT if callable(choices) else {"type": "string", "enum": [value for value, _ in choices]}


def key_of(told: django_filters.ModelChoiceFilter) -> Any:
    """The column by which a filter finds its object."""
    return told.queryset.model._meta.get_field(told.extra["to_field_name"])


def schema_of_key(field: Any) -> dict[str, Any]:
    if isinstance(field, models.IntegerField):
        return {"type": "integer", "minimum": 1}
    if isinstance(field, models.DateField):
        return {"type": "string", "format": "date"}
    return SOME_TEXT


class Search(SearchFilter):
    """Rows in which every word of `search` occurs, in one or another of the view's `search_fields`."""

    search_param = "search"

    def get_search_terms(self, request: Request) -> list[str]:
        asked = request.query_params.get(self.search_param, "")
        if len(asked) > LONGEST_SEARCH or "\x00" in asked:
            raise ValidationError({self.search_param: [f"Give at most {LONGEST_SEARCH} characters, none of them NUL."]})
        return super().get_search_terms(request)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": self.search_param,
                "in": "query",
                "required": False,
                "description": "Words that must all occur; a phrase in quotation marks counts as one.",
                "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH},
            }
        ]


class Ordering(BaseFilterBackend):
    """Orders by the fields that the view declares: `ordering_fields`, from public name to column.

    Rows without a value come last either way; rows that are equal keep one order from page to page.
    """

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        asked = request.query_params.get("ordering")
        if asked is None:
            return queryset
        # By the id that everybody knows: the rows' own keys tell in which order they were begun.
        last = view.ordering_fields.get("id", "pk")
        return queryset.order_by(*(by(term, view.ordering_fields) for term in asked.split(",")), last)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = "|".join(view.ordering_fields)
        return [
            {
                "name": "ordering",
                "in": "query",
                "required": False,
                "description": "Fields separated by commas; a minus turns one round.",
                "schema": {"type": "string", "pattern": f"^-?({names})(,-?({names}))*$"},
            }
        ]


def by(term: str, columns: dict[str, str]) -> models.expressions.OrderBy:
    """One term of `ordering` as the database takes it."""
    column = columns.get(term.removeprefix("-"))
    if column is None:
        raise ValidationError({"ordering": [f"Unknown field “{term}”. Order by: {', '.join(columns)}."]})
    return F(column).desc(nulls_last=True) if term.startswith("-") else F(column).asc(nulls_last=True)
