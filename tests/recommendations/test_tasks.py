"""What the worker does for returns by itself."""

import datetime

import pytest
import time_machine
from procrastinate.contrib.django import app

from recommendations.models import Period
from recommendations.tasks import open_and_close_periods
from tests.caldicott.test_tasks import work_once
from tests.factories import PeriodFactory

DAY = datetime.date(2026, 10, 25)  # the clocks go back on it


def test_periods_are_opened_and_closed_every_ten_minutes() -> None:
    periodic = [task for task in app.periodic_registry.periodic_tasks.values() if task.task is open_and_close_periods]
    assert [task.cron for task in periodic] == ["*/10 * * * *"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-10-24T22:50:00Z", "planned"),
        ("2026-10-24T23:00:00Z", "open"),
        ("2026-10-25T23:50:00Z", "open"),
        ("2026-10-26T00:00:00Z", "closed"),
    ],
)
def test_they_turn_with_the_first_run_after_midnight_in_london(moment: str, state: str) -> None:
    PeriodFactory(position_date=DAY, opens_on=DAY, due_on=DAY, closes_on=DAY, state="planned")
    with time_machine.travel(moment, tick=False):
        open_and_close_periods(timestamp=0)
    assert Period.objects.get().state == state


@pytest.mark.django_db(transaction=True)
def test_the_worker_finds_the_task() -> None:
    day = datetime.date(2020, 3, 29)
    PeriodFactory(position_date=day, opens_on=day, due_on=day, state="planned")
    app.configure_task(open_and_close_periods.name).defer(timestamp=0)
    work_once()
    assert Period.objects.get().state == "open"
