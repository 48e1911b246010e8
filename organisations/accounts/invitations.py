"""Inviting somebody to a role, withdrawing that, and accepting it."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from caldicott.refusals import Refused
from organisations.keeping.policies import merged_into
from organisations.models import Invitation, Membership, Organisation, User, audit

from . import invitation_letters
from .managing import require_may_manage
from .memberships import give
from .tokens import digest_of, new_token

LASTS = datetime.timedelta(days=7)
A_DAY = datetime.timedelta(days=1)
A_DAYS_INVITATIONS = 50
NO_PEOPLE = "A collective has no people of its own: invite people to its members."
TOO_MANY = (
    f"{A_DAYS_INVITATIONS} people were invited to this organisation within a day, and no more can be. Wait until "
    "tomorrow, then invite the others."
)


class InvitationGone(Exception):
    """There is no such invitation, or it was used, withdrawn or has expired: nobody is told which."""


def invite(*, email: str, role: str, organisation: Organisation | None, by: User) -> Invitation:
    """An authorised officer invites to the own organisation, the secretariat everywhere. Says nothing of who exists."""
    require_may_manage(by, role, organisation)
    if organisation is not None and organisation.collective:
        raise ValidationError(NO_PEOPLE)
    now = timezone.now()
    invitation = Invitation(
        email=User.objects.normalize_email(email),
        role=role,
        organisation=organisation,
        invited_by=by,
        invited_at=now,
        expires_at=now + LASTS,
    )
    invitation.token_digest = digest_of(new_token(invitation))
    invitation.full_clean(exclude=["letter"])
    with transaction.atomic():
        refuse_too_many(organisation, held=True)
        _withdraw_earlier(invitation)
        invitation.letter = invitation_letters.write(invitation)
        invitation.save()
        audit("invite", invitation, by=by, organisation=organisation, role=role, email=invitation.email)
    return invitation


def refuse_too_many(organisation: Organisation | None, *, held: bool = False) -> None:
    """Raises ValidationError where a day's invitations to an organisation are used up: each sends a letter.

    `held` is for a transaction that adds one: of two, one comes after the other.
    """
    if organisation is None:
        return
    if held:
        held_place = Organisation.objects.select_for_update().get(pk=organisation.pk)
        kept = merged_into(held_place)
        if kept is not None:
            raise ValidationError(f"{organisation} was merged into {kept}. Invite to {kept}.")
    if organisation.invitations.filter(invited_at__gt=timezone.now() - A_DAY).count() >= A_DAYS_INVITATIONS:
        raise ValidationError(TOO_MANY)


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
    open_ones = Invitation.objects.open().select_related("organisation", "invited_by")
    found = open_ones.filter(token_digest=digest_of(token)).first()
    if found is None or not _could_be_sent_now(found):
        raise InvitationGone
    return found


def accept_invitation(
    *, token: str, by: User | None = None, name: str = "", password: str = ""
) -> tuple[User, Membership]:
    """The role, for `by`, or for a new person with this name and password. Raises InvitationGone for all but the first.

    Whoever holds the link accepts it: the letter went to one address, and proves that it is the person's own.
    """
    with transaction.atomic():
        _hold_place(token)
        held = Invitation.objects.open().select_for_update(of=["self"]).filter(token_digest=digest_of(token)).first()
        if held is None or not _could_be_sent_now(held):
            raise InvitationGone
        person = by or _new_person(held.email, name, password)
        membership = give(person=person, role=held.role, organisation=held.organisation, given_by=held.invited_by)
        held.accepted_at, held.accepted_by = timezone.now(), person
        held.save(update_fields=["accepted_at", "accepted_by"])
        audit("accept_invitation", held, by=person, organisation=held.organisation, role=held.role)
    return person, membership


def _hold_place(token: str) -> None:
    """The organisation is locked before its invitation, as a merger does it: two would wait for each other else."""
    place = Invitation.objects.filter(token_digest=digest_of(token)).values("organisation")
    list(Organisation.objects.select_for_update().filter(pk__in=place))


def _withdraw_earlier(invitation: Invitation) -> None:
    """Of the invitations of one address to one role in one place, the newest is open and no other."""
    same = {name: getattr(invitation, name) for name in ("email", "role", "organisation")}
    for earlier in Invitation.objects.open().filter(**same):
        withdraw_invitation(invitation=earlier, by=invitation.invited_by)


def _could_be_sent_now(invitation: Invitation) -> bool:
    """It ends with the inviter's power to invite so: who leaves has left no door open."""
    try:
        require_may_manage(invitation.invited_by, invitation.role, invitation.organisation)
    except PermissionDenied:
        return False
    return invitation.invited_by.is_active


def _new_person(email: str, name: str, password: str) -> User:
    person = User(email=email, name=name)
    person.set_password(password)
    person.full_clean()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as reason:  # somebody was quicker with the same address
        raise ValidationError("Somebody has this address already.") from reason
    return person
