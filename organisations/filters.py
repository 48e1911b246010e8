"""How lists of organisations and of IG Toolkit figures may be narrowed, on pages and in the API alike."""

from django.db.models import QuerySet
from django_filters import ChoiceFilter, ModelChoiceFilter

from caldicott.filters import PublicFilterSet, TrueOrFalse

from .models import FigureCheck, Organisation, OrganisationType, RequirementGroup, ToolkitReturn, ToolkitTable


def versions() -> list[tuple[str, str]]:
    """The versions of the toolkit that were compared."""
    found = ToolkitTable.objects.order_by("version").values_list("version", flat=True).distinct()
    return [(version, version) for version in found]


def requirements() -> list[tuple[str, str]]:
    """The requirements that are printed with a number."""
    printed = ToolkitReturn.objects.exclude(requirement="").order_by("requirement")
    return [(requirement, requirement) for requirement in printed.values_list("requirement", flat=True).distinct()]


class OrganisationFilters(PublicFilterSet):
    kind = ChoiceFilter(choices=Organisation.Kind.choices, label="Kind")
    collective = TrueOrFalse(method="of_many", label="Collective")

    class Meta:
        model = Organisation
        fields: list[str] = []

    def of_many(self, queryset: QuerySet[Organisation], name: str, value: str) -> QuerySet[Organisation]:
        """Those that stand for many bodies, or those that are one."""
        if value == "true":
            return queryset.filter(kind=Organisation.Kind.COLLECTIVE)
        return queryset.exclude(kind=Organisation.Kind.COLLECTIVE)


class ToolkitReturnFilters(PublicFilterSet):
    organisation_type = ModelChoiceFilter(
        field_name="table__organisation_type",
        queryset=OrganisationType.objects.all(),
        to_field_name="slug",
        label="Organisation type",
    )
    version = ChoiceFilter(field_name="table__version", choices=versions, label="Version")
    group = ModelChoiceFilter(queryset=RequirementGroup.objects.all(), to_field_name="slug", label="Requirement group")
    requirement = ChoiceFilter(choices=requirements, label="Requirement")

    class Meta:
        model = ToolkitReturn
        fields: list[str] = []


class FigureCheckFilters(PublicFilterSet):
    organisation_type = ModelChoiceFilter(
        queryset=OrganisationType.objects.all(), to_field_name="slug", label="Organisation type"
    )
    version = ChoiceFilter(choices=versions, label="Version")
    group = ModelChoiceFilter(queryset=RequirementGroup.objects.all(), to_field_name="slug", label="Requirement group")
    agrees = TrueOrFalse(label="Agrees")

    class Meta:
        model = FigureCheck
        fields: list[str] = []
