"""What the link of an invitation proves: unguessable, and nowhere written down."""

import hashlib

from django.conf import settings
from django.utils.crypto import salted_hmac

from organisations.models import Invitation

PURPOSE = "organisations.accounts.invitation"


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def new_token(invitation: Invitation) -> str:
    return _token(invitation, settings.SECRET_KEY)


def token_of(invitation: Invitation) -> str:
    """The token whose digest the invitation keeps, also where the secret key was replaced since."""
    tokens = (_token(invitation, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return next((token for token in tokens if digest_of(token) == invitation.token_digest), "expired")


def _token(invitation: Invitation, secret: str) -> str:
    return salted_hmac(PURPOSE, str(invitation.salt), secret=secret, algorithm="sha256").hexdigest()
