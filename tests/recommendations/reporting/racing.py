"""Acts at the same moment, each in a thread and on a connection of its own, on real PostgreSQL."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError
from typing import Any

from django.db import connection, connections

from caldicott.refusals import Refused
from recommendations.reporting.drafts import Conflict

TIMES = 200
Act = Callable[[], Any]


class Pair:
    """Two threads that begin at the same moment. A statement that waits for half a minute ends with an error."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self.threads = threads

    def do(self, *acts: Act) -> list[Any]:
        """What each act gave, or raised."""
        start = Barrier(len(acts), timeout=60)
        waiting = [self.threads.submit(_one, start, act) for act in acts]
        return [each.result(timeout=120) for each in waiting]


def _one(start: Barrier, act: Act) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '30s'")
    start.wait()
    try:
        return act()
    except Exception as raised:  # whatever it is, the test looks at it
        return raised


def _end(both: Barrier) -> None:
    both.wait()  # so that it is each of the threads and not one of them twice
    connections.close_all()


@contextmanager
def pair() -> Iterator[Pair]:
    with ThreadPoolExecutor(2) as threads:
        try:
            yield Pair(threads)
        finally:
            both = Barrier(2, timeout=60)
            list(threads.map(_end, [both] * 2))


class Pause:
    """Where a wrong variant stops until the other act is there too, so that it goes wrong each time."""

    def __init__(self) -> None:
        self.barrier = Barrier(2)

    def __call__(self) -> None:
        try:
            self.barrier.wait(timeout=1)
        except BrokenBarrierError:
            self.barrier.reset()


def refused(outcome: Any) -> bool:
    """Whether the person read a sentence, and not of a fault of ours."""
    return isinstance(outcome, Refused | Conflict)


def broken(outcomes: list[Any]) -> list[Any]:
    return [each for each in outcomes if isinstance(each, Exception) and not refused(each)]
