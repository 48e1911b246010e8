"""What the worker does by itself, by the clock (UTC)."""

from contextlib import suppress

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation


@app.periodic(cron="17 3 * * *")
@app.task
def clear_expired_sessions(timestamp: int) -> None:
    """Every night, forget the sign-ins that have ended. `timestamp` is when it was due, in seconds; not needed here."""
    call_command("clearsessions")


@app.periodic(cron="*/5 * * * *")
@app.task
def take_up_what_broke_off(timestamp: int) -> None:
    """What a worker was at when it was killed is done again; every task may be. One that waits anew is not doubled."""
    for job in ProcrastinateJob.objects.filter(status="doing", worker=None).order_by("pk"):
        with suppress(UniqueViolation), transaction.atomic():
            app.job_manager.retry_job_by_id(job.pk, retry_at=timezone.now())
