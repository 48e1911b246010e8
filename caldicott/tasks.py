"""What the worker does by itself, by the clock (UTC)."""

from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="17 3 * * *")
@app.task
def clear_expired_sessions(timestamp: int) -> None:
    """Every night, forget the sign-ins that have ended. `timestamp` is when it was due, in seconds; not needed here."""
    call_command("clearsessions")
