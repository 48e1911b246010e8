"""Inviting somebody to a role, withdrawing that, and accepting it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from caldicott.refusals import Refused
from organisations.models import Invitation, Membership, Organisation, User, audit

from . import invitation_letters
from .managing import require_may_manage
from .memberships import give
from .tokens import digest_of, new_token

LASTS = datetime.timedelta(days=7)
NO_PEOPLE = "A collective has no people of its own: invite people to its members."


class InvitationGone(Exception):
    """There is no such invitation, or it was used, withdrawn or has expired: nobody is told which."""


def invite(*, email: str, role: str, organisation: Organisation | None, by: User) -> Invitation:
    """An authorised officer invites to the own organisation, the secretariat everywhere. Says nothing of who exists."""
    require_may_manage(by, role, organisation)
    if organisation is not None and organisation.collective:
        raise ValidationError(NO_PEOPLE)
    now = timezone.now()
    invitation = Invitation(
        email=User.objects.normalize_email(email).strip(),
        role=role,
        organisation=organisation,
        invited_by=by,
        invited_at=now,
        expires_at=now + LASTS,
    )
    invitation.token_digest = digest_of(new_token(invitation))
    invitation.full_clean(exclude=["letter"])
    with transaction.atomic():
        invitation.letter = invitation_letters.write(invitation)
        invitation.save()
        audit("invite", invitation, by=by, organisation=organisation, role=role, email=invitation.email)
    return invitation


def withdraw_invitation(*, invitation: Invitation, by: User, reason: str = "") -> None:
    """Take back what nobody has accepted. Raises Refused where somebody has."""
    require_may_manage(by, invitation.role, invitation.organisation)
    with transaction.atomic():
        held = Invitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
        if held.accepted_at is not None:
            raise Refused("It was accepted in the meantime. End the person’s role instead.")
        if held.withdrawn_at is not None:
            return
        held.withdrawn_at, held.withdrawn_by = timezone.now(), by
        held.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit("withdraw_invitation", held, by=by, organisation=held.organisation, reason=reason)


def find_open(token: str) -> Invitation:
    """The invitation of a link. Raises InvitationGone where it cannot be accepted."""
    found = Invitation.objects.open().select_related("organisation").filter(token_digest=digest_of(token)).first()
    if found is None:
        raise InvitationGone
    return found


def accept_invitation(
    *, token: str, by: User | None = None, name: str = "", password: str = ""
) -> tuple[User, Membership]:
    """The role, for `by`, or for a new person with this name and password. Raises InvitationGone for all but the first.

    Whoever holds the link accepts it: the letter went to one address, and proves that it is the person's own.
    """
    with transaction.atomic():
        held = Invitation.objects.open().select_for_update(of=["self"]).filter(token_digest=digest_of(token)).first()
        if held is None:
            raise InvitationGone
        person = by or _new_person(held.email, name, password)
        membership = give(person=person, role=held.role, organisation=held.organisation, given_by=held.invited_by)
        held.accepted_at, held.accepted_by = timezone.now(), person
        held.save(update_fields=["accepted_at", "accepted_by"])
        audit("accept_invitation", held, by=person, organisation=held.organisation, role=held.role)
    return person, membership


def _new_person(email: str, name: str, password: str) -> User:
    person = User(email=email, name=name)
    person.set_password(password)
    person.full_clean()
    person.save()
    return person
