from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList, page_in_one_query
from organisations.models import CollectiveMembership, Organisation
from organisations.search import EVERY_NAME
from recommendations.filters import OrganisationStandingFilters
from recommendations.models import Commitment, Period
from recommendations.public.presenters.members import members_of
from recommendations.public.presenters.organisation import LEGEND, InPeriod, by_recommendation, periods_with
from recommendations.tables import ORGANISATIONS

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
    led = Commitment.lead_organisations.through.objects.filter(organisation=OuterRef("pk")).order_by()
    number = led.values("organisation").annotate(all=Count("pk")).values("all")  # type: ignore[misc]
    organisations = Organisation.objects.annotate(leading=Coalesce(Subquery(number), 0))
    return LIST.answer(request, organisations, {"latest_period": Period.objects.latest_published()})


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation at the position of one period, the latest unless `period` names another."""
    periods = list(periods_with(slug))
    period = period_asked_for(request, periods)
    day = period.position_date if period and "period" in request.GET else timezone.localdate()
    organisation = get_object_or_404(with_collectives(day), slug=slug)
    now = InPeriod(organisation, periods, period)
    page = page_in_one_query(request, now.reports(), rows=25)
    context = {
        "organisation": organisation,
        "now": now,
        "legend": LEGEND,
        "page": page,
        "reports": by_recommendation(list(page)),
        "additions": by_recommendation(list(now.additions())),
        "members": members_of(organisation, day, period) if organisation.collective else None,
        "members_on": day,
    }
    return render(request, "recommendations/public/organisation_detail.html", context)


def period_asked_for(request: HttpRequest, periods: list[Period]) -> Period | None:
    """One of the periods, the latest of them where the address names none. Raises Http404 for any other."""
    asked = request.GET.get("period")
    if not asked:
        return periods[0] if periods else None
    for period in periods:
        if period.slug == asked:
            return period
    raise Http404(f"No period {asked}")


def with_collectives(day: Any) -> QuerySet[Any]:
    """Each with its names through time, and with the `collectives` that it is in on this day, not through others."""
    memberships = CollectiveMembership.objects.on(day).filter(member=OuterRef("pk")).order_by("collective__name")
    facts = JSONObject(name="collective__name", slug="collective__slug", source="source")
    return Organisation.objects.with_names().annotate(in_collectives=ArraySubquery(memberships.values_list(facts)))
