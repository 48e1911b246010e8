"""All that an organisation owes in one period, and how far it is with each."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.accounts.access import Place, at_desk
from organisations.accounts.roles import Power
from organisations.models import Organisation
from recommendations.letters.steps import steps_of, with_own_steps
from recommendations.returns.finding import return_at


@at_desk(Power.SEE_RETURN)
@require_safe
def task_list(request: HttpRequest, place: Place, position_date: datetime.date) -> HttpResponse:
    return_ = return_at(place, position_date)
    itself = Organisation.objects.filter(pk=place.organisation.pk)
    steps = steps_of(with_own_steps(itself, return_.period).get())
    return render(
        request, "recommendations/returns/task_list.html", {"place": place, "return": return_, "steps": steps}
    )
