"""The letter with an invitation. It says the same to everybody, whether they have an account or not."""

from django.conf import settings
from django.urls import reverse

from caldicott.govuk.words import date_in_words
from organisations.letters import told, write_letter
from organisations.models import Invitation, Letter

from .tokens import token_of


def write(invitation: Invitation) -> Letter:
    words = told(
        "invitation",
        subject="Your invitation to the Caldicott2 progress tracker",
        invitation=invitation,
        until=date_in_words(invitation.expires_on),
        link=Letter.PRIVATE_LINK,
    )
    return write_letter(Letter.Kind.INVITATION, address=invitation.email, **words)


def link(letter: Letter) -> str:
    invitation = Invitation.objects.get(letter=letter)
    return settings.SITE_URL + reverse("invitation", args=[token_of(invitation)])
