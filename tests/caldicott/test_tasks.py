"""What the worker does by itself."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from caldicott.tasks import clear_expired_sessions


def work_once() -> None:
    """Let the worker do what there is to do. In a thread of its own: the browser's tests leave a running event loop."""

    def work() -> None:
        call_command("procrastinate", "worker", "--one-shot")
        connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(work).result()


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
