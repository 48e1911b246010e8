from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import listing
from organisations.filters import FigureCheckFilters
from organisations.models import FigureCheck, OrganisationType
from organisations.public.presenters.checks import by_weight, in_words
from organisations.public.presenters.figures import printed_tables


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The organisation types, and every printed figure that does not follow from its rows."""
    types = (
        OrganisationType.objects.annotate(
            checked=Count("figure_checks"), differing=Count("figure_checks", filter=Q(figure_checks__agrees=False))
        )
        .order_by("position")
        .prefetch_related("tables")
    )
    checks = by_weight(FigureCheck.objects.select_related("organisation_type", "group"))
    shown = listing(request, FigureCheckFilters, checks, agrees="false")
    context = {"types": types, "listing": shown, "checked": FigureCheck.objects.count()}
    return render(request, "organisations/public/toolkit_overview.html", context, status=shown.status)


@require_safe
def organisation_type(request: HttpRequest, slug: str) -> HttpResponse:
    """Both versions' tables of one type as printed, each figure beside what follows from the rows."""
    found = get_object_or_404(OrganisationType, slug=slug)
    checks = list(found.figure_checks.select_related("group"))
    context = {"type": found, "tables": printed_tables(found, checks), "checks": in_words(checks)}
    return render(request, "organisations/public/toolkit_type.html", context)
