from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList
from organisations.filters import FigureCheckFilters
from organisations.models import FigureCheck, OrganisationType
from organisations.public.presenters.checks import WEIGHT, in_words
from organisations.public.presenters.figures import printed_tables
from organisations.tables import FIGURE_CHECKS

LIST = PublicList(
    filters=FigureCheckFilters,
    table=FIGURE_CHECKS,
    template="organisations/public/toolkit_overview.html",
    orders={
        "weight": Order("Weight, what turns a conclusion round first", (WEIGHT.asc(), "position")),
        "print": Order("As printed", ("position",)),
    },
    facets=[
        Facet("organisation_type", "organisation_type__slug"),
        Facet("version", "version"),
        Facet("group", "group__slug"),
        Facet("agrees", "agrees"),
    ],
    searched=FigureCheck.SEARCHED,
    defaults={"agrees": "false"},
)


@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    """The organisation types, and every printed figure that does not follow from its rows."""
    types = (
        OrganisationType.objects.annotate(
            checked=Count("figure_checks"), differing=Count("figure_checks", filter=Q(figure_checks__agrees=False))
        )
        .order_by("position")
        .prefetch_related("tables")
    )
    checks = FigureCheck.objects.select_related("organisation_type", "group")
    return LIST.answer(request, checks, {"types": types, "checked": FigureCheck.objects.count()})


@require_safe
def organisation_type(request: HttpRequest, slug: str) -> HttpResponse:
    """Both versions' tables of one type as printed, each figure beside what follows from the rows."""
    found = get_object_or_404(OrganisationType, slug=slug)
    checks = list(found.figure_checks.select_related("group"))
    context = {"type": found, "tables": printed_tables(found, checks), "checks": in_words(checks)}
    return render(request, "organisations/public/toolkit_type.html", context)
