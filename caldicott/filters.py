"""Kinds of filter that the filter sets of all rooms use."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from django.forms import RegexField
from django_filters import ChoiceFilter, Filter, FilterSet, ModelChoiceFilter
from django_filters.fields import ModelChoiceField, ModelChoiceIterator


class TrueOrFalse(ChoiceFilter):
    """`true` or `false`. The library's own boolean filter passes over every other value as if none were given."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[("true", "Yes"), ("false", "No")], **options)

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return super().filter(queryset, value == "true") if value else queryset


class RowIterator(ModelChoiceIterator):
    """What a field offers, from the database or from what was fetched."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.fetched is None:
            yield from super().__iter__()
            return
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.field.fetched)


class RowField(ModelChoiceField):
    """A choice among rows. After `fetch` the one that is asked for and all that are offered cost one query together."""

    iterator = RowIterator
    fetched: list[Model] | None = None

    def fetch(self) -> None:
        self.fetched = list(self.iterator(self).queryset)

    def to_python(self, value: Any) -> Any:
        offered = (each for each in self.fetched or () if str(self.prepare_value(each)) == value)
        return next(offered, None) or super().to_python(value)


class RowFilter(ModelChoiceFilter):
    """By one of the rows of a queryset, which every list that shows it fetches once."""

    field_class = RowField


class Digits(RegexField):
    """A whole number of digits alone, no more of them than an id of the database can have."""

    def __init__(self, **options: Any) -> None:
        super().__init__(regex=r"\A[0-9]{1,18}\Z", **options)


class Number(Filter):
    """The rows whose column is a whole number; `wanted` tells which, in a sentence."""

    field_class = Digits

    def __init__(self, wanted: str, **options: Any) -> None:
        super().__init__(error_messages={"invalid": wanted}, **options)


class Above(Number):
    """The rows whose column is higher than that."""

    def __init__(self, wanted: str, **options: Any) -> None:
        super().__init__(wanted, lookup_expr="gt", **options)


class PublicFilterSet(FilterSet):
    """A filter set that can leave some of its filters out, for counting what each of their values would leave."""

    def annotated(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The queryset with the columns by which the filters narrow it."""
        return queryset

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return super().filter_queryset(self.annotated(queryset))

    def without(self, names: Collection[str]) -> QuerySet[Any]:
        """The rows that all filters but these leave. The values must be valid."""
        found = self.annotated(self.queryset)
        for name, value in self.form.cleaned_data.items():
            if name not in names:
                found = self.filters[name].filter(found, value)
        return found
