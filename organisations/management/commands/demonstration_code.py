"""The code that a sample person's authenticator app would show."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management.base import CommandError, CommandParser

from caldicott.commands import PlainCommand
from organisations.models import User

from .create_demonstration_accounts import SAMPLES, key_of, refuse_in_a_deployment

PERIOD = 30  # seconds for which a code holds


class Command(PlainCommand):
    help = "Prints the code of this moment of a sample sign-in. Refused in a deployment, and for anybody else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="of a sample sign-in")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_in_a_deployment()
        email = options["email"].lower()
        person = User.objects.filter(email=email).first() if email in {each.email for each in SAMPLES} else None
        key = key_of(person) if person else None
        if key is None:
            raise CommandError("There is no sample sign-in with a second factor and this address.")
        now = int(time.time())
        left = PERIOD - now % PERIOD
        self.stdout.write(f"{format_hotp_value(hotp_value(key, now // PERIOD))} (for {left} more seconds)")
