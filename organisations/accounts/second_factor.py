"""Who needs a second factor, whether the person has shown it in this session, and what to do when it is lost."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from caldicott.refusals import Refused
from organisations.letters import told, write_letter
from organisations.models import Letter, User, audit

from .managing import require_may_manage_person


def is_needed(person: User) -> bool:
    """Always for the panel's staff; for the people of organisations as `SECOND_FACTOR_FOR_ORGANISATIONS` says."""
    return person.is_panel_staff or bool(settings.SECOND_FACTOR_FOR_ORGANISATIONS)


def is_set_up(person: User) -> bool:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def is_shown(request: HttpRequest) -> bool:
    """Whether the person who is signed in has shown one since the sign-in: a code of the app, or a recovery code."""
    person = request.user
    if not isinstance(person, User):
        return False
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, person))


def is_missing(request: HttpRequest) -> bool:
    """Whether the person has to show one, or set one up, before anything private is shown.

    Who has set one up shows it, needed or not: another session may be older than that.
    """
    person = request.user
    return isinstance(person, User) and not is_shown(request) and (is_needed(person) or is_set_up(person))


def reset_second_factor(*, person: User, by: User, reason: str) -> None:
    """Take away a lost one: the person sets up another at the next sign-in, which every browser has to go through.

    Raises PermissionDenied, or Refused where none is set up.
    """
    require_may_manage_person(by, person)
    if not is_set_up(person):
        raise Refused("No second factor is set up for them: there is nothing to take away.")
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
        person.end_sessions()
        audit("reset_second_factor", person, by=by, reason=reason)
        write_letter(
            Letter.Kind.PASSWORD, to=person, **told("second_factor", subject="Your second factor was taken away")
        )
