from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList
from recommendations.filters import ProgressReportFilters
from recommendations.models import ProgressReport, Rating
from recommendations.tables import REPORTS

AS_PRINTED = ("-period__position_date", "position", "public_id")

LIST = PublicList(
    filters=ProgressReportFilters,
    table=REPORTS,
    template="recommendations/public/progress_report_list.html",
    orders={
        "period": Order("Period, the latest first", AS_PRINTED),
        "recommendation": Order("Recommendation", ("recommendation", *AS_PRINTED)),
        "commitment": Order("Commitment", ("commitment", *AS_PRINTED)),
        "organisation": Order("Organisation", ("organisation__name", *AS_PRINTED)),
    },
    # Not the organisations: with them there would be nearly as many groups to count as there are rows.
    facets=[
        Facet("commitment", "commitment"),
        Facet("period", "period__position_date"),
        Facet("self_rating", "self_rating"),
        Facet("recommendation", "recommendation"),
    ],
    searched=ProgressReport.SEARCHED,
)


@require_safe
def progress_report_list(request: HttpRequest) -> HttpResponseBase:
    """Every progress report as published."""
    reports = ProgressReport.objects.published().with_conclusion().with_evidence()
    told = reports.select_related("period", "recommendation", "commitment", "organisation")
    return LIST.answer(request, told, {"ratings": dict(Rating.choices)})
