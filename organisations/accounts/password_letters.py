"""Letters about the password: the link in them is made when they are sent, and kept nowhere."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from organisations.letters import told, write_letter
from organisations.models import Letter, User


def write(email: str) -> None:
    """A letter to whoever gave an address: known or not, one is written, and takes as long."""
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    words = told("password" if person else "no_account", subject="Your password", link=Letter.PRIVATE_LINK)
    write_letter(Letter.Kind.PASSWORD, to=person, address="" if person else email, **words)


def link(letter: Letter) -> str:
    assert letter.person is not None  # noqa: S101 (only the letter to somebody known has a link)
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(letter.person)
    parts = {"uidb36": user_pk_to_url_str(letter.person), "key": token}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=parts)
