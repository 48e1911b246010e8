"""What is added on a recommendation as a whole."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.http import HttpRequest

from caldicott.refusals import Refused
from recommendations.assessing.adding import add_information
from recommendations.assessing.policies import period_takes_assessments
from recommendations.models import AdditionalInformation

from .correction import CorrectableMixin
from .published import PERIOD_STATE, PeriodRowAdmin
from .wording import OFFICIAL_WORDING, WordedForm, WordedMixin, WordingFilter


class AdditionForm(WordedForm):
    """Asks before it is saved what the action asks again, so that nothing typed is lost."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("period"):
            try:
                period_takes_assessments(given["period"])
            except Refused as refused:
                raise ValidationError(str(refused)) from None
        return given


@admin.register(AdditionalInformation)
class AdditionalInformationAdmin(WordedMixin, CorrectableMixin, PeriodRowAdmin):
    form = AdditionForm
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

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The next free place, where the page was reached from what is being assessed."""
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        period, recommendation = (given.get(name, "") for name in ("period", "recommendation"))
        if period.isdecimal() and recommendation.isdecimal():
            there = AdditionalInformation.objects.filter(period=period, recommendation=recommendation)
            given["position"] = (there.aggregate(last=Max("position"))["last"] or 0) + 1
        return given

    def save_model(self, request: HttpRequest, obj: AdditionalInformation, form: Any, change: bool) -> None:
        add_information(addition=obj, by=request.user)  # type: ignore[arg-type]

    @admin.display(ordering="recommendation")
    def on(self, addition: AdditionalInformation) -> str:
        return str(addition.recommendation or "Introduction")
