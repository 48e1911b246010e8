"""What the worker does by itself."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from caldicott.tasks import clear_expired_sessions, take_up_what_broke_off
from tests.workers import work_once


def test_expired_sessions_are_cleared_every_night() -> None:
    periodic = [task for task in app.periodic_registry.periodic_tasks.values() if task.task is clear_expired_sessions]

    assert [task.cron for task in periodic] == ["17 3 * * *"]


@pytest.mark.django_db(transaction=True)
def test_the_worker_clears_the_expired_sessions_and_leaves_no_job() -> None:
    now = timezone.now()
    day = datetime.timedelta(days=1)
    Session.objects.create(session_key="ended", expire_date=now - day)
    Session.objects.create(session_key="going-on", expire_date=now + day)
    app.configure_task(clear_expired_sessions.name).defer(timestamp=0)

    work_once()

    assert [session.session_key for session in Session.objects.all()] == ["going-on"]
    assert not ProcrastinateJob.objects.exists()


def broken_off(lock: str | None = None) -> int:
    """A job that a worker was at when it was killed."""
    job = app.configure_task(clear_expired_sessions.name, queueing_lock=lock).defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job])
    return job


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_was_at_is_done_again() -> None:
    broken_off()

    take_up_what_broke_off(timestamp=0)
    work_once()

    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_broke_off_is_left_while_the_same_waits_anew() -> None:
    first = broken_off(lock="one at a time")
    second = broken_off()
    app.configure_task(clear_expired_sessions.name, queueing_lock="one at a time").defer(timestamp=0)

    take_up_what_broke_off(timestamp=0)

    assert ProcrastinateJob.objects.get(pk=first).status == "doing"
    assert ProcrastinateJob.objects.get(pk=second).status == "todo"
