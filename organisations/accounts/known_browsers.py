"""Browsers from which a person has signed in before: others who guess at the person's password do not lock them out.

A browser is known by a signed cookie that names the account by a digest and the browser by chance.
"""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from organisations.models import User

COOKIE = "known_browser"
SALT = "organisations.accounts.known_browsers"
KEPT_SECONDS = 365 * 24 * 3600


def mark_in(request: HttpRequest, email: str) -> str:
    """What tells this browser from others where the account's person has signed in here before, else nothing."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return ""
    return str(kept["browser"]) if kept["account"] == _account(email) else ""


def remember(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """Called once the person is signed in, the second factor included."""
    if mark_in(request, person.email):
        return
    kept = {"account": _account(person.email), "browser": secrets.token_urlsafe(9)}
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=KEPT_SECONDS,
        path="/accounts/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _account(email: str) -> str:
    return hashlib.sha256(email.lower().encode()).hexdigest()[:24]
