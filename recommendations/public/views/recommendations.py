from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList, page_in_one_query
from recommendations.filters import RecommendationFilters
from recommendations.models import Recommendation
from recommendations.public.presenters.history import history_of
from recommendations.public.presenters.positions import at
from recommendations.public.presenters.rows import FirstReports, rows_under
from recommendations.tables import RECOMMENDATIONS

ADDITIONS = 20  # on one page


LIST = PublicList(
    filters=RecommendationFilters,
    table=RECOMMENDATIONS,
    template="recommendations/public/recommendation_list.html",
    orders={
        "number": Order("Number", ("number",)),
        "worst": Order("Rating, the worst first", ("height", "number")),
        "best": Order("Rating, the best first", ("-height", "number")),
        "title": Order("Title", ("title", "number")),
    },
    facets=[
        Facet("rating", "rating"),
        Facet("progress", "progress"),
        Facet("sufficiency", "sufficiency"),
        Facet("organisation", "leads"),
        Facet("movement", "movement"),
    ],
    searched=Recommendation.SEARCHED,
)


@require_safe
def recommendation_list(request: HttpRequest) -> HttpResponseBase:
    return LIST.answer(request, Recommendation.objects.all())


@require_safe
def recommendation_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One recommendation at one position, the latest unless `period` names another, and its whole history."""
    recommendation = get_object_or_404(Recommendation.objects.with_commitments(), number=number)
    history = history_of(recommendation)
    shown = at(history, request.GET.get("period", ""))
    period = shown.period if shown else None
    reports = recommendation.progress_reports.published().with_evidence().filter(period=period)
    additions = recommendation.additional_information.published().filter(period=period)
    first = FirstReports(reports.select_related("organisation", "period"))
    context = {
        "recommendation": recommendation,
        "history": history,
        "shown": shown,
        "first": first,
        "rows": rows_under(recommendation, first),
        "additions": page_in_one_query(request, additions.select_related("organisation", "period"), ADDITIONS),
    }
    return render(request, "recommendations/public/recommendation_detail.html", context)
