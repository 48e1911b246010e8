from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList
from organisations.models import FigureCheck
from organisations.public.presenters.checks import WEIGHT
from organisations.tables import FIGURE_CHECKS
from organisations.toolkit_filters import FigureCheckFilters

LIST = PublicList(
    filters=FigureCheckFilters,
    table=FIGURE_CHECKS,
    template="organisations/public/figure_list.html",
    orders={
        "weight": Order("Weight, what turns a conclusion round first", (WEIGHT.asc(), "position")),
        "print": Order("As printed", ("position",)),
    },
    facets=[
        Facet("organisation_type", "type_slug"),
        Facet("version", "version"),
        Facet("group", "group__slug"),
        Facet("kind", "kind"),
        Facet("agrees", "agrees"),
    ],
    searched=FigureCheck.SEARCHED,
    defaults={"agrees": "false"},
)


@require_safe
def figure_list(request: HttpRequest) -> HttpResponseBase:
    """Every printed figure and claim; unless asked otherwise, those that do not follow from their rows."""
    return LIST.answer(request, FigureCheck.objects.select_related("organisation_type", "group"))
