from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList
from recommendations.filters import AdditionalInformationFilters
from recommendations.models import AdditionalInformation
from recommendations.tables import ADDITIONAL_INFORMATION

# What belongs to the Introduction comes after what belongs to the recommendations.
AS_PRINTED = ("-period__position_date", "recommendation", "position", "public_id")

LIST = PublicList(
    filters=AdditionalInformationFilters,
    table=ADDITIONAL_INFORMATION,
    template="recommendations/public/additional_information_list.html",
    orders={
        "period": Order("Period, the latest first", AS_PRINTED),
        "recommendation": Order("Recommendation", ("recommendation", *AS_PRINTED)),
        "organisation": Order("Organisation", ("organisation__name", *AS_PRINTED)),
        "expected": Order("Expected by, the earliest first", ("expected_by", *AS_PRINTED)),
    },
    # Not the organisations: with them there would be nearly as many groups to count as there are rows.
    facets=[
        Facet("recommendation", "recommendation"),
        Facet("period", "period__position_date"),
    ],
    searched=AdditionalInformation.SEARCHED,
)


@require_safe
def additional_information_list(request: HttpRequest) -> HttpResponseBase:
    """Everything that was added on a recommendation as a whole, or on the Introduction."""
    additions = AdditionalInformation.objects.published()
    return LIST.answer(request, additions.select_related("period", "recommendation", "organisation"))
