from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import listing, page_of
from organisations.filters import OrganisationFilters
from organisations.models import Organisation


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    organisations = Organisation.objects.annotate(leads=Count("commitments")).order_by("name")
    shown = listing(request, OrganisationFilters, organisations)
    return render(request, "organisations/public/organisation_list.html", {"listing": shown}, status=shown.status)


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: its names, what it leads, what it reported and added."""
    organisation = get_object_or_404(Organisation.objects.prefetch_related("aliases"), slug=slug)
    reports = organisation.progress_reports.published().select_related("commitment", "period", "recommendation")
    additions = organisation.additional_information.published().select_related("period", "recommendation")
    context = {
        "organisation": organisation,
        "predecessors": organisation.successions_from.select_related("predecessor"),
        "successors": organisation.successions_to.select_related("successor"),
        "leads": organisation.commitments.with_status().prefetch_related("mappings"),
        "page": page_of(request, reports),
        "additions": additions,
    }
    return render(request, "organisations/public/organisation_detail.html", context)
