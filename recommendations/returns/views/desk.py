"""The first page behind the sign-in, and that of one organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from organisations.accounts.access import Place, at_desk, signed_in
from organisations.accounts.roles import Power, organisations_of
from recommendations.models import Period, Receipt
from recommendations.reporting.obligations import Return

RECEIPTS_SHOWN = 5


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Where to go: straight on for whoever is of one organisation, a choice for whoever is of several."""
    memberships = organisations_of(request.user)  # type: ignore[arg-type]
    if len(memberships) == 1 and memberships[0].organisation:
        return redirect("desk-organisation", memberships[0].organisation.slug)
    return render(request, "recommendations/returns/desk.html", {"memberships": memberships})


@at_desk(Power.SEE_RETURN)
@require_safe
def organisation(request: HttpRequest, place: Place) -> HttpResponse:
    """What is to be done now, and what was."""
    periods = list(Period.objects.all())
    going_on = [Return(place.organisation, period) for period in periods if period.state == Period.State.OPEN]
    context = {
        "place": place,
        "returns": sorted(going_on, key=lambda each: each.period.due_on or each.period.position_date),
        "planned": [period for period in reversed(periods) if period.state == Period.State.PLANNED],
        "earlier": [period for period in periods if period.state in (Period.State.CLOSED, Period.State.PUBLISHED)],
        "receipts": Receipt.objects.filter(organisation=place.organisation).select_related("period", "by")[
            :RECEIPTS_SHOWN
        ],
    }
    return render(request, "recommendations/returns/organisation.html", context)
