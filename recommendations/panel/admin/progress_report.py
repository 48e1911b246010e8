"""What organisations report."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from recommendations.models import ProgressReport

from .published import PERIOD_STATE, PeriodRowAdmin
from .wording import OFFICIAL_WORDING, WordedMixin, WordingFilter


@admin.register(ProgressReport)
class ProgressReportAdmin(WordedMixin, PeriodRowAdmin):
    list_display = ["item", "organisation", "under", "period", "self_rating", "state", "has_official_wording"]
    list_filter = [PERIOD_STATE, "state", "self_rating", "commitment__kind", WordingFilter, "recommendation"]
    date_hierarchy = "period__position_date"
    search_fields = [
        "=commitment__number",
        "summary",
        "official_wording",
        "organisation__name",
        "organisation__abbreviation",
        "organisation__aliases__name",
    ]
    search_help_text = "Finds by the commitment’s number, by words, and by the organisation under any of its names."
    autocomplete_fields = ["commitment", "recommendation", "organisation"]
    readonly_fields = ["state"]
    fieldsets = [
        (None, {"fields": ["period", "commitment", "recommendation", "organisation"]}),
        ("What it says", {"fields": ["self_rating", "summary"]}),
        OFFICIAL_WORDING,
        (
            "In the record",
            {
                "fields": ["state", "position", "note"],
                "description": "A report is submitted, accepted or returned by actions of their own, which come later.",
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProgressReport]:
        return super().get_queryset(request).select_related("period", "commitment", "recommendation", "organisation")

    @admin.display(description="commitment", ordering="commitment")
    def item(self, report: ProgressReport) -> str:
        return str(report.commitment or "Unnumbered row")

    @admin.display(description="recommendation", ordering="recommendation", empty_value="Introduction")
    def under(self, report: ProgressReport) -> int | None:
        return report.recommendation_id
