"""Kinds of filter that the filter sets of all rooms use."""

from typing import Any

from django.db.models import QuerySet
from django_filters import ChoiceFilter


class TrueOrFalse(ChoiceFilter):
    """`true` or `false`. The library's own boolean filter passes over every other value as if none were given."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[("true", "Yes"), ("false", "No")], **options)

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return super().filter(queryset, value == "true") if value else queryset
