from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList
from recommendations.filters import AssessmentFilters
from recommendations.models import Assessment
from recommendations.models.movement import height
from recommendations.tables import ASSESSMENTS

# That of the system overall comes after those of the recommendations.
AS_NUMBERED = ("-period__position_date", "recommendation", "public_id")

LIST = PublicList(
    filters=AssessmentFilters,
    table=ASSESSMENTS,
    template="recommendations/public/assessment_list.html",
    orders={
        "period": Order("Period, the latest first", AS_NUMBERED),
        "recommendation": Order("Recommendation", ("recommendation", *AS_NUMBERED)),
        "worst": Order("Rating, the worst first", ("height", *AS_NUMBERED)),
        "best": Order("Rating, the best first", ("-height", *AS_NUMBERED)),
    },
    facets=[
        Facet("recommendation", "recommendation"),
        Facet("period", "period__position_date"),
        Facet("rating", "rating"),
    ],
    searched=Assessment.SEARCHED,
)


@require_safe
def assessment_list(request: HttpRequest) -> HttpResponseBase:
    """Every assessment as published, those of the system overall among them."""
    assessments = Assessment.objects.published().select_related("period", "recommendation")
    return LIST.answer(request, assessments.annotate(height=height("rating")))
