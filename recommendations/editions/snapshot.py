"""A transaction that sees the database as it was at one moment, whatever others write meanwhile."""

from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from caldicott.refusals import Refused

from .sealing import wait_for_turn

P = ParamSpec("P")
R = TypeVar("R")

# How often an act is tried that somebody else has come before, in the moment between its look and its turn.
TRIES = 5


def of_one_snapshot(act: Callable[P, R]) -> Callable[P, R]:
    """Do it in one transaction of its own and from one snapshot, when nobody else seals an edition.

    The turn comes first: only then does the transaction look. Whatever was submitted, decided or written until then is
    in what it sees, and whoever comes later waits. A row that was changed past these locks makes all be done anew.
    Within another transaction, such as that of a test, it is of that one's moment.
    """

    @wraps(act)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            with transaction.atomic():
                return act(*args, **kwargs)
        return in_spite_of_others(partial(_at_once, act, *args, **kwargs))

    return done


def in_spite_of_others(act: Callable[[], R]) -> R:
    """Do it, and anew where somebody changed a row that it had looked at. Raises Refused where that goes on."""
    for _ in range(TRIES):
        try:
            return act()
        except OperationalError as error:
            if not isinstance(error.__cause__, SerializationFailure | DeadlockDetected):
                raise
    raise Refused("Others are changing this at the same moment. Nothing was done: look again, and try again.")


def _at_once(act: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    with transaction.atomic():
        see_one_moment()
        hold_all_periods()
        wait_for_turn()
        return act(*args, **kwargs)


def see_one_moment() -> None:
    """From its first look at a row, the transaction sees what was there then. To be called at its very beginning."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def hold_all_periods() -> None:
    """Wait for whoever holds a period, to submit, decide or write for it, and let nobody take hold until the end.

    The table and not the row, because taking it is no look yet: whoever let go of a row in between would have written
    what this transaction does not see.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE recommendations_period IN EXCLUSIVE MODE")
