"""Letters about the password: the link in them is made when they are sent, and kept nowhere."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from organisations.letters import private_link_of, write_letter
from organisations.models import Letter, User

KNOWN = f"""\
Somebody, most likely you, asked for a new password for the Caldicott2 progress tracker.

Choose it here:
{Letter.PRIVATE_LINK}

The link works once. If you did not ask for it, leave it: your password stays as it is.
"""
UNKNOWN = """\
Somebody, most likely you, asked for a new password for the Caldicott2 progress tracker with this e-mail address.

Nobody has an account with this address. If you have one, it is with another address of yours. If you need one, ask an
authorised officer of your organisation, or the panel's secretariat, to invite you.

If you did not ask for it, leave it: nothing has changed.
"""


def write(email: str) -> None:
    """A letter to whoever gave an address: known or not, one is written, and takes as long."""
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    text = UNKNOWN if person is None else KNOWN
    write_letter(Letter.Kind.PASSWORD, subject="Your password", text=text, to=person, address="" if person else email)


@private_link_of(Letter.Kind.PASSWORD)
def link(letter: Letter) -> str:
    assert letter.person is not None  # noqa: S101 (only the letter to somebody known has a link)
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(letter.person)
    parts = {"uidb36": user_pk_to_url_str(letter.person), "key": token}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=parts)
