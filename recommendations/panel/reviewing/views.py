"""The pages on which reports are reviewed: the queue, and one report with the decision on it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from caldicott.govuk.words import counted
from caldicott.refusals import Refused
from organisations.accounts.roles import Power, may
from recommendations.models import ProgressReport
from recommendations.panel.paging import page_of
from recommendations.reporting.bulk import MOST, Chosen, Outcome, accept_many
from recommendations.reporting.deciding import accept_report, return_report
from recommendations.reporting.dossier import Dossier, dossier_of
from recommendations.reporting.policies import takes_reports

from .comparison import compared
from .queue import QueueForm, next_after

QUEUE = "admin:recommendations_progressreport_queue"
REVIEW = "admin:recommendations_progressreport_review"


class ReviewingAdmin(admin.ModelAdmin):
    """Adds the queue, and the screen on which a report is decided on, to the pages of reports."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        named = "recommendations_progressreport"
        return [
            path("queue/", view(self.queue_view), name=f"{named}_queue"),
            path("queue/<int:row>/", view(self.review_view), name=f"{named}_review"),
            *super().get_urls(),
        ]

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        form, outcome, refused = QueueForm(request.GET), Outcome(), ""
        if request.method == "POST":
            try:
                chosen = [Chosen.parse(each) for each in request.POST.getlist("chosen")]
                outcome = accept_many(chosen=chosen, by=request.user)  # type: ignore[arg-type]
            except Refused as why:
                refused = str(why)
            if outcome.accepted:
                messages.success(request, f"Accepted: {counted(len(outcome.accepted), 'report', 'reports')}.")
            if not refused and not outcome.left:
                return HttpResponseRedirect(_with(reverse(QUEUE), request))
        page = page_of(request)
        found = list(form.narrowed()[(page - 1) * MOST : page * MOST + 1])
        asked = {name: value for name, value in request.GET.items() if name != "page" and value}
        context = {
            "form": form,
            "rounds": found[:MOST],
            "query": urlencode(asked),
            "narrowed": bool(asked),
            "page": page,
            "more": len(found) > MOST,
            "left": outcome.left,
            "refused": refused,
            "decides": may(request.user, Power.DECIDE_REPORT),  # type: ignore[arg-type]
        }
        return self._answer(request, "queue", "Reports to look at", context, 409 if refused else 200)

    def review_view(self, request: HttpRequest, row: int) -> HttpResponse:
        report = self.get_object(request, str(row))
        if report is None or not self.has_view_permission(request, report):
            raise Http404
        refused = ""
        if request.method == "POST":
            try:
                return self._decided(request, report)
            except Refused as why:
                refused = str(why)
                report.refresh_from_db()
        dossier = dossier_of(report)
        context = {
            "original": report,
            "refused": refused,
            "shown": _shown(dossier),
            # Whoever was told that another round came in meanwhile has that one before them now.
            "seen": dossier.rounds[0].number if dossier.rounds else "",
            "reason": request.POST.get("reason", ""),
            "query": request.GET.urlencode(),
            **_possible(request, report),
        }
        return self._answer(request, "review", str(report), context, 409 if refused else 200)

    def _decided(self, request: HttpRequest, report: ProgressReport) -> HttpResponse:
        """Decides as was asked, and goes on to the next. Raises Refused."""
        seen = request.POST.get("seen", "")
        if not seen:
            raise Refused("It was not said which round was looked at. Look at this one, and decide again.")
        told: dict[str, Any] = {"report": report, "by": request.user, "seen": seen}
        if request.POST.get("decision") == "accept":
            decision, done = accept_report(**told), "Accepted"
        elif request.POST.get("decision") == "return":
            decision, done = return_report(**told, reason=request.POST.get("reason", "")), "Returned"
        else:
            raise Refused("Choose whether the report is accepted or returned.")
        following = next_after(QueueForm(request.GET).narrowed(), decision.submission)
        if following is None:
            messages.success(request, f"{done}: {report}. It was the last one in the queue.")
            return HttpResponseRedirect(_with(reverse(QUEUE), request))
        messages.success(request, f"{done}: {report}. Next: {following.report}.")
        return HttpResponseRedirect(_with(reverse(REVIEW, args=[following.report_id]), request))

    def _answer(
        self, request: HttpRequest, name: str, title: str, context: dict[str, Any], status: int
    ) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return TemplateResponse(request, f"admin/reviewing/{name}.html", whole, status=status)


def _shown(dossier: Dossier) -> SafeString:
    latest = dossier.rounds[0] if dossier.rounds else None
    rows = compared(latest.content, dossier.last.content if dossier.last else None) if latest else []
    context = {"dossier": dossier, "latest": latest, "rows": rows}
    return SafeString(render_to_string("recommendations/panel/review.html", context))


def _possible(request: HttpRequest, report: ProgressReport) -> dict[str, bool]:
    decides = may(request.user, Power.DECIDE_REPORT) and report.state == ProgressReport.State.SUBMITTED  # type: ignore[arg-type]
    return {
        "accepts": decides and not report.period.is_published,
        "returns": decides and takes_reports(report.period),
    }


def _with(address: str, request: HttpRequest) -> str:
    """The address, with what narrows the queue."""
    return f"{address}?{request.GET.urlencode()}" if request.GET else address
