"""The sign-ins of a demonstration. None of them is anybody."""

import json
import os
import secrets
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from caldicott import postgres
from caldicott.running.local import write_secret
from caldicott.running.places import home
from organisations.accounts.encryption import decrypt
from organisations.accounts.memberships import give
from organisations.models import PANEL_ROLES, Organisation, Role, User

ORGANISATION = "nhs-england"  # of the record of 2014


@dataclass(frozen=True)
class Sample:
    name: str
    role: Role
    everything: bool = False

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@example.org"

    @property
    def on_the_panel(self) -> bool:
        return self.role in PANEL_ROLES


SAMPLES = (
    Sample("Sample secretariat", Role.SECRETARIAT, everything=True),
    Sample("Sample chair", Role.CHAIR),
    Sample("Sample panel member", Role.PANEL_MEMBER),
    Sample("Sample observer", Role.OBSERVER),
    Sample("Sample officer", Role.AUTHORISED_OFFICER),
    Sample("Sample reporter", Role.REPORTER),
)


class Command(BaseCommand):
    help = (
        "Makes the sign-ins of a demonstration, one for each role, each with a random password that is made once, kept "
        "in a file that only you can read, and printed. An account that is there already is left as it is. Refused in "
        "a deployment."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_in_a_deployment()
        file = home() / "demonstration-accounts.json"
        passwords = _kept(file)
        with transaction.atomic():
            people = [_made(sample, passwords) for sample in SAMPLES if sample.on_the_panel or _organisation()]
            write_secret(file, json.dumps(passwords, indent=2))
        for person in people:
            self.stdout.write(f"Sign in as {person.email} with the password {passwords[person.email]}")
            self.stdout.write(f"  {what_is(person)}")
            if (key := key_of(person)) is not None:
                self.stdout.write(
                    f"  and a code: {at_home()}bin/manage demonstration_code {person.email}\n"
                    f"  or put this key into an authenticator app: {key}"
                )


def what_is(person: User) -> str:
    """In what role, and where."""
    held = person.memberships.current().select_related("organisation")
    roles = [f"{each.get_role_display()} of {each.organisation or 'the panel'}" for each in held]
    return ", ".join([*roles, *(["who may do everything at the desk"] if person.is_superuser else [])])


def at_home() -> str:
    """What a command has to be told where the site was started with a home of its own."""
    given = os.environ.get("CALDICOTT_HOME")
    return f"CALDICOTT_HOME={shlex.quote(given)} " if given else ""


def refuse_in_a_deployment() -> None:
    """Raises CommandError there."""
    if settings.BEHIND_HTTPS or not postgres.is_installed():
        raise CommandError("This is a deployment: sample sign-ins are only made where the site is tried out.")


def key_of(person: User) -> str | None:
    """The key of the person's second factor, where one is set up."""
    made = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    return decrypt(made.data["secret"]) if made else None


def _made(sample: Sample, passwords: dict[str, str]) -> User:
    person = User.objects.filter(email__iexact=sample.email).first()
    if person is not None and sample.email in passwords:
        return person
    new = person is None
    person = person or User(email=sample.email, name=sample.name, is_superuser=sample.everything)
    person.set_password(passwords.setdefault(sample.email, secrets.token_urlsafe(12)))
    person.save()
    if new:
        place = None if sample.on_the_panel else _organisation()
        give(person=person, role=sample.role, organisation=place, given_by=None)
        if sample.on_the_panel:
            TOTP.activate(person, generate_totp_secret())
            RecoveryCodes.activate(person)
    return person


def _organisation() -> Organisation | None:
    return Organisation.objects.filter(slug=ORGANISATION).first()


def _kept(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    kept: dict[str, str] = json.loads(file.read_text())
    return kept
