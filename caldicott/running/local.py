"""What a machine where the site is tried out gives it, in place of what a deployment is given by its environment."""

import os
import secrets
from pathlib import Path

from caldicott import postgres
from caldicott.running.places import home


def settle() -> None:
    """Fills in DATABASE_URL and SECRET_KEY where they are missing, the former by a server that ends with this process.

    With a database of its own it is no place for real returns: people of organisations need no second factor there.
    Only where a PostgreSQL of the site's own is installed: a deployment that forgot one of them must not start.
    Raises CannotStart.
    """
    if not postgres.is_installed():
        return
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = postgres.for_running(home() / "postgres").url
        os.environ.setdefault("SECOND_FACTOR_FOR_ORGANISATIONS", "false")
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = secret_key()


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
