from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recommendations.models import Rating, SelfRating
from recommendations.public.presenters.heat_map import CODES
from recommendations.public.presenters.parting import PARTINGS
from recommendations.record.rules import RATING_RULES, SELF_RATING_RULES


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The method, with the rules printed as they are used."""
    context = {
        "codes": [(code, rating.label) for rating, code in CODES.items()],
        "rating_rules": [(rule, Rating(rule.value).label) for rule in RATING_RULES],
        "partings": PARTINGS,
        "self_rating_rules": [(rule, SelfRating(rule.value).label) for rule in SELF_RATING_RULES],
    }
    return render(request, "recommendations/public/about.html", context)
