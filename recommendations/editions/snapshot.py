"""A transaction that sees the database as it was at one moment, whatever others write meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from psycopg.errors import SerializationFailure

from caldicott.refusals import Refused

from .sealing import wait_for_turn

P = ParamSpec("P")
R = TypeVar("R")

# How often an act is tried that somebody else has come before, in the moment between its look and its turn.
TRIES = 5


def of_one_snapshot(act: Callable[P, R]) -> Callable[P, R]:
    """Do it in one transaction of its own and from one snapshot, when nobody else seals an edition.

    The turn comes first: only then does the transaction look, so that it sees all that was sealed before. Where
    somebody changed a row between that look and its lock, all is done anew. Within another transaction, such as that
    of a preview, it is of that one's moment.
    """

    @wraps(act)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            return act(*args, **kwargs)
        for _ in range(TRIES):
            try:
                with transaction.atomic():
                    with connection.cursor() as cursor:
                        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                    wait_for_turn()
                    return act(*args, **kwargs)
            except OperationalError as error:
                if not isinstance(error.__cause__, SerializationFailure):
                    raise
        raise Refused("Others are changing this at the same moment. Nothing was published: look again, and try again.")

    return done
