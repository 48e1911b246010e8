"""All that an organisation owes in one period, and how far it is with each."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.accounts.access import Place, at_desk
from organisations.accounts.roles import Power
from recommendations.returns.finding import return_at


@at_desk(Power.SEE_RETURN)
@require_safe
def task_list(request: HttpRequest, place: Place, position_date: datetime.date) -> HttpResponse:
    context = {"place": place, "return": return_at(place, position_date)}
    return render(request, "recommendations/returns/task_list.html", context)
