"""The panel's assessments: looked at and agreed here, and written on a page of their own."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from caldicott.desk.acts import Act, ActingAdmin
from caldicott.desk.rows import ViewOnlyAdmin
from organisations.models import User
from recommendations.assessing.agreeing import agree_assessment, withdraw_agreement
from recommendations.assessing.policies import TAKING
from recommendations.assessing.subjects import OVERALL
from recommendations.models import Assessment, Period
from recommendations.panel.assessing import as_it_stands, assess, keeping, subjects
from recommendations.transitions import ASSESSMENT

from .correction import CorrectableMixin
from .published import PERIOD_STATE, PUBLISHED_STAYS
from .wording import OFFICIAL_WORDING, WordedMixin, WordingFilter

MOST_PERIODS = 4  # that the list leads to
WRITTEN_THERE = "An assessment is written on its own page, beside what was reported: press “Write”."


def as_number(sent: str) -> int:
    """The version that a page was sent with."""
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def is_open(verb: str, assessment: Assessment, person: User) -> bool:
    return assessment.period.state in TAKING and ASSESSMENT[verb].is_open_to(assessment, person)


def may_agree(assessment: Assessment, person: User) -> bool:
    return is_open("agree_assessment", assessment, person) and not assessment.versions.filter(by=person).exists()


AGREE = Act(
    name="agree",
    label="Agree",
    says="It is published with its period, as it stands here.",
    done="The assessment is agreed.",
    do=lambda row, *, by, reason, seen: agree_assessment(assessment=row, by=by, seen_version=as_number(seen)),
    possible=may_agree,
    seen=lambda row: str(row.version),
)
WITHDRAW = Act(
    name="withdraw",
    label="Withdraw the agreement",
    says="It is a draft again, with the same words.",
    done="The agreement is withdrawn.",
    do=lambda row, *, by, reason, seen: withdraw_agreement(
        assessment=row, by=by, reason=reason, seen_version=as_number(seen)
    ),
    possible=lambda row, person: is_open("withdraw_agreement", row, person),
    reason="Why is it withdrawn?",
    seen=lambda row: str(row.version),
)


@admin.register(Assessment)
class AssessmentAdmin(WordedMixin, CorrectableMixin, ViewOnlyAdmin, ActingAdmin):
    why = WRITTEN_THERE
    acts = (AGREE, WITHDRAW)
    list_display = ["of", "period", "conclusion", "rating", "rating_basis", "state", "has_official_wording", "page"]
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
    readonly_fields = ["as_written"]
    fieldsets = [
        (None, {"fields": ["period", "recommendation", "state"]}),
        ("What the panel says", {"fields": ["summary", "conclusion", "rating", "rating_basis"]}),
        OFFICIAL_WORDING,
        ("As it was written and agreed", {"fields": ["as_written"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("assess/<date:day>/", wrap(subjects), name="recommendations_assessment_subjects"),
            path("assess/<date:day>/<slug:about>/", keeping(wrap(assess)), name="recommendations_assessment_assess"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assessment]:
        return super().get_queryset(request).select_related("period", "recommendation")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        assessed = Period.objects.filter(state__in=TAKING)[:MOST_PERIODS]
        return super().changelist_view(request, {**(extra_context or {}), "assessed": assessed})

    def why_unchangeable(self, assessment: Assessment) -> str:
        return PUBLISHED_STAYS if assessment.period.is_published else self.why

    def view_on_site(self, assessment: Assessment) -> str | None:
        return assessment.get_absolute_url() if assessment.is_published else None

    def shown_with_act(self, assessment: Assessment, name: str) -> SafeString:
        return as_it_stands(assessment)

    def beside_form(self, request: HttpRequest, row: Assessment) -> dict[str, Any]:
        written_at = {} if row.period.is_published else {"written_at": address_of(row)}
        return {**super().beside_form(request, row), **written_at}

    @admin.display(ordering="recommendation")
    def of(self, assessment: Assessment) -> str:
        return str(assessment.recommendation or "The system overall")

    @admin.display(description="its page")
    def page(self, assessment: Assessment) -> SafeString:
        return format_html('<a href="{}">Write</a>', address_of(assessment))

    @admin.display(description="every version")
    def as_written(self, assessment: Assessment) -> SafeString:
        return as_it_stands(assessment)


def address_of(assessment: Assessment) -> str:
    """Where it is written."""
    about = str(assessment.recommendation_id or OVERALL)
    return reverse("admin:recommendations_assessment_assess", args=[assessment.period.slug, about])
