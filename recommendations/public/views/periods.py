import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from caldicott.lists import first_page, page_of
from organisations.models import Organisation
from recommendations.models import Period, SelfRating
from recommendations.public.presenters.position import Position
from recommendations.public.presenters.rows import rows_under


@require_safe
def period_list(request: HttpRequest) -> HttpResponse:
    context = {"page": page_of(request, Period.objects.published())}
    return render(request, "recommendations/public/period_list.html", context)


@require_safe
def period_detail(request: HttpRequest, position_date: datetime.date) -> HttpResponse:
    period = get_object_or_404(Period.objects.published(), position_date=position_date)
    reports = period.progress_reports.published().select_related("organisation", "commitment", "recommendation")
    # Of the Introduction, which has no page of its own, the beginning: the rest stands with its commitments.
    introduction = first_page(reports.filter(recommendation=None))
    additions = period.additional_information.published().select_related("organisation")
    context = {
        "position": Position(period),
        "introduction": introduction,
        "introduction_rows": rows_under(None, introduction),
        "additions": additions.filter(recommendation=None),
        "reports": reports.count(),
        "page": page_of(request, reports.filter(self_rating=SelfRating.NOT_REPORTED)),
        "silent_leads": Organisation.objects.filter(commitments__isnull=False)
        .exclude(pk__in=reports.filter(organisation__isnull=False).values("organisation"))
        .distinct(),
    }
    return render(request, "recommendations/public/period_detail.html", context)
