from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import listing, page_of
from recommendations.filters import CommitmentFilters
from recommendations.models import Commitment, Period


@require_safe
def commitment_list(request: HttpRequest) -> HttpResponse:
    commitments = Commitment.objects.with_status().order_by("number").prefetch_related("lead_organisations", "mappings")
    shown = listing(request, CommitmentFilters, commitments)
    return render(request, "recommendations/public/commitment_list.html", {"listing": shown}, status=shown.status)


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
