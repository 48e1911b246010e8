"""The 26 recommendations."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest

from caldicott.desk.rows import RowAdmin, ViewOnlyInline
from recommendations.models import Assessment, Rating, Recommendation

from .wording import OFFICIAL_WORDING, WordedMixin, WordingFilter


class AssessmentInline(ViewOnlyInline):
    model = Assessment
    fields = ["period", "state", "conclusion", "rating", "rating_basis"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assessment]:
        return super().get_queryset(request).select_related("period", "recommendation")


@admin.register(Recommendation)
class RecommendationAdmin(WordedMixin, RowAdmin):
    list_display = [
        "number",
        "title",
        "sufficiency",
        "commitments",
        "latest_conclusion",
        "latest_rating",
        "has_official_wording",
    ]
    list_display_links = ["number", "title"]
    ordering = ["number"]  # counting drops the model's own, and an autocomplete goes on page by page
    list_filter = ["sufficiency", WordingFilter]
    search_fields = ["=number", "title", "summary", "official_wording", "gap_comments"]
    search_help_text = "Finds by number, or by words of the title, the texts and the gap comments."
    inlines = [AssessmentInline]
    fieldsets = [
        (None, {"fields": ["number", "title", "summary"]}),
        OFFICIAL_WORDING,
        ("Gap analysis", {"fields": ["sufficiency", "gap_comments", "source"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recommendation]:
        published = Assessment.objects.published().filter(recommendation=OuterRef("pk"))
        latest = published.order_by("-period__position_date")
        return (
            super()
            .get_queryset(request)
            .annotate(
                commitment_count=Count("mappings", filter=Q(mappings__in_table_b=True)),
                conclusion=Subquery(latest.values("conclusion")[:1]),
                rating=Subquery(latest.values("rating")[:1]),
            )
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The number is the public address and is chosen once."""
        return ["number"] if obj else []

    @admin.display(ordering="commitment_count")
    def commitments(self, recommendation: Any) -> int:
        return recommendation.commitment_count

    @admin.display(ordering="conclusion", empty_value="none published")
    def latest_conclusion(self, recommendation: Any) -> str | None:
        return recommendation.conclusion

    @admin.display(ordering="rating")
    def latest_rating(self, recommendation: Any) -> str | None:
        return Rating(recommendation.rating).label if recommendation.rating else None
