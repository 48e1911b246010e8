from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from caldicott.counting import number_of
from caldicott.lists import Facet, Order, PublicList, page_in_one_query
from organisations.models import Organisation
from organisations.search import EVERY_NAME
from recommendations.filters import OrganisationStandingFilters
from recommendations.models import Commitment, Period
from recommendations.models.standing import EVERYBODY, Standing
from recommendations.public.presenters.organisation import LEGEND, InPeriod, by_recommendation
from recommendations.tables import ORGANISATIONS

STANDINGS = dict(Standing.choices)  # how each is called

LIST = PublicList(
    filters=OrganisationStandingFilters,
    table=ORGANISATIONS,
    template="recommendations/public/organisation_list.html",
    orders={
        "name": Order("Name", ("name",)),
        "commitments": Order("What it leads, the most first", ("-leading", "name")),
        "reports": Order("What it reported, the most first", ("-reports", "name")),
    },
    facets=[Facet("kind", "kind"), Facet("collective", "of_many"), Facet("standing", "standing")],
    searched=EVERY_NAME,
)


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponseBase:
    led = Commitment.lead_organisations.through.objects.filter(organisation=OuterRef("pk"))
    organisations = Organisation.objects.unmerged().annotate(leading=number_of(led))
    return LIST.answer(
        request, organisations, {"latest_period": Period.objects.latest_published(), "standings": STANDINGS}
    )


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation at the position of one period, the latest unless `period` names another.

    The address of a record that was merged leads on to the one that is kept.
    """
    now = InPeriod(slug, asked=request.GET.get("period", ""))
    kept = now.organisation.merged_into
    if kept is not None:
        asked = request.GET.urlencode()
        address = reverse("organisation", args=[kept["slug"]])
        return HttpResponsePermanentRedirect(f"{address}?{asked}" if asked else address)
    page = page_in_one_query(request, now.reports(), rows=25)
    context = {
        "organisation": now.organisation,
        "now": now,
        "legend": LEGEND,
        "page": page,
        "reports": by_recommendation(list(page)),
        "additions": by_recommendation(list(now.additions())),
        "everybody": EVERYBODY,
        "standings": STANDINGS,
    }
    return render(request, "recommendations/public/organisation_detail.html", context)
