"""Brings the database and the collected files to where the site can be served."""

import os
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections

from caldicott.running.install import digest, read, say
from caldicott.running.places import PROJECT

# Large files of packages that no page names; to compress them takes three times as long as all the others.
UNUSED = [
    "redoc",
    "rest_framework",
    "swagger-ui-bundle.js.map",
    "swagger-ui-standalone-preset.js.map",
    "swagger-ui-es-*",
]


def prepare() -> str:
    """Migrates, loads the record, makes the demonstration's accounts, collects static files; how to sign in.

    Raises SystemExit.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caldicott.settings")
    django.setup()
    try:
        say("Preparing the database.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_record")
        sign_ins = StringIO()
        call_command("create_demonstration_accounts", stdout=sign_ins)
        _collect_static_files()
        return sign_ins.getvalue()
    except OperationalError as error:
        raise SystemExit(f"The database does not answer: {error}".strip()) from None
    except CommandError as error:
        raise SystemExit(str(error)) from None
    finally:
        connections.close_all()


def _collect_static_files() -> None:
    """Once for the same packages and the same build: finding a short form for each file takes seconds."""
    note = Path(settings.STATIC_ROOT) / ".collected"
    sources = digest([PROJECT / "requirements.txt", PROJECT / "static" / "build" / ".built"])
    if read(note) == sources:
        return
    say("Collecting static files.")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=UNUSED)
    note.write_text(sources)
