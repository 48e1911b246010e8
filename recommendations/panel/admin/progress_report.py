"""What organisations report: looked at, accepted, or returned with a reason."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from caldicott.desk.acts import Act, ActingAdmin
from recommendations.models import ProgressReport, Submission
from recommendations.reporting.deciding import accept_report, return_report
from recommendations.reporting.last import last_told
from recommendations.reporting.rounds import Round
from recommendations.transitions import REPORT

from .published import PERIOD_STATE, PeriodRowAdmin
from .wording import OFFICIAL_WORDING, WordedMixin, WordingFilter

WRITTEN_THERE = (
    "The organisation writes and submits this at its own desk; here it is accepted, or returned with a reason."
)


ACCEPT = Act(
    name="accept",
    label="Accept",
    says="What it says becomes public when the period is published.",
    done="The report is accepted.",
    do=lambda report, *, by, reason: accept_report(report=report, by=by),
    possible=REPORT["accept_report"].is_open_to,
)
RETURN = Act(
    name="return",
    label="Return",
    says="The organisation reads the reason, answers it and submits again.",
    done="The report is returned.",
    do=lambda report, *, by, reason: return_report(report=report, by=by, reason=reason),
    possible=REPORT["return_report"].is_open_to,
    reason="Why is it returned?",
)


@admin.register(ProgressReport)
class ProgressReportAdmin(WordedMixin, PeriodRowAdmin, ActingAdmin):
    acts = (ACCEPT, RETURN)
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
    readonly_fields = ["state", "as_submitted"]
    fieldsets = [
        (None, {"fields": ["period", "commitment", "recommendation", "organisation", "state"]}),
        ("As submitted", {"fields": ["as_submitted"]}),
        ("What it says", {"fields": ["self_rating", "summary"]}),
        OFFICIAL_WORDING,
        ("In the record", {"fields": ["position", "note"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProgressReport]:
        return super().get_queryset(request).select_related("period", "commitment", "recommendation", "organisation")

    def why_unchangeable(self, report: ProgressReport) -> str:
        written_there = hasattr(report, "draft")
        return super().why_unchangeable(report) or (WRITTEN_THERE if written_there else "")

    def shown_with_act(self, report: ProgressReport) -> SafeString:
        return self.as_submitted(report)

    @admin.display(description="commitment", ordering="commitment")
    def item(self, report: ProgressReport) -> str:
        return str(report.commitment or "Unnumbered row")

    @admin.display(description="recommendation", ordering="recommendation", empty_value="Introduction")
    def under(self, report: ProgressReport) -> int | None:
        return report.recommendation_id

    @admin.display(description="every round, the latest first")
    def as_submitted(self, report: ProgressReport) -> SafeString:
        """Each round with what was decided on it, and what the organisation said before."""
        submissions = Submission.objects.filter(report=report.pk).select_related("receipt__by", "decision__by")
        last = None
        if report.organisation and report.commitment_id:
            last = last_told(report.organisation, report.period, report.commitment_id).get(report.commitment_id)
        rounds = [Round(submission) for submission in submissions.order_by("-number")]
        return SafeString(render_to_string("recommendations/panel/rounds.html", {"rounds": rounds, "last": last}))
