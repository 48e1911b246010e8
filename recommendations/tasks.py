"""What the worker does for returns by itself, by the clock (UTC)."""

from procrastinate.contrib.django import app

from .reporting.periods import turn_by_the_clock


@app.periodic(cron="*/10 * * * *")
@app.task
def open_and_close_periods(timestamp: int) -> None:
    """Every ten minutes, for midnight in London is at another hour of UTC in summer. `timestamp` is not needed here."""
    turn_by_the_clock()
