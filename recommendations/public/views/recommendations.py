from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList, page_of
from recommendations.filters import RecommendationFilters
from recommendations.models import Period, Recommendation
from recommendations.public.presenters.rows import rows_under
from recommendations.tables import RECOMMENDATIONS


class ListedRecommendations(RecommendationFilters):
    """On the page every row shows its rating, "not assessed" included, so that a period leaves none out."""

    def assessed_in(self, queryset: QuerySet[Recommendation], name: str, value: Period) -> QuerySet[Recommendation]:
        return queryset


LIST = PublicList(
    filters=ListedRecommendations,
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
