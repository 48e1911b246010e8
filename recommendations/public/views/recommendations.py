from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import listing, page_of
from recommendations.filters import RecommendationFilters
from recommendations.models import Recommendation
from recommendations.public.presenters.rows import rows_under


@require_safe
def recommendation_list(request: HttpRequest) -> HttpResponse:
    shown = listing(request, RecommendationFilters, Recommendation.objects.with_published_assessments())
    return render(request, "recommendations/public/recommendation_list.html", {"listing": shown}, status=shown.status)


@require_safe
def recommendation_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One recommendation with its whole history; of very many reports, a page at a time."""
    recommendation = get_object_or_404(Recommendation.objects.with_published_assessments(), number=number)
    reports = recommendation.progress_reports.published().select_related("organisation", "period")
    page = page_of(request, reports)
    context = {
        "recommendation": recommendation,
        "page": page,
        "rows": rows_under(recommendation, page),
        "additions": recommendation.additional_information.published().select_related("organisation", "period"),
    }
    return render(request, "recommendations/public/recommendation_detail.html", context)
