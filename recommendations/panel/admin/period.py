"""Reporting periods."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from caldicott.counting import number_of
from caldicott.desk.acts import Act, ActingAdmin, ReasonForm
from caldicott.refusals import Refused
from recommendations.editions.preview import can_be_previewed
from recommendations.models import Assessment, Period, ProgressReport
from recommendations.panel.paging import page_of
from recommendations.panel.previewing import previewed
from recommendations.panel.publishing import CORRECT_PERIOD, PUBLISH_PERIOD, preview_of, shown_before_publishing
from recommendations.reporting.coming_in import missing
from recommendations.reporting.periods import close_period, move_deadline, open_period, reopen_period
from recommendations.transitions import PERIOD

from .published import PUBLISHED_STAYS

A_PAGE = 100


class DeadlineForm(ReasonForm):
    due_on = forms.DateField(label="Deadline", widget=AdminDateWidget)
    closes_on = forms.DateField(label="Last day for late reports", widget=AdminDateWidget, required=False)
    field_order = ["due_on", "closes_on", "reason"]


OPEN = Act(
    name="open",
    label="Open",
    says="From now on organisations report for it. It opens by itself on its day.",
    done="The period is open.",
    do=lambda period, *, by, reason: open_period(period=period, by=by, reason=reason),
    possible=PERIOD["open_period"].is_open_to,
    reason="Why is it opened by hand?",
)
CLOSE = Act(
    name="close",
    label="Close",
    says="From now on no report is taken for it. It closes by itself after its last day for late reports.",
    done="The period is closed.",
    do=lambda period, *, by, reason: close_period(period=period, by=by, reason=reason),
    possible=PERIOD["close_period"].is_open_to,
    reason="Why is it closed by hand?",
)
REOPEN = Act(
    name="reopen",
    label="Reopen",
    says=(
        "Organisations report for it again. It needs a deadline, and closes by itself after the last day for late "
        "reports; without one it is closed by hand. What was late stays late."
    ),
    done="The period is open again.",
    do=lambda period, *, by, **told: reopen_period(period=period, by=by, **told),
    possible=PERIOD["reopen_period"].is_open_to,
    reason="Why is it reopened?",
    form=DeadlineForm,
)

MOVE = Act(
    name="move",
    label="Move the deadline",
    says="What was submitted so far stays in time or late, as it was.",
    done="The deadline is moved.",
    do=lambda period, *, by, **told: move_deadline(period=period, by=by, **told),
    possible=PERIOD["close_period"].is_open_to,
    reason="Why does it move?",
    form=DeadlineForm,
)


@admin.register(Period)
class PeriodAdmin(ActingAdmin):
    """Its dates are planned freely. Once it is open, organisations go by them."""

    acts = (OPEN, MOVE, CLOSE, REOPEN, PUBLISH_PERIOD, CORRECT_PERIOD)
    list_display = ["label", "state", "opens_on", "due_on", "progress_reports", "assessments"]
    list_filter = ["state"]
    search_fields = ["position_date", "note"]
    search_help_text = "Finds by the position date as 2014-09-30, or a part of it, and by words of the note."
    fieldsets = [
        (None, {"fields": ["position_date", "opens_on", "due_on", "closes_on", "note"]}),
        ("State", {"fields": ["state"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview)
        named = "recommendations_period_preview"
        return [
            path("<int:row>/preview/", view, name=named),
            path("<int:row>/preview/<path:path>", view),
            path(
                "<int:row>/missing/",
                self.admin_site.admin_view(self.missing_view),
                name="recommendations_period_missing",
            ),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, row: int, path: str = "") -> HttpResponse:
        """A page of the site as everybody will see it once the period, or its correction, is published."""
        period = self.get_object(request, str(row))
        if period is None or not self.has_view_permission(request, period):
            raise Http404
        if not can_be_previewed(period):
            raise Http404("A period can be looked at once it is closed.")
        try:
            return previewed(request, period, path, preview_of(period))
        except Refused as busy:
            return HttpResponse(str(busy), status=503, content_type="text/plain; charset=utf-8")

    def shown_with_act(self, row: Any, name: str) -> SafeString | str:
        return shown_before_publishing(row) if name in (PUBLISH_PERIOD.name, CORRECT_PERIOD.name) else ""

    def missing_view(self, request: HttpRequest, row: int) -> HttpResponse:
        """Who still owes something, found by name."""
        period = self.get_object(request, str(row))
        if period is None or not self.has_view_permission(request, period):
            raise Http404
        words, page = request.GET.get("q", "").replace("\x00", "").strip()[:200], page_of(request)
        found = missing(period, words, limit=A_PAGE + 1, offset=(page - 1) * A_PAGE)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Who is missing: {period}",
            "words": words,
            "bodies": found[:A_PAGE],
            "page": page,
            "more": len(found) > A_PAGE,
        }
        return TemplateResponse(request, "admin/missing.html", context)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Period]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                report_count=number_of(ProgressReport.objects.filter(period=OuterRef("pk"))),
                assessment_count=number_of(Assessment.objects.filter(period=OuterRef("pk"))),
            )
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        planned = obj is None or obj.state == Period.State.PLANNED
        return ["state"] if planned else ["state", "position_date", "opens_on", "due_on", "closes_on"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Only the record of 2014, which is published and not changed here, may lack its dates."""
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None and db_field.name in ("opens_on", "due_on"):
            field.required = True
        return field

    def why_unchangeable(self, period: Period) -> str:
        return PUBLISHED_STAYS if period.is_published else ""

    def view_on_site(self, period: Period) -> str | None:
        return super().view_on_site(period) if period.is_published else None

    @admin.display(ordering="position_date")
    def label(self, period: Period) -> str:
        return period.label

    @admin.display(ordering="report_count")
    def progress_reports(self, period: Period) -> int:
        return period.report_count  # type: ignore[attr-defined]

    @admin.display(ordering="assessment_count")
    def assessments(self, period: Period) -> int:
        return period.assessment_count  # type: ignore[attr-defined]
