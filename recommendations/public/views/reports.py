import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from recommendations.editions.document import SealedReport
from recommendations.models import Edition, Period
from recommendations.report.pdf import Busy, available, pdf_of

# Seconds for which a browser or a proxy need not ask again for a PDF: to know whether it changed takes all its rows.
KEPT_BY_OTHERS = 300


def _report(position_date: datetime.date) -> SealedReport:
    """That of the period's current edition."""
    current = Edition.objects.filter(period__position_date=position_date, period__state=Period.State.PUBLISHED)
    edition = current.select_related("period").order_by("-number").first()
    if edition is None:
        raise Http404("Nothing is published for this date.")
    return SealedReport(edition)


def _context(report: SealedReport) -> dict[str, Any]:
    return {"slug": report.period.slug, "position_date": report.period.position_date, "contents": report.contents}


@require_safe
def cover(request: HttpRequest, position_date: datetime.date) -> HttpResponse:
    """A period's report as a document: what it is, what it comes to, and its contents.

    Who asks for it as a PDF, as one asks for a list as CSV, is led to that.
    """
    report = _report(position_date)
    if request.GET.get("format") == "pdf":
        return redirect("report-pdf", report.period.slug)
    context = _context(report) | {"cover": report.cover, "pdf": available()}
    return render(request, "recommendations/report/cover.html", context)


@require_safe
def annex_page(request: HttpRequest, position_date: datetime.date, annex: int, part: int = 1) -> HttpResponse:
    """One page of an annex, with its numbered sections."""
    report = _report(position_date)
    page = report.contents.page(annex, part)
    if page is None:
        raise Http404("The report has no such page.")
    if request.path.endswith("/part-1/"):
        return redirect("report-annex", report.period.slug, annex, permanent=True)
    context = _context(report) | {
        "annex": report.contents.annex(annex),
        "page": page,
        "before": report.contents.before(page),
        "after": report.contents.after(page),
        "sections": report.sections(page.entries),
    }
    return render(request, "recommendations/report/annex.html", context)


@require_safe
def pdf(request: HttpRequest, position_date: datetime.date) -> HttpResponse:
    """The whole report as one file; 404 where PDFs are not made, 503 while another one is."""
    report = _report(position_date)
    here = {"slug": report.period.slug}
    if not available():
        return render(request, "recommendations/report/no_pdf.html", here, status=404)
    try:
        made, digest = pdf_of(report)
    except Busy:
        answer = render(request, "recommendations/report/busy.html", here, status=503)
        answer["Retry-After"] = "30"
        return answer
    headers = {
        "Content-Disposition": f'inline; filename="caldicott2-report-{report.period.slug}.pdf"',
        "Cache-Control": f"public, max-age={KEPT_BY_OTHERS}",
        "ETag": f'"{digest}"',
    }
    return HttpResponse(made, content_type="application/pdf", headers=headers)
