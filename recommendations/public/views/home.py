from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recommendations.models import Period
from recommendations.public.presenters.position import Position, commitment_counts


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The position of the latest published period, on one screen."""
    period = Period.objects.latest_published()
    context = {"position": period and Position(period), "commitments": commitment_counts()}
    return render(request, "recommendations/public/home.html", context)
