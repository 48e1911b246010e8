"""The panel's assessments."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from recommendations.models import Assessment

from .correction import CorrectableMixin
from .published import PERIOD_STATE, PeriodRowAdmin
from .wording import OFFICIAL_WORDING, WordedMixin, WordingFilter

AGREED_STAYS = "This was agreed by the panel and stays as it is until it is published."


@admin.register(Assessment)
class AssessmentAdmin(WordedMixin, CorrectableMixin, PeriodRowAdmin):
    list_display = ["of", "period", "conclusion", "rating", "rating_basis", "state", "has_official_wording"]
    list_filter = [PERIOD_STATE, "state", "rating", "rating_basis", WordingFilter]
    date_hierarchy = "period__position_date"
    search_fields = [
        "=recommendation__number",
        "recommendation__title",
        "conclusion",
        "summary",
        "official_wording",
    ]
    search_help_text = "Finds by the recommendation’s number or title, and by words of the conclusion and the texts."
    autocomplete_fields = ["recommendation"]
    readonly_fields = ["state"]
    fieldsets = [
        (None, {"fields": ["period", "recommendation"]}),
        ("What the panel says", {"fields": ["summary", "conclusion", "rating", "rating_basis"]}),
        OFFICIAL_WORDING,
        (
            "State",
            {
                "fields": ["state"],
                "description": "An assessment is agreed and published by actions of their own, which come later.",
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assessment]:
        return super().get_queryset(request).select_related("period", "recommendation")

    def why_unchangeable(self, assessment: Assessment) -> str:
        agreed = assessment.state != Assessment.State.DRAFT
        return super().why_unchangeable(assessment) or (AGREED_STAYS if agreed else "")

    @admin.display(ordering="recommendation")
    def of(self, assessment: Assessment) -> str:
        return str(assessment.recommendation or "The system overall")
