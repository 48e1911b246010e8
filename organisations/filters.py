"""How lists of organisations may be narrowed, on pages and in the API alike."""

from typing import cast

from django.db.models import QuerySet
from django.utils import timezone
from django_filters import ChoiceFilter

from caldicott.filters import PublicFilterSet, RowField, RowFilter, RowIterator, TrueOrFalse

from .models import Organisation, OrganisationQuerySet


class CollectiveIterator(RowIterator):
    """Offers those with members. Any other collective may be asked for too, and gives an empty list."""

    def __init__(self, field: "CollectiveField") -> None:
        super().__init__(field)
        self.queryset = field.queryset.filter(memberships__isnull=False).distinct()


class CollectiveField(RowField):
    iterator = CollectiveIterator


class CollectiveFilter(RowFilter):
    field_class = CollectiveField


class OrganisationFilters(PublicFilterSet):
    """Members are those of today."""

    kind = ChoiceFilter(choices=Organisation.Kind.choices, label="Kind")
    collective = TrueOrFalse(method="of_many", label="Collective")
    member_of = CollectiveFilter(
        queryset=Organisation.objects.filter(kind=Organisation.Kind.COLLECTIVE),
        to_field_name="slug",
        method="belonging_to",
        label="Member of",
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def of_many(self, queryset: QuerySet[Organisation], name: str, value: str) -> QuerySet[Organisation]:
        """Those that stand for many bodies, or those that are one."""
        if value == "true":
            return queryset.filter(kind=Organisation.Kind.COLLECTIVE)
        return queryset.exclude(kind=Organisation.Kind.COLLECTIVE)

    def belonging_to(self, queryset: QuerySet[Organisation], name: str, value: Organisation) -> QuerySet[Organisation]:
        """Those that are in the collective, themselves or through another."""
        this = Organisation.objects.filter(pk=value.pk)
        return cast(OrganisationQuerySet, queryset).belonging_to(this, timezone.localdate())
