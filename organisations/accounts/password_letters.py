"""Letters about the password: the link in them is made when they are sent, and kept nowhere."""

import datetime

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from organisations.letters import told, write_letter
from organisations.models import Letter, User
from organisations.undeliverable import Undeliverable

LASTS = datetime.timedelta(days=1)


def write(email: str) -> None:
    """A letter to whoever gave an address: known or not, one is written, and takes as long."""
    # Exactly: to the database, ſ and ı are capitals of s and i, and the limit counts each of them apart.
    person = User.objects.filter(email=User.objects.normalize_email(email), is_active=True).first()
    words = told("password" if person else "no_account", subject="Your password", link=Letter.PRIVATE_LINK)
    write_letter(Letter.Kind.PASSWORD, to=person, address="" if person else email, **words)


def link(letter: Letter) -> str:
    """Raises Undeliverable where the letter has become one to a stranger, or is too old to be expected."""
    assert letter.person is not None  # noqa: S101 (only the letter to somebody known has a link)
    if not letter.person.is_active or letter.address != letter.person.email:
        raise Undeliverable("It has a link for a new password, and the address is no longer that of a person here.")
    if timezone.now() - letter.written_at > LASTS:
        raise Undeliverable("It has a link for a new password, for which the person asked more than a day ago.")
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(letter.person)
    parts = {"uidb36": user_pk_to_url_str(letter.person), "key": token}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=parts)
