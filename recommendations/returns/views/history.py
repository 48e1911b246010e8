"""Everything that an organisation ever submitted, and every decision on it: as a page, as CSV and as XLSX."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caldicott.lists.paging import page_of
from caldicott.tables import FORMATS, download
from organisations.accounts.access import Place, at_desk
from organisations.accounts.roles import Power
from recommendations.models import Submission
from recommendations.reporting.rounds import Round
from recommendations.returns.tables import ROUNDS


@at_desk(Power.SEE_RETURN)
@require_safe
def history(request: HttpRequest, place: Place) -> HttpResponseBase:
    rounds = (
        Submission.objects.filter(report__organisation=place.organisation)
        .select_related("report__period", "report__commitment", "receipt", "decision")
        .order_by("-report__period__position_date", "report__commitment", "number")
    )
    format_ = request.GET.get("format", "")
    if format_ in FORMATS:
        return download(ROUNDS, rounds, format_, f"{place.organisation.slug}-returns")
    page = page_of(request, rounds)
    page.object_list = [Round(each) for each in page]
    return render(request, "recommendations/returns/history.html", {"place": place, "page": page})
