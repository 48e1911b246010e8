"""Annex 3 as printed and as checked. Looked at here; it comes from the data files."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from caldicott.desk.rows import ViewOnlyAdmin, ViewOnlyInline
from organisations.models import FigureCheck, OrganisationType, RequirementGroup, ToolkitReturn, ToolkitTable
from organisations.toolkit.tables import COLUMNS

PRINTED_STAYS = (
    "This is what the published report prints, and it stays as it is. Where it was read wrongly, correct the "
    "record’s data files and load the record again."
)


class ToolkitReturnInline(ViewOnlyInline):
    model = ToolkitReturn
    fields = ["position", "requirement", "group", *COLUMNS]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ToolkitReturn]:
        return super().get_queryset(request).select_related("group", "table__organisation_type")


@admin.register(OrganisationType)
class OrganisationTypeAdmin(ViewOnlyAdmin):
    why = PRINTED_STAYS
    list_display = ["name", "abbreviation", "slug", "position"]
    search_fields = ["name", "abbreviation"]


@admin.register(RequirementGroup)
class RequirementGroupAdmin(ViewOnlyAdmin):
    why = PRINTED_STAYS
    list_display = ["name", "slug", "position"]
    search_fields = ["name"]


@admin.register(ToolkitTable)
class ToolkitTableAdmin(ViewOnlyAdmin):
    why = PRINTED_STAYS
    list_display = ["organisation_type", "version", "organisations_stated", "blanks_included", "rows"]
    list_filter = ["version", "organisation_type"]
    list_select_related = ["organisation_type"]
    search_fields = ["organisation_type__name", "organisation_type__abbreviation", "version"]
    inlines = [ToolkitReturnInline]
    fieldsets = [
        (None, {"fields": ["organisation_type", "version", "organisations_stated", "blanks_included"]}),
        ("Where it stands", {"fields": ["source", "note"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ToolkitTable]:
        return super().get_queryset(request).annotate(row_count=Count("returns"))

    @admin.display(description="rows", ordering="row_count")
    def rows(self, table: ToolkitTable) -> int:
        return table.row_count  # type: ignore[attr-defined]


@admin.register(ToolkitReturn)
class ToolkitReturnAdmin(ViewOnlyAdmin):
    why = PRINTED_STAYS
    list_display = ["table", "position", "requirement", "group", *COLUMNS, "total"]
    list_filter = ["table__version", "table__organisation_type", "group"]
    list_select_related = ["table__organisation_type", "group"]
    search_fields = ["=requirement", "table__organisation_type__name", "table__organisation_type__abbreviation"]
    search_help_text = "Finds by the requirement’s number, or by the type of organisation."
    fieldsets = [
        (None, {"fields": ["table", "position", "group", "requirement"]}),
        ("How many organisations", {"fields": [*COLUMNS, "total"]}),
    ]
    readonly_fields = ["total"]

    @admin.display(description="total, computed")
    def total(self, row: ToolkitReturn) -> int:
        return row.total


@admin.register(FigureCheck)
class FigureCheckAdmin(ViewOnlyAdmin):
    why = (
        "This check is computed from the rows when the record is loaded. Where its explanation is wrong, correct the "
        "check and load the record again."
    )
    list_display = ["measure", "printed", "computed", "agrees", "kind", "organisation_type", "version", "requirement"]
    list_filter = ["agrees", "kind", "organisation_type", "version", "group"]
    list_select_related = ["organisation_type"]
    search_fields = ["measure", "explanation", "=printed", "=computed", "=requirement"]
    search_help_text = "Finds words of the measure and the explanation, and figures exactly."
    fieldsets = [
        (None, {"fields": ["measure", "printed", "computed", "agrees", "explanation"]}),
        ("What it checks", {"fields": ["kind", "organisation_type", "version", "group", "requirement", "source"]}),
        ("Its name and place", {"fields": ["key", "position"]}),
    ]
