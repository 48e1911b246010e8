"""Receipts, and the files with which anybody can check one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organisations.accounts.access import Place, at_desk
from organisations.accounts.roles import Power
from recommendations.models import Receipt
from recommendations.reporting.submitting import file_name


def receipt_at(place: Place, reference: str) -> Receipt:
    receipts = Receipt.objects.filter(organisation=place.organisation).select_related("period", "by")
    return get_object_or_404(receipts, reference=reference)


@at_desk(Power.SEE_RETURN)
@require_safe
def receipt(request: HttpRequest, place: Place, reference: str) -> HttpResponse:
    found = receipt_at(place, reference)
    submissions = found.submissions.select_related("report__commitment").order_by("report__commitment")
    files = [(each, file_name(each.report.commitment_id, each.number)) for each in submissions]
    return render(request, "recommendations/returns/receipt.html", {"place": place, "receipt": found, "files": files})


@at_desk(Power.SEE_RETURN)
@require_safe
def manifest(request: HttpRequest, place: Place, reference: str) -> HttpResponse:
    return _file("SHA256SUMS", receipt_at(place, reference).manifest, "text/plain; charset=utf-8")


@at_desk(Power.SEE_RETURN)
@require_safe
def content(request: HttpRequest, place: Place, reference: str, name: str) -> HttpResponse:
    """The very bytes that the fingerprint covers."""
    for each in receipt_at(place, reference).submissions.select_related("report"):
        if file_name(each.report.commitment_id, each.number) == name:
            return _file(name, each.content, "application/json")
    raise Http404


def _file(name: str, text: str, kind: str) -> HttpResponse:
    return HttpResponse(
        text.encode(), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
