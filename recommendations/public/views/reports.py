"""The report of a period: that of its current edition, or under the address of an edition the one that it sealed."""

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from recommendations.editions.document import SealedReport
from recommendations.models import Edition
from recommendations.report.pdf import Busy, available, pdf_of
from recommendations.report.places import Places

# Seconds for which a browser or a proxy need not ask again for a PDF: to know whether it changed takes all its rows.
KEPT_BY_OTHERS = 300


def _report(position_date: datetime.date, number: int | None) -> SealedReport:
    """That of an edition; without a number, of the current one."""
    editions = Edition.objects.published().with_neighbours().filter(period__position_date=position_date)
    if number is not None:
        editions = editions.filter(number=number)
    edition = editions.select_related("period").order_by("-number").first()
    if edition is None:
        raise Http404("Nothing is published for this date.")
    return SealedReport(edition)


def _context(report: SealedReport, number: int | None) -> dict[str, Any]:
    return {
        "slug": report.period.slug,
        "position_date": report.period.position_date,
        "contents": report.contents,
        "edition": report.edition,
        "places": Places(report.period.slug, number),
        "current": Places(report.period.slug),
        "for_good": Places(report.period.slug, report.edition.number),
    }


@require_safe
def cover(request: HttpRequest, position_date: datetime.date, number: int | None = None) -> HttpResponse:
    """A period's report as a document: what it is, what it comes to, and its contents.

    Who asks for it as a PDF, as one asks for a list as CSV, is led to that.
    """
    report = _report(position_date, number)
    if request.GET.get("format") == "pdf":
        return redirect(Places(report.period.slug, number).pdf)
    context = _context(report, number) | {"cover": report.cover, "pdf": available()}
    return render(request, "recommendations/report/cover.html", context)


@require_safe
def annex_page(
    request: HttpRequest, position_date: datetime.date, annex: int, part: int = 1, number: int | None = None
) -> HttpResponse:
    """One page of an annex, with its numbered sections."""
    report = _report(position_date, number)
    page = report.contents.page(annex, part)
    if page is None:
        raise Http404("The report has no such page.")
    if request.path.endswith("/part-1/"):
        return redirect(Places(report.period.slug, number).page(page), permanent=True)
    context = _context(report, number) | {
        "annex": report.contents.annex(annex),
        "page": page,
        "before": report.contents.before(page),
        "after": report.contents.after(page),
        "sections": report.sections(page.entries),
    }
    return render(request, "recommendations/report/annex.html", context)


@require_safe
def pdf(request: HttpRequest, position_date: datetime.date, number: int | None = None) -> HttpResponse:
    """The whole report as one file; 404 where PDFs are not made, 503 while another one is."""
    report = _report(position_date, number)
    here = {"places": Places(report.period.slug, number)}
    if not available():
        return render(request, "recommendations/report/no_pdf.html", here, status=404)
    try:
        made, digest = pdf_of(report)
    except Busy:
        answer = render(request, "recommendations/report/busy.html", here, status=503)
        answer["Retry-After"] = "30"
        return answer
    name = f"caldicott2-report-{report.period.slug}-edition-{report.edition.number}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": f"public, max-age={KEPT_BY_OTHERS}",
        "ETag": f'"{digest}"',
    }
    return HttpResponse(made, content_type="application/pdf", headers=headers)
