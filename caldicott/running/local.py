"""What a machine where the site is tried out gives it, in place of what a deployment is given by its environment."""

import os
import secrets
from pathlib import Path

from caldicott import postgres
from caldicott.running.address import url
from caldicott.running.places import home

TO_FILES = "django.core.mail.backends.filebased.EmailBackend"


def settle() -> None:
    """Fills in DATABASE_URL and SECRET_KEY where they are missing, the former by a server that ends with this process.

    With a database of this machine's own, it is no place for real returns: letters are written to files here, their
    links lead to this site, and people of organisations need no second factor. Only where a PostgreSQL of the site's
    own is installed: a deployment that forgot one of them must not start.
    Raises CannotStart.
    """
    if not postgres.is_installed():
        return
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = postgres.for_running(home() / "postgres").url
        _keep_letters()
        os.environ.setdefault("SECOND_FACTOR_FOR_ORGANISATIONS", "false")
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = secret_key()


def _keep_letters() -> None:
    if not (os.environ.get("EMAIL_BACKEND") or os.environ.get("EMAIL_HOST")):
        os.environ["EMAIL_BACKEND"] = TO_FILES
        os.environ["EMAIL_FILE_PATH"] = str(home() / "letters")
    if not os.environ.get("SITE_URL"):
        os.environ["SITE_URL"] = url()


def where_letters_go() -> str:
    """As `settle` left it: the folder, or the mail server that was given."""
    if os.environ.get("EMAIL_BACKEND") == TO_FILES:
        return f"are written to {os.environ.get('EMAIL_FILE_PATH')}, and sent to nobody"
    return f"are sent by {os.environ.get('EMAIL_HOST') or 'the mail server that is set'}"


def secret_key() -> str:
    """This machine's own, made once."""
    file = home() / "secret-key"
    if not file.exists():
        write_secret(file, secrets.token_urlsafe(64))
    return file.read_text()


def write_secret(file: Path, text: str) -> None:
    """Writes what only its owner may read; a reader finds all of it or nothing."""
    unfinished = file.with_suffix(f".{os.getpid()}")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as to:
        to.write(text)
    unfinished.replace(file)
