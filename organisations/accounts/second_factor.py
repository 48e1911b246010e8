"""Who needs a second factor, and whether the person has shown it in this session."""

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from organisations.models import User


def is_needed(person: User) -> bool:
    """Always for the panel's staff; for the people of organisations as `SECOND_FACTOR_FOR_ORGANISATIONS` says."""
    if person.is_superuser or person.memberships.current().on_the_panel().exists():
        return True
    return bool(settings.SECOND_FACTOR_FOR_ORGANISATIONS)


def is_shown(request: HttpRequest) -> bool:
    """Whether the person who is signed in has shown one since the sign-in: a code of the app, or a recovery code."""
    person = request.user
    if not isinstance(person, User):
        return False
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, person))


def is_missing(request: HttpRequest) -> bool:
    """Whether the person has to show one, or set one up, before anything private is shown."""
    return isinstance(request.user, User) and is_needed(request.user) and not is_shown(request)
