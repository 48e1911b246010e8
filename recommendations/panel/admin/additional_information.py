"""What is added on a recommendation as a whole."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from recommendations.models import AdditionalInformation

from .correction import CorrectableMixin
from .published import PERIOD_STATE, PeriodRowAdmin
from .wording import OFFICIAL_WORDING, WordedMixin, WordingFilter


@admin.register(AdditionalInformation)
class AdditionalInformationAdmin(WordedMixin, CorrectableMixin, PeriodRowAdmin):
    list_display = ["on", "position", "organisation", "kind", "expected_by", "period", "has_official_wording"]
    list_filter = [PERIOD_STATE, "kind", WordingFilter, "recommendation"]
    date_hierarchy = "period__position_date"
    search_fields = [
        "summary",
        "official_wording",
        "organisation__name",
        "organisation__abbreviation",
        "organisation__aliases__name",
    ]
    search_help_text = "Finds by words, and by the organisation under any of its names."
    autocomplete_fields = ["recommendation", "organisation"]
    fieldsets = [
        (None, {"fields": ["period", "recommendation", "position", "organisation"]}),
        ("What it says", {"fields": ["kind", "expected_by", "summary"]}),
        OFFICIAL_WORDING,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AdditionalInformation]:
        return super().get_queryset(request).select_related("period", "recommendation", "organisation")

    @admin.display(ordering="recommendation")
    def on(self, addition: AdditionalInformation) -> str:
        return str(addition.recommendation or "Introduction")
