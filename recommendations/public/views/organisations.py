from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList, page_of
from organisations.filters import OrganisationFilters
from organisations.models import Organisation
from recommendations.models import AdditionalInformation, Commitment, ProgressReport
from recommendations.tables import ORGANISATIONS

LIST = PublicList(
    filters=OrganisationFilters,
    table=ORGANISATIONS,
    template="recommendations/public/organisation_list.html",
    orders={
        "name": Order("Name", ("name",)),
        "commitments": Order("What it leads, the most first", ("-leading", "name")),
    },
    facets=[Facet("kind", "kind")],
    searched=Organisation.SEARCHED,
)


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponseBase:
    return LIST.answer(request, Organisation.objects.annotate(leading=Count("commitments")))


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: its names, what it leads, what it reported and added."""
    organisation = get_object_or_404(Organisation.objects.prefetch_related("aliases"), slug=slug)
    reports = ProgressReport.objects.published().filter(organisation=organisation)
    additions = AdditionalInformation.objects.published().filter(organisation=organisation)
    leads = Commitment.objects.with_status().filter(lead_organisations=organisation)
    context = {
        "organisation": organisation,
        "predecessors": organisation.successions_from.select_related("predecessor"),
        "successors": organisation.successions_to.select_related("successor"),
        "leads": leads.prefetch_related("mappings"),
        "page": page_of(request, reports.select_related("commitment", "period", "recommendation")),
        "additions": additions.select_related("period", "recommendation"),
    }
    return render(request, "recommendations/public/organisation_detail.html", context)
