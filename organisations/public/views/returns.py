from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList
from organisations.models import ToolkitReturn
from organisations.tables import TOOLKIT_RETURNS
from organisations.toolkit.tables import COLUMN_NAMES
from organisations.toolkit_filters import ToolkitReturnFilters

PRINTED = ("table__organisation_type__position", "table__version", "position")

LIST = PublicList(
    filters=ToolkitReturnFilters,
    table=TOOLKIT_RETURNS,
    template="organisations/public/return_list.html",
    orders={
        "print": Order("As printed", PRINTED),
        "requirement": Order("Requirement", ("requirement", *PRINTED)),
    },
    facets=[
        Facet("organisation_type", "table__organisation_type__slug"),
        Facet("version", "table__version"),
        Facet("group", "group__slug"),
        Facet("requirement", "requirement"),
    ],
)


@require_safe
def return_list(request: HttpRequest) -> HttpResponseBase:
    """Every row of every table, with the counts that the annex prints."""
    returns = ToolkitReturn.objects.select_related("table__organisation_type", "group")
    return LIST.answer(request, returns, {"columns": COLUMN_NAMES})
