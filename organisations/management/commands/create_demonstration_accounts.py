import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from caldicott import postgres
from caldicott.running.local import write_secret
from caldicott.running.places import home
from organisations.models import User

# Address -> what the person is. None of them is anybody.
ACCOUNTS: dict[str, dict[str, Any]] = {
    "sample.secretariat@example.org": {"name": "Sample secretariat", "is_staff": True, "is_superuser": True},
}


class Command(BaseCommand):
    help = (
        "Makes the sign-ins of a demonstration, each with a random password that is made once, kept in a file that "
        "only you can read, and printed. An account that is there already is left as it is. Refused in a deployment."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.BEHIND_HTTPS or not postgres.is_installed():
            raise CommandError("This is a deployment: sample sign-ins are only made where the site is tried out.")
        file = home() / "demonstration-accounts.json"
        passwords = _kept(file)
        with transaction.atomic():
            for email, what in ACCOUNTS.items():
                user = User.objects.filter(email__iexact=email).first() or User(email=email, **what)
                if user.pk is not None and email in passwords:
                    continue
                user.set_password(passwords.setdefault(email, secrets.token_urlsafe(12)))
                user.save()
            write_secret(file, json.dumps(passwords, indent=2))
        for email in ACCOUNTS:
            self.stdout.write(f"Sign in as {email} with the password {passwords[email]}")


def _kept(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    kept: dict[str, str] = json.loads(file.read_text())
    return kept
