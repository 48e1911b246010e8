from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recommendations.models import Period, Recommendation
from recommendations.public.presenters.gaps import GapAnalysis


@require_safe
def gap_analysis(request: HttpRequest) -> HttpResponse:
    """Would the commitments, if delivered, deliver the recommendations? Beside it: what came of them."""
    period = Period.objects.latest_published()
    recommendations = Recommendation.objects.with_rating(period).with_commitments()
    context = {"period": period, "analysis": GapAnalysis(list(recommendations))}
    return render(request, "recommendations/public/gap_analysis.html", context)
