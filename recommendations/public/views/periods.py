import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.counting import number_of
from caldicott.filters import PublicFilterSet
from caldicott.lists import Order, PublicList, page_in_one_query, page_of
from organisations.models import OrganisationType
from recommendations.letters.steps import steps_of, with_steps
from recommendations.models import Period, SelfRating
from recommendations.models.standing import Standing, silent
from recommendations.public.presenters.position import Position
from recommendations.public.presenters.reported import Reported
from recommendations.public.presenters.rows import FirstReports, rows_under
from recommendations.public.presenters.silence import Silence
from recommendations.report.contents import parts_of
from recommendations.report.pdf import available
from recommendations.report.places import Places
from recommendations.tables import PERIODS

# On the page of one period: of those who are silent in the same way, and of the rows that report nothing.
NAMED = 10
EMPTY_ROWS = 20


class ListedPeriods(PublicFilterSet):
    """Every period of the list is published, so that there is nothing to narrow it by."""

    class Meta:
        model = Period
        fields: list[str] = []


LIST = PublicList(
    filters=ListedPeriods,
    table=PERIODS,
    template="recommendations/public/period_list.html",
    orders={"latest": Order("Position, the latest first", ("-position_date",))},
)


@require_safe
def period_list(request: HttpRequest) -> HttpResponseBase:
    return LIST.answer(request, Period.objects.published().with_edition().with_figures().with_overall())


@require_safe
def period_detail(request: HttpRequest, position_date: datetime.date) -> HttpResponse:
    """One position: what the panel concluded beside what was reported, and what nobody reported."""
    types = number_of(OrganisationType.objects.all())
    periods: QuerySet[Any] = (
        Period.objects.published().with_edition().with_neighbours().with_figures().annotate(types=types)
    )
    period = get_object_or_404(periods, position_date=position_date)
    empty = period.progress_reports.published().filter(self_rating=SelfRating.NOT_REPORTED)
    context = {
        "period": period,
        "position": Position(period),
        "report_parts": parts_of(period.recommendations, period.types),
        "pdf": available(),
        "places": Places(period.slug),
        "reported": Reported(period),
        "silence": Silence(period, most=NAMED),
        "page": page_in_one_query(request, empty.select_related("organisation", "commitment"), EMPTY_ROWS),
    }
    return render(request, "recommendations/public/period_detail.html", context)


@require_safe
def introduction(request: HttpRequest, position_date: datetime.date) -> HttpResponse:
    """What was reported and added for one position on what belongs to the Introduction and to no recommendation."""
    period = get_object_or_404(Period.objects.published(), position_date=position_date)
    here = {"recommendation": None}
    reports = period.progress_reports.published().with_evidence().filter(**here)
    first = FirstReports(reports.select_related("organisation", "commitment", "period"))
    context = {
        "period": period,
        "rows": rows_under(None, first),
        "first": first,
        "additions": period.additional_information.published().filter(**here).select_related("organisation", "period"),
    }
    return render(request, "recommendations/public/introduction.html", context)


@require_safe
def silence(request: HttpRequest, position_date: datetime.date) -> HttpResponse:
    """All who have not reported for one position, and how each was asked."""
    period = get_object_or_404(Period.objects.published(), position_date=position_date)
    context = {
        "period": period,
        "page": page_of(request, with_steps(silent(period), period)),
        "standings": dict(Standing.choices),
        "steps_of": steps_of,
    }
    return render(request, "recommendations/public/silence.html", context)
