from enum import StrEnum
from typing import TypeVar

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations.models import FigureCheck, Organisation, OrganisationType, has_members
from organisations.public.presenters.checks import in_words, weightiest
from organisations.public.presenters.comparisons import compared
from organisations.public.presenters.figures import printed_tables
from organisations.public.presenters.of import Of, obstacle
from organisations.public.presenters.overview import types_overview
from organisations.public.presenters.wholes import total_of, whole_told
from organisations.public.views.figures import LIST
from organisations.toolkit.collectives import collectives_of

Choice = TypeVar("Choice", bound=StrEnum)


class By(StrEnum):
    """What a bar is of."""

    GROUP = "group"
    REQUIREMENT = "requirement"


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The organisation types, and what differs most tellingly."""
    if LIST.names & set(request.GET):  # that list once stood here
        return redirect(f"{reverse('toolkit-figures')}?{request.GET.urlencode()}", permanent=True)
    of = _chosen(Of, request.GET.get("of"))
    context = {
        "of": of,
        "types": types_overview(of),
        "weightiest": weightiest(),
        "checks": FigureCheck.objects.aggregate(all=Count("pk"), differing=Count("pk", filter=Q(agrees=False))),
    }
    return render(request, "organisations/public/toolkit_overview.html", context)


@require_safe
def organisation_type(request: HttpRequest, slug: str) -> HttpResponse:
    """The two latest versions beside each other, and every table as printed with what follows from its rows."""
    found = get_object_or_404(OrganisationType, slug=slug)
    tables = list(found.tables.prefetch_related("returns__group").order_by("version"))
    latest = tables[-2:]
    of = _chosen(Of, request.GET.get("of"))
    checks = list(found.figure_checks.select_related("group"))
    collectives = Organisation.objects.annotate(has_members=has_members())
    context = {
        "type": found,
        "collectives": collectives.filter(slug__in=collectives_of(found.slug)),
        "of": of,
        "by": _chosen(By, request.GET.get("by")),
        "groups": compared(latest, of),
        "wholes": [(table, whole_told(total_of(table), of)) for table in latest],
        "obstacle": obstacle(latest, of),
        "tables": printed_tables(found.slug, tables, checks),
        "checks": in_words(checks),
    }
    return render(request, "organisations/public/toolkit_type.html", context)


def _chosen(choices: type[Choice], asked: str | None) -> Choice:
    """The choice that the address names, else the first."""
    return next((choice for choice in choices if choice == asked), next(iter(choices)))
