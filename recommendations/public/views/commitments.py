from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList, page_of
from recommendations.filters import CommitmentFilters
from recommendations.models import Commitment, Period
from recommendations.tables import COMMITMENTS

LIST = PublicList(
    filters=CommitmentFilters,
    table=COMMITMENTS,
    template="recommendations/public/commitment_list.html",
    orders={
        "number": Order("Number", ("number",)),
        "status": Order("Status", ("status", "number")),
    },
    facets=[
        Facet("kind", "kind"),
        Facet("status", "status"),
        Facet("lead_organisation", "leads"),
        Facet("recommendation", "places"),
    ],
    searched=Commitment.SEARCHED,
)


@require_safe
def commitment_list(request: HttpRequest) -> HttpResponseBase:
    return LIST.answer(request, Commitment.objects.prefetch_related("lead_organisations"))


@require_safe
def commitment_detail(request: HttpRequest, number: int) -> HttpResponse:
    commitments = Commitment.objects.with_status().prefetch_related("lead_organisations", "mappings__recommendation")
    commitment = get_object_or_404(commitments, number=number)
    reports = commitment.progress_reports.published().select_related("organisation", "period", "recommendation")
    context = {
        "commitment": commitment,
        "latest_period": Period.objects.latest_published(),
        "page": page_of(request, reports),
    }
    return render(request, "recommendations/public/commitment_detail.html", context)
