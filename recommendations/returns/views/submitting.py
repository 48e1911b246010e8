"""The preview of what will be received, the declaration, and the act of submitting."""

import datetime
from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from caldicott.refusals import Refused
from organisations.accounts.access import Place, at_desk
from organisations.accounts.roles import Power
from recommendations.models import Receipt
from recommendations.reporting.obligations import Obligation, Return
from recommendations.reporting.submitting import Part, digest_of, submit_return
from recommendations.returns.finding import return_at


@at_desk(Power.SEE_RETURN)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, place: Place, position_date: datetime.date) -> HttpResponse:
    """Of all reports that are ready, or of the one that `report` names."""
    return_ = return_at(place, position_date)
    if request.method == "POST":
        return _submit(request, place, return_)
    return _preview(request, place, return_, _chosen(return_, request.GET.get("report", "")))


def _submit(request: HttpRequest, place: Place, return_: Return) -> HttpResponse:
    try:
        receipt = submit_return(
            organisation=place.organisation,
            period=return_.period,
            parts=[Part.parse(text) for text in request.POST.getlist("part")],
            declared="declared" in request.POST,
            confirmed="confirmed" in request.POST,
            by=place.person,
        )
    except Refused as refused:
        numbers = {text.split(".")[0] for text in request.POST.getlist("part")}
        chosen = [each for each in return_.obligations if str(each.number) in numbers and each.readiness]
        return _preview(request, place, return_, chosen, refused=str(refused))
    return redirect("receipt", place.organisation.slug, receipt.reference)


def _chosen(return_: Return, asked: str) -> list[Obligation]:
    if asked:
        return [each for each in return_.obligations if str(each.number) == asked and each.readiness and each.draft]
    return [each for each in return_.ready if each.draft]


def _preview(
    request: HttpRequest, place: Place, return_: Return, chosen: Sequence[Obligation], *, refused: str = ""
) -> HttpResponse:
    context = {
        "place": place,
        "return": return_,
        "chosen": chosen,
        "parts": [part_of(each) for each in chosen],
        "blocked": [each for each in chosen if each.readiness and each.readiness.blocks],
        "asks": any(each.readiness and each.readiness.asks for each in chosen),
        "left_out": [each for each in return_.owed if each.to_do and each not in chosen],
        "one": request.GET.get("report", ""),
        "receipts": [] if chosen else _receipts(return_),
        "refused": refused,
        "sent": request.POST,
    }
    return render(request, "recommendations/returns/submit.html", context, status=422 if refused else 200)


def _receipts(return_: Return) -> QuerySet[Receipt]:
    """For whoever comes back to what is submitted already."""
    return Receipt.objects.filter(organisation=return_.organisation, period=return_.period)


def part_of(obligation: Obligation) -> Part:
    version = obligation.draft.version if obligation.draft else 0
    digest = digest_of(obligation.readiness.content) if obligation.readiness else ""
    return Part(obligation.number, len(obligation.rounds) + 1, version, digest)
