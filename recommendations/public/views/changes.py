from django.db.models import Case, TextChoices, When
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from caldicott.lists import Facet, Order, PublicList
from recommendations.filters import ChangeFilters
from recommendations.models import Change, Rating, SelfRating
from recommendations.public.presenters.publications import publications
from recommendations.tables import CHANGES


def placed(fact: str, values: type[TextChoices]) -> OrderBy:
    """By where the value of a fact stands among those that it may have."""
    return Case(*(When(**{fact: value}, then=place) for place, value in enumerate(values.values))).asc()


# All of a publication has one moment; within it, what changed in the same way stands together.
TOGETHER = (
    placed("kind", Change.Kind),
    *(
        placed(f"{side}__{fact}", values)
        for fact, values in (("rating", Rating), ("self_rating", SelfRating))
        for side in ("before", "after")
    ),
)

LIST = PublicList(
    filters=ChangeFilters,
    table=CHANGES,
    template="recommendations/public/change_list.html",
    orders={"newest": Order("Newest first", ("-at", *TOGETHER, "pk"))},
    # Not the organisations: with them there would be nearly as many groups to count as there are rows.
    facets=[
        Facet("kind", "kind"),
        Facet("recommendation", "recommendation"),
        Facet("period", "period__position_date"),
    ],
)


@require_safe
def change_list(request: HttpRequest) -> HttpResponseBase:
    changes = Change.objects.published().select_related("period", "recommendation", "commitment", "organisation")
    return LIST.answer(request, changes, {"publications": publications})
