"""Making a person's account inactive, and active again. Nobody is deleted: a name stands under what was done."""

from django.db import transaction

from caldicott.refusals import Refused
from organisations.models import User, audit

from .managing import require_may_manage_person


def make_inactive(*, person: User, by: User, reason: str) -> None:
    """The person may do nothing any more, from now on and in every browser; roles stay, and rest."""
    _switch(person, by, active=False, verb="make_inactive", reason=reason)


def make_active(*, person: User, by: User, reason: str) -> None:
    """The person signs in again, and has the roles that have not ended meanwhile."""
    _switch(person, by, active=True, verb="make_active", reason=reason)


def _switch(person: User, by: User, *, active: bool, verb: str, reason: str) -> None:
    require_may_manage_person(by, person)
    if person == by:
        raise Refused("This is your own account. Ask somebody else of the secretariat to do it.")
    with transaction.atomic():
        held = User.objects.select_for_update().get(pk=person.pk)
        if held.is_active == active:
            raise Refused(f"This account is {'active' if active else 'inactive'} already.")
        held.is_active = active
        held.save(update_fields=["is_active"])
        held.end_sessions()
        audit(verb, held, by=by, reason=reason)
