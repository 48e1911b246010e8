from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recommendations.models import Period
from recommendations.public.presenters.heat_map import heat_map
from recommendations.public.presenters.position import Position
from recommendations.public.presenters.positions import MOST_PERIODS
from recommendations.public.presenters.reported import Reported
from recommendations.public.presenters.silence import Silence

# Of those who are silent in the same way: more than these are named on the page of the period.
NAMED = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The position of the latest published period, on one screen, and the ratings of all periods below."""
    periods = list(
        Period.objects.published().with_edition().with_neighbours().order_by("-position_date")[:MOST_PERIODS]
    )
    context: dict[str, Any] = {"position": None}
    if periods:
        position = Position(periods[0])
        context = {
            "position": position,
            "reported": Reported(periods[0]),
            "silence": Silence(periods[0], most=NAMED),
            "heat_map": heat_map(periods, position.recommendations),
        }
    return render(request, "recommendations/public/home.html", context)
