from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList, page_in_one_query
from organisations.models import Organisation, Succession
from recommendations.filters import CommitmentFilters
from recommendations.models import Commitment, Rating
from recommendations.public.presenters.positions import at
from recommendations.public.presenters.slippage import expected_on
from recommendations.public.presenters.telling import places_of, telling_of
from recommendations.tables import COMMITMENTS

REPORTS = 20  # on one page

LIST = PublicList(
    filters=CommitmentFilters,
    table=COMMITMENTS,
    template="recommendations/public/commitment_list.html",
    orders={
        "number": Order("Number", ("number",)),
        "status": Order("Status", ("status", "number")),
    },
    facets=[
        Facet("kind", "kind"),
        Facet("status", "status"),
        Facet("lead_organisation", "leads"),
        Facet("recommendation", "concluded", "number"),
        Facet("rating", "concluded", "rating"),
        Facet("change", "change"),
    ],
    searched=Commitment.SEARCHED,
)


@require_safe
def commitment_list(request: HttpRequest) -> HttpResponseBase:
    commitments = Commitment.objects.prefetch_related("lead_organisations")
    return LIST.answer(request, commitments, {"ratings": dict(Rating.choices)})


@require_safe
def commitment_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One commitment at one position, the latest unless `period` names another, and its whole history."""
    commitment: Any = get_object_or_404(
        Commitment.objects.annotate(led_by=_led_by(), passed_on=_passed_on()), number=number
    )
    history = telling_of(commitment)
    shown = at(history, request.GET.get("period", ""))
    period = shown.period if shown else None
    reports = commitment.progress_reports.published().with_evidence().filter(period=period)
    context = {
        "commitment": commitment,
        "taken_over": list(commitment.taken_over()) if commitment.passed_on else [],
        "leads": [Organisation(**lead) for lead in commitment.led_by],
        "history": history,
        "shown": shown,
        "places": places_of(commitment, period),
        "expected": expected_on(commitment, period),
        "page": page_in_one_query(request, reports.select_related("organisation", "period", "recommendation"), REPORTS),
    }
    return render(request, "recommendations/public/commitment_detail.html", context)


def _passed_on() -> Exists:
    """Whether anybody has taken over from one of its leads: for most nobody has, and no more is asked."""
    return Exists(Succession.objects.filter(since__isnull=False, predecessor__commitments=OuterRef("pk")))


def _led_by() -> ArraySubquery:
    """What a page says of each lead of a commitment, in the commitment's own query."""
    leads = Organisation.objects.filter(commitments=OuterRef("pk")).order_by("name")
    return ArraySubquery(leads.values_list(JSONObject(slug="slug", name="name", abbreviation="abbreviation")))
