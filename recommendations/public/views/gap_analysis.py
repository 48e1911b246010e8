from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recommendations.models import Recommendation
from recommendations.public.presenters.gaps import columns_of, ratings_in_use


@require_safe
def gap_analysis(request: HttpRequest) -> HttpResponse:
    """Would the commitments, if delivered, deliver the recommendations?"""
    recommendations = list(Recommendation.objects.with_published_assessments().prefetch_related("mappings"))
    context = {
        "recommendations": recommendations,
        "columns": columns_of(recommendations),
        "ratings": ratings_in_use(recommendations),
    }
    return render(request, "recommendations/public/gap_analysis.html", context)
