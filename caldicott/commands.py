"""What the commands that work on the record have in common: a database that fails is one line, not a traceback."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db import Error


class PlainCommand(BaseCommand):
    """A command that ends with one clear line and exit 1 where the database is away, full or without its tables."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        # The command's name stands in the history of what it changes.
        with quiet_pool(), pghistory.context(command=type(self).__module__.rpartition(".")[2]):
            try:
                return super().execute(*args, **options)
            except Error as error:
                raise CommandError(f"The database does not do what it should: {one_line(error)}") from error


def one_line(error: Exception) -> str:
    """What an error says, without the line breaks with which PostgreSQL parts its details."""
    return " ".join(str(error).split())


@contextmanager
def quiet_pool() -> Iterator[None]:
    """The pool of connections reports every attempt to get one; here the last word is enough."""
    pool = logging.getLogger("psycopg.pool")
    level = pool.level
    pool.setLevel(logging.ERROR)
    try:
        yield
    finally:
        pool.setLevel(level)
