"""Giving a role, changing it and ending it.

`is_staff`, for which Django's admin asks, follows the roles on the panel by what is done here, and by nothing else.
"""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from caldicott.refusals import Refused
from organisations.keeping.policies import stands_for_itself
from organisations.models import ORGANISATION_ROLES, Membership, Organisation, Role, User, audit

from .managing import may_manage_everybody, require_may_manage, require_may_manage_everybody

LAST_OFFICER = (
    "This is the organisation’s only authorised officer, and somebody has to answer for its return. Invite another "
    "one, or make a reporter one, before you change this."
)


def give(*, person: User, role: str, organisation: Organisation | None, given_by: User | None) -> Membership:
    """A role from now on; another that the person has in this organisation ends. Part of an action, not one itself."""
    now = timezone.now()
    people = _of_organisation(organisation)
    if organisation is not None:
        held = people.filter(person=person).first()
        if held is not None and held.role == role:
            return held
        if held is not None:
            _keep_an_officer(held)
            _end(held, now, by=given_by)
    else:
        held = person.memberships.current().on_the_panel().filter(role=role).first()
        if held is not None:
            return held
    made = Membership(person=person, role=role, organisation=organisation, begins_at=now, given_by=given_by)
    made.save()
    follow_desk(person)
    return made


def change_role(*, membership: Membership, role: str, by: User) -> Membership:
    """Another role in the same organisation: the old one ends, and stays on record. Raises Refused."""
    require_may_manage(by, membership.role, membership.organisation)
    if membership.organisation is None or role not in ORGANISATION_ROLES:
        raise Refused("A role on the panel is not changed into another: end it, and invite to the other.")
    with transaction.atomic():
        held = _held(membership)
        made = give(person=held.person, role=role, organisation=held.organisation, given_by=by)
        if made != held:
            audit("change_role", made, by=by, organisation=held.organisation, before=held.role, after=role)
    return made


def end_membership(*, membership: Membership, by: User, reason: str = "") -> None:
    """End it at once. Raises Refused where it has to stay."""
    require_may_manage(by, membership.role, membership.organisation)
    with transaction.atomic():
        held = _held(membership)
        if held.organisation is not None and not may_manage_everybody(by):
            _keep_an_officer(held)
        _end(held, timezone.now(), by=by)
        follow_desk(held.person)
        audit("end_membership", held, by=by, organisation=held.organisation, reason=reason, role=held.role)


def give_role(*, person: User, role: str, by: User) -> Membership:
    """The first roles on the panel, given by somebody who may do everything, without an invitation."""
    require_may_manage_everybody(by)
    with transaction.atomic():
        made = give(person=person, role=role, organisation=None, given_by=by)
        audit("give_role", made, by=by, role=role)
    return made


def follow_desk(person: User) -> None:
    staff = person.is_panel_staff
    User.objects.filter(pk=person.pk).exclude(is_staff=staff).update(is_staff=staff)
    person.is_staff = staff


def is_last_officer(membership: Membership) -> bool:
    if membership.role != Role.AUTHORISED_OFFICER or membership.organisation is None:
        return False
    return not (
        Membership.objects.current()
        .filter(organisation=membership.organisation, role=Role.AUTHORISED_OFFICER, person__is_active=True)
        .exclude(pk=membership.pk)
        .exists()
    )


def _of_organisation(organisation: Organisation | None) -> QuerySet[Membership]:
    """Those of an organisation as of now. It is locked: of two changes to its people one comes after the other."""
    if organisation is not None:
        stands_for_itself(Organisation.objects.select_for_update().get(pk=organisation.pk))
    return Membership.objects.current().filter(organisation=organisation)


def _held(membership: Membership) -> Membership:
    """The membership as it is now. Raises Refused where it has ended."""
    if membership.organisation_id is not None:
        Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    held = Membership.objects.select_for_update(of=["self"]).select_related("person", "organisation")
    found = held.get(pk=membership.pk)
    if not found.is_current:
        raise Refused("This role has ended already.")
    return found


def _keep_an_officer(membership: Membership) -> None:
    if is_last_officer(membership):
        raise Refused(LAST_OFFICER)


def _end(membership: Membership, at: datetime.datetime, *, by: User | None) -> None:
    membership.ends_at, membership.ended_by = max(at, membership.begins_at), by
    membership.save(update_fields=["ends_at", "ended_by"])
