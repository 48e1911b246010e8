"""What somebody typed when the sign-in had ended meanwhile: kept until they are back, and shown to nobody else.

A form that must not lose its text carries a ticket, signed by the site, that says whose it is and which page shows it
again. Sent without a sign-in, the form's text waits in the visitor's session, which lives through the sign-in.
"""

import datetime
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from caldicott.views import form_refused as plainly_refused

TICKET = "ticket"  # the name of the field
WAITING = "typed-before-signing-in"  # and of what waits in the session: by page, whose it is and the fields
CSRF = "csrfmiddlewaretoken"
SHORT = 10  # characters: no more than that is typed again quickly
MOST_PAGES = 3
MOST_CHARACTERS = 200_000
LASTS = datetime.timedelta(days=2)  # of a form that stands open
SALT = "organisations.accounts.kept"


def ticket(request: HttpRequest, path: str) -> str:
    """For a hidden field of a form whose text the page at `path` can show again."""
    return signing.dumps([request.user.pk, path], salt=SALT)


def keep(request: HttpRequest) -> str:
    """Let what was sent wait, if its ticket is one of ours; the page that shows it again, empty where nothing waits."""
    try:
        person, path = signing.loads(request.POST.get(TICKET, ""), salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    if sum(map(len, request.POST.values())) > MOST_CHARACTERS:
        return ""
    others = [(page, waits) for page, waits in request.session.get(WAITING, {}).items() if page != path]
    kept = {"person": person, "fields": request.POST.dict()}
    request.session[WAITING] = {**dict(others[1 - MOST_PAGES :]), path: kept}
    return str(path)


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for this page and this person. What waits for somebody else is forgotten."""
    waits = request.session.get(WAITING, {}).get(request.path)
    if waits is None:
        return None
    if waits["person"] != request.user.pk:
        forget(request, request.path)
        return None
    fields: dict[str, Any] = waits["fields"]
    return fields


def forget(request: HttpRequest, path: str) -> None:
    """Once it is saved, or no longer wanted."""
    if path in request.session.get(WAITING, {}):
        request.session[WAITING] = {page: waits for page, waits in request.session[WAITING].items() if page != path}


def long_texts(request: HttpRequest) -> list[str]:
    """What was sent that nobody wants to type again, to be shown where nothing can be done with it."""
    return [str(text) for name, text in request.POST.items() if len(text) > SHORT and name not in (TICKET, CSRF)]


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Where a form comes without the cookie that was sent with it, as after a new sign-in in another tab.

    Nothing is done, and what was typed is shown again. Whoever wants to sign in and has, is led on.
    """
    if request.user.is_authenticated and request.path == reverse("account_login"):
        return redirect(request.path)
    path = keep(request)
    return redirect(path) if path else plainly_refused(request, reason)
