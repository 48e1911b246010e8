"""What organisations report."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from caldicott.desk.rows import ViewOnlyInline
from recommendations.models import Evidence, ProgressReport

from .published import PERIOD_STATE, PeriodRowAdmin
from .wording import OFFICIAL_WORDING, WordedMixin, WordingFilter

# What an organisation says at its own desk, and nobody types here.
REPORTED: list[Any] = ["done", "next_steps", "expected_on", "as_last_period", "nil_reason"]


class EvidenceInline(ViewOnlyInline):
    """What is for the panel only is not among it: that stays in what was submitted."""

    model = Evidence
    readonly_fields = ["title", "url", "page", "about_on"]
    fields = [*readonly_fields]
    verbose_name_plural = "evidence: what the organisation points to, for everybody to see"


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
    readonly_fields = ["state", *REPORTED]
    inlines = [EvidenceInline]
    fieldsets = [
        (None, {"fields": ["period", "commitment", "recommendation", "organisation"]}),
        ("What it says", {"fields": ["self_rating", "summary"]}),
        OFFICIAL_WORDING,
        ("What the organisation reported at its own desk", {"fields": REPORTED}),
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

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A report that is not there yet points to nothing."""
        return super().get_inlines(request, obj) if obj else []

    @admin.display(description="commitment", ordering="commitment")
    def item(self, report: ProgressReport) -> str:
        return str(report.commitment or "Unnumbered row")

    @admin.display(description="recommendation", ordering="recommendation", empty_value="Introduction")
    def under(self, report: ProgressReport) -> int | None:
        return report.recommendation_id
