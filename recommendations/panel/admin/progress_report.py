"""What organisations report: looked at, accepted, or returned with a reason."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from caldicott.desk.acts import Act, ActingAdmin
from caldicott.desk.rows import ViewOnlyInline
from recommendations.models import Evidence, ProgressReport
from recommendations.panel.reviewing.views import ReviewingAdmin
from recommendations.reporting.deciding import accept_report, return_report
from recommendations.reporting.dossier import dossier_of
from recommendations.reporting.policies import takes_reports
from recommendations.transitions import REPORT

from .correction import CorrectableMixin
from .published import PERIOD_STATE, PeriodRowAdmin
from .wording import OFFICIAL_WORDING, WordedMixin, WordingFilter

WRITTEN_THERE = (
    "The organisation writes and submits this at its own desk; here it is accepted, or returned with a reason."
)


def last_round(report: ProgressReport) -> str:
    """The number of the round that one looks at."""
    return str(report.submissions.count())


ACCEPT = Act(
    name="accept",
    label="Accept",
    says="What it says becomes public when the period is published.",
    done="The report is accepted.",
    do=lambda report, *, by, reason, seen: accept_report(report=report, by=by, seen=seen),
    seen=last_round,
    possible=lambda report, person: (
        REPORT["accept_report"].is_open_to(report, person) and not report.period.is_published
    ),
)
RETURN = Act(
    name="return",
    label="Return",
    says="The organisation reads the reason, answers it and submits again.",
    done="The report is returned.",
    do=lambda report, *, by, reason, seen: return_report(report=report, by=by, reason=reason, seen=seen),
    seen=last_round,
    possible=lambda report, person: REPORT["return_report"].is_open_to(report, person) and takes_reports(report.period),
    reason="Why is it returned?",
)

# What an organisation says at its own desk, and nobody types here.
REPORTED: list[Any] = ["done", "next_steps", "expected_on", "as_last_period", "nil_reason"]


class EvidenceInline(ViewOnlyInline):
    """What is for the panel only is not among it: that stays in what was submitted."""

    model = Evidence
    readonly_fields = ["title", "url", "page", "about_on"]
    fields = [*readonly_fields]
    verbose_name_plural = "evidence: what the organisation points to, for everybody to see"


@admin.register(ProgressReport)
class ProgressReportAdmin(ReviewingAdmin, WordedMixin, CorrectableMixin, PeriodRowAdmin, ActingAdmin):
    acts = (ACCEPT, RETURN)
    list_display = ["item", "organisation", "under", "period", "rated", "state", "has_official_wording"]
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
    readonly_fields = ["state", "as_submitted", "in_own_words", *REPORTED]
    inlines = [EvidenceInline]
    fieldsets = [
        (None, {"fields": ["period", "commitment", "recommendation", "organisation", "state"]}),
        ("As submitted", {"fields": ["as_submitted"]}),
        ("What it says", {"fields": ["self_rating", "summary"]}),
        OFFICIAL_WORDING,
        ("What becomes public of it", {"fields": REPORTED}),
        ("In the record", {"fields": ["position", "note"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProgressReport]:
        return super().get_queryset(request).select_related("period", "commitment", "recommendation", "organisation")

    def why_unchangeable(self, report: ProgressReport) -> str:
        return super().why_unchangeable(report) or (WRITTEN_THERE if report.given_here else "")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Of what an organisation gave here: as submitted, and once it is accepted what becomes public."""
        if obj is None or not obj.given_here:
            return super().get_fieldsets(request, obj)
        about, submitted = self.fieldsets[:2]
        accepted = obj.state == ProgressReport.State.ACCEPTED
        public = ("What becomes public of it", {"fields": ["self_rating", "in_own_words", *REPORTED]})
        return [about, submitted, *([public] if accepted else [])]

    def shown_with_act(self, report: ProgressReport, name: str) -> SafeString:
        return self.as_submitted(report)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A report that is not there yet points to nothing."""
        return super().get_inlines(request, obj) if obj else []

    @admin.display(description="commitment", ordering="commitment")
    def item(self, report: ProgressReport) -> str:
        return str(report.commitment or "Unnumbered row")

    @admin.display(description="recommendation", ordering="recommendation", empty_value="Introduction")
    def under(self, report: ProgressReport) -> int | None:
        return report.recommendation_id

    @admin.display(description="where it stands, in the organisation’s words")
    def in_own_words(self, report: ProgressReport) -> str:
        return report.official_wording

    @admin.display(description="self-rating", ordering="self_rating", empty_value="not accepted yet")
    def rated(self, report: ProgressReport) -> str | None:
        """What an organisation gives is known once it is accepted: until then the row does not say it."""
        known = not report.given_here or report.state == ProgressReport.State.ACCEPTED
        return report.get_self_rating_display() if known else None

    @admin.display(description="every round, the latest first")
    def as_submitted(self, report: ProgressReport) -> SafeString:
        """Each round with what was decided on it, beside all else that one has to know before one decides."""
        return SafeString(render_to_string("recommendations/panel/rounds.html", {"dossier": dossier_of(report)}))
