"""A worker for tests, and what they ask of its jobs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

from django.core.management import call_command
from django.db import connection, connections
from procrastinate.contrib.django import procrastinate_app
from procrastinate.periodic import PeriodicRegistry


def in_threads(*works: Callable[[], object]) -> None:
    """Each in a thread with its own connection, all at once. Raises what the first of them raises."""

    def done(work: Callable[[], object]) -> None:
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        for ended in [threads.submit(done, work) for work in works]:
            ended.result()


def work_once() -> None:
    """Let the worker do what there is to do, and nothing by the clock.

    In a thread of its own: the browser's tests leave a running event loop.
    """
    with mock.patch.object(procrastinate_app.current_app, "periodic_registry", PeriodicRegistry()):
        in_threads(lambda: call_command("procrastinate", "worker", "--one-shot"))


def let_the_wait_be_over() -> None:
    """As if every job that waits for its time had reached it: the database's clock cannot be moved."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
