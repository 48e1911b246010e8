from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList
from recommendations.filters import ChangeFilters
from recommendations.models import Change
from recommendations.public.presenters.publications import TOGETHER, publications
from recommendations.tables import CHANGES

LIST = PublicList(
    filters=ChangeFilters,
    table=CHANGES,
    template="recommendations/public/change_list.html",
    orders={"newest": Order("Newest first", ("-at", *TOGETHER, "pk"))},
    # Not the organisations: with them there would be nearly as many groups to count as there are rows.
    facets=[
        Facet("kind", "kind"),
        Facet("recommendation", "recommendations"),
        Facet("period", "period__position_date"),
    ],
)


@require_safe
def change_list(request: HttpRequest) -> HttpResponseBase:
    changes = (
        Change.objects.published()
        .with_recommendations()
        .select_related("period", "edition", "recommendation", "commitment", "organisation")
    )
    return LIST.answer(request, changes, {"publications": publications})
