"""The letter with an invitation. It says the same to everybody, whether they have an account or not."""

from django.conf import settings
from django.urls import reverse

from caldicott.govuk.words import date_in_words
from organisations.letters import private_link_of, write_letter
from organisations.models import Invitation, Letter

from .tokens import token_of

TEXT = """\
{inviter} invites you to the Caldicott2 progress tracker, in this role:

{role}, {place}

Accept it here, until {until}:
{link}

The link works once. If you did not expect it, leave it: nothing happens.
"""


def write(invitation: Invitation) -> Letter:
    return write_letter(
        Letter.Kind.INVITATION,
        subject="Your invitation to the Caldicott2 progress tracker",
        text=TEXT.format(
            inviter=invitation.invited_by,
            role=invitation.get_role_display(),
            place=invitation.place,
            until=date_in_words(invitation.expires_on),
            link=Letter.PRIVATE_LINK,
        ),
        address=invitation.email,
    )


@private_link_of(Letter.Kind.INVITATION)
def link(letter: Letter) -> str:
    invitation = Invitation.objects.get(letter=letter)
    return settings.SITE_URL + reverse("invitation", args=[token_of(invitation)])
