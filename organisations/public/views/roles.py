"""The public page that says what each role may do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.accounts.roles import POWERS, ROLES


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    told = [
        {
            "name": role.label,
            "says": about.says,
            "powers": [says for power, says in POWERS.items() if power in about.powers],
        }
        for role, about in ROLES.items()
    ]
    return render(request, "organisations/public/roles.html", {"roles": told})
