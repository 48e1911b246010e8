"""What somebody typed when the sign-in had ended meanwhile: kept until they are back, and shown to nobody else.

A form that must not lose its text carries a ticket, signed by the site, that says whose it is and for which page. Sent
without a sign-in, the form's text waits in the visitor's session, which lives through the sign-in.
"""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from caldicott.views import form_refused as plainly_refused

TICKET = "ticket"  # the name of the field
WAITING = "typed-before-signing-in"  # and of what waits in the session
SALT = "organisations.accounts.kept"


def ticket(request: HttpRequest) -> str:
    """For a hidden field of a form on this page."""
    return signing.dumps([request.user.pk, request.path], salt=SALT)


def keep(request: HttpRequest) -> bool:
    """Let what was sent wait, if its ticket is one of ours for this page; whether it does."""
    try:
        person, path = signing.loads(request.POST.get(TICKET, ""), salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    if request.method != "POST" or path != request.path:
        return False
    request.session[WAITING] = {"person": person, "path": path, "fields": request.POST.dict()}
    return True


def take(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for this page and this person, once; what waits for somebody else is forgotten."""
    waiting = request.session.get(WAITING)
    if not waiting or (waiting["path"] != request.path and waiting["person"] == request.user.pk):
        return None
    del request.session[WAITING]
    fields: dict[str, Any] = waiting["fields"]
    return fields if waiting["person"] == request.user.pk else None


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Where a form comes without the cookie that was sent with it, as after a new sign-in in another tab.

    Nothing is done, and what was typed is shown again.
    """
    return redirect(request.path) if keep(request) else plainly_refused(request, reason)
