"""How lists of IG Toolkit returns and figures may be narrowed, on pages and in the API alike."""

from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django_filters import ChoiceFilter

from caldicott.filters import PublicFilterSet, TrueOrFalse

from .models import FigureCheck, OrganisationType, RequirementGroup, ToolkitReturn

Choices = list[tuple[str, str]]


class Offered:
    """The values by which the toolkit's lists may be narrowed. Each is looked up when it is needed, and then once."""

    @cached_property
    def _tables(self) -> list[tuple[str, str, str | None]]:
        """One query for two filters: every type, with each version that there is a table of."""
        types = OrganisationType.objects.order_by("position", "tables__version")
        return list(types.values_list("slug", "name", "tables__version"))

    @cached_property
    def _groups(self) -> Choices:
        return list(RequirementGroup.objects.values_list("slug", "name"))

    @cached_property
    def _requirements(self) -> Choices:
        printed = ToolkitReturn.objects.exclude(requirement="").order_by("requirement")
        return [(requirement, requirement) for requirement in printed.values_list("requirement", flat=True).distinct()]

    def organisation_types(self) -> Choices:
        """The five, in the order of the annex."""
        return list(dict.fromkeys((slug, name) for slug, name, _ in self._tables))

    def organisation_types_or_none(self) -> Choices:
        """The same, and what is of no one type."""
        return [*self.organisation_types(), (FigureCheck.NO_ONE_TYPE, "No one type")]

    def versions(self) -> Choices:
        """The versions of the toolkit that were compared."""
        return [(version, version) for version in sorted({version for *_, version in self._tables if version})]

    def groups(self) -> Choices:
        """The six, in the order of the annex."""
        return self._groups

    def requirements(self) -> Choices:
        """The requirements that are printed with a number."""
        return self._requirements


class ToolkitFilterSet(PublicFilterSet):
    """A filter whose choices are a function of what is offered gets them from one `Offered`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = Offered()
        for each in self.filters.values():
            if callable(each.extra["choices"]):
                each.extra["choices"] = partial(each.extra["choices"], offered)


class ToolkitReturnFilters(ToolkitFilterSet):
    organisation_type = ChoiceFilter(
        field_name="table__organisation_type__slug", choices=Offered.organisation_types, label="Organisation type"
    )
    version = ChoiceFilter(field_name="table__version", choices=Offered.versions, label="Version")
    group = ChoiceFilter(field_name="group__slug", choices=Offered.groups, label="Requirement group")
    requirement = ChoiceFilter(choices=Offered.requirements, label="Requirement")

    class Meta:
        model = ToolkitReturn
        fields: list[str] = []


class FigureCheckFilters(ToolkitFilterSet):
    organisation_type = ChoiceFilter(
        field_name="type_slug", choices=Offered.organisation_types_or_none, label="Organisation type"
    )
    version = ChoiceFilter(choices=Offered.versions, label="Version")
    group = ChoiceFilter(field_name="group__slug", choices=Offered.groups, label="Requirement group")
    kind = ChoiceFilter(choices=FigureCheck.Kind.choices, label="Kind of figure")
    agrees = TrueOrFalse(label="Agrees")

    class Meta:
        model = FigureCheck
        fields: list[str] = []

    def annotated(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.annotate(type_slug=Coalesce("organisation_type__slug", Value(FigureCheck.NO_ONE_TYPE)))
