from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recommendations.models import Period, Recommendation
from recommendations.public.presenters.gaps import GapAnalysis
from recommendations.public.presenters.positions import period_asked_for


@require_safe
def gap_analysis(request: HttpRequest) -> HttpResponse:
    """Would the commitments, if delivered, deliver the recommendations? Beside it: what came of them.

    That is told of the latest position, unless `period` names another.
    """
    periods = list(Period.objects.published().with_edition().order_by("-position_date"))
    latest = next(iter(periods), None)
    period = period_asked_for(periods, request.GET.get("period", ""))
    recommendations = Recommendation.objects.with_rating(period).with_commitments()
    context = {"period": period, "latest": latest, "analysis": GapAnalysis(list(recommendations))}
    return render(request, "recommendations/public/gap_analysis.html", context)
