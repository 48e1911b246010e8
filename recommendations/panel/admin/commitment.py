"""The 84 numbered items of the response, and which recommendations each belongs to."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from caldicott.desk.forms import ToldOnceFormSet
from caldicott.desk.rows import RowAdmin
from recommendations.models import Commitment, CommitmentLead, Mapping, SelfRating

from .wording import OFFICIAL_WORDING, WordedMixin, WordingFilter


class MappingFormSet(ToldOnceFormSet):
    told_once = "recommendation"
    message = "A recommendation, or the Introduction, is given twice."

    @cached_property
    def recommendations(self) -> list[Any]:
        """What each row chooses from, read once for all rows."""
        field: Any = self.form.base_fields["recommendation"]
        return list(field.choices)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["recommendation"].choices = self.recommendations


class MappingInline(admin.TabularInline):
    model = Mapping
    formset = MappingFormSet
    extra = 0
    verbose_name_plural = "mappings: where it belongs, and which annexes say so (none chosen is the Introduction)"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """A recommendation is chosen here, without the buttons that make or change one on the way."""
        if db_field.name == "recommendation":
            return db_field.formfield(**options)
        return super().formfield_for_dbfield(db_field, request, **options)


class LeadFormSet(ToldOnceFormSet):
    told_once = "organisation"
    message = "An organisation is given twice."


class LeadInline(admin.TabularInline):
    """Leads can be added and taken out. What is there is shown as text, as successions are."""

    model = CommitmentLead
    formset = LeadFormSet
    extra = 0
    autocomplete_fields = ["organisation"]
    verbose_name = "lead"
    verbose_name_plural = (
        "leads: who was named when it was made; who takes over from them is told with the organisation"
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[CommitmentLead]:
        return super().get_queryset(request).select_related("organisation", "commitment")


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(rating.value, str(rating.label)) for rating in SelfRating]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(status=self.value()) if self.value() else queryset


@admin.register(Commitment)
class CommitmentAdmin(WordedMixin, RowAdmin):
    list_display = ["number", "kind", "beginning", "led_by", "belongs_to", "status", "has_official_wording"]
    list_display_links = ["number", "beginning"]
    list_filter = ["kind", StatusFilter, WordingFilter]
    search_fields = [
        "=number",
        "summary",
        "official_wording",
        "lead_organisations__name",
        "lead_organisations__abbreviation",
        "lead_organisations__aliases__name",
    ]
    search_help_text = "Finds by number, by words of the texts, and by the lead organisation under any of its names."
    inlines = [LeadInline, MappingInline]
    fieldsets = [
        (None, {"fields": ["number", "kind", "summary", "note"]}),
        OFFICIAL_WORDING,
        (
            "Progress",
            {
                "fields": ["status", "reported"],
                "description": "Computed from the reports of the latest published period.",
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Commitment]:
        return Commitment.objects.with_status().prefetch_related("lead_organisations", "mappings")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The number is the public address and is chosen once."""
        return ["status", "reported", "number"] if obj else ["status", "reported"]

    @admin.display(description="summary")
    def beginning(self, commitment: Commitment) -> str:
        return truncatewords(commitment.summary, 16) or "(no summary)"

    @admin.display(description="led by")
    def led_by(self, commitment: Commitment) -> str:
        return ", ".join(organisation.short_name for organisation in commitment.lead_organisations.all())

    @admin.display(description="belongs to")
    def belongs_to(self, commitment: Commitment) -> str:
        return ", ".join(map(str, commitment.recommendation_numbers)) or "Introduction"

    @admin.display(ordering="status", empty_value="not yet saved")
    def status(self, commitment: Any) -> str | None:
        return commitment.status_label if hasattr(commitment, "status") else None

    @admin.display(description="progress reports", empty_value="not yet saved")
    def reported(self, commitment: Commitment) -> str | None:
        if commitment.pk is None:
            return None
        address = reverse("admin:recommendations_progressreport_changelist")
        return format_html('<a href="{}?commitment={}">All reports on it</a>', address, commitment.pk)
