import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from caldicott.counting import number_of
from caldicott.lists import Facet, Order, PublicList, page_in_one_query
from organisations.models import CollectiveMembership, Organisation
from organisations.public.presenters.scored import Scored, latest_scores
from organisations.search import EVERY_NAME
from recommendations.filters import OrganisationStandingFilters
from recommendations.models import Commitment, Mapping, Period
from recommendations.models.standing import EVERYBODY, Standing
from recommendations.public.presenters.members import members_of
from recommendations.public.presenters.organisation import LEGEND, InPeriod, by_recommendation, periods_with
from recommendations.public.presenters.positions import period_asked_for
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
    organisations = Organisation.objects.annotate(leading=number_of(led))
    return LIST.answer(
        request, organisations, {"latest_period": Period.objects.latest_published(), "standings": STANDINGS}
    )


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation at the position of one period, the latest unless `period` names another."""
    periods = list(periods_with(slug))
    period = period_asked_for(periods, request.GET.get("period", ""))
    day = period.position_date if period and "period" in request.GET else timezone.localdate()
    told = with_collectives(day).annotate(scored=Subquery(latest_scores(slug)), of_all=of_all())
    organisation = get_object_or_404(told, slug=slug)
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
        "scored": Scored(**organisation.scored) if organisation.scored else None,
        "everybody": EVERYBODY,
        "standings": STANDINGS,
    }
    return render(request, "recommendations/public/organisation_detail.html", context)


def with_collectives(day: datetime.date) -> QuerySet[Any]:
    """Each with its names through time, and with `in_collectives`: those that it is in itself on this day, by name."""
    memberships = CollectiveMembership.objects.on(day).filter(member=OuterRef("pk")).order_by("collective__name")
    facts = JSONObject(name="collective__name", slug="collective__slug", source="source")
    return Organisation.objects.with_names().annotate(in_collectives=ArraySubquery(memberships.values_list(facts)))


def of_all() -> JSONObject:
    """For a query: how many `items` all organisations are asked, and the `recommendations` that these belong to."""
    led = Commitment.lead_organisations.through.objects.filter(organisation__slug=EVERYBODY)
    belonging = Mapping.objects.belonging().filter(
        commitment__in=led.values("commitment"), recommendation__isnull=False
    )
    numbers = belonging.order_by("recommendation").values_list("recommendation", flat=True)
    return JSONObject(items=number_of(led), recommendations=ArraySubquery(numbers.distinct()))
