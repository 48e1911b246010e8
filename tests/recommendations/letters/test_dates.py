"""On which day in London which step is due, on both sides of the clock change."""

import datetime

import pytest
import time_machine

from recommendations.letters.dates import is_day, step_due, today, tomorrow_morning
from recommendations.models import Period

OPENS, DUE = datetime.date(2027, 3, 1), datetime.date(2027, 3, 28)


def period(state: str = "open", closes_on: datetime.date | None = None, due_on: datetime.date = DUE) -> Period:
    return Period(state=state, position_date=OPENS, opens_on=OPENS, due_on=due_on, closes_on=closes_on)


def due(day: str, of: Period | None = None) -> tuple[str, str] | None:
    step = step_due(of or period(), datetime.date.fromisoformat(day))
    return (step.step.value, step.on.isoformat()) if step else None


@pytest.mark.parametrize(
    ("day", "step"),
    [
        ("2027-02-28", None),
        ("2027-03-01", ("opening", "2027-03-01")),
        ("2027-03-13", ("opening", "2027-03-01")),
        ("2027-03-14", ("fortnight", "2027-03-14")),
        ("2027-03-24", ("fortnight", "2027-03-14")),
        ("2027-03-25", ("three_days", "2027-03-25")),
        ("2027-03-28", ("deadline", "2027-03-28")),
        ("2027-04-03", ("deadline", "2027-03-28")),
        ("2027-04-04", ("overdue", "2027-04-04")),
        ("2027-04-10", ("overdue", "2027-04-04")),
        ("2027-04-25", ("overdue", "2027-04-25")),
    ],
)
def test_the_latest_step_reached_is_due(day: str, step: tuple[str, str] | None) -> None:
    assert due(day) == step


def test_a_period_that_is_shorter_than_a_fortnight_has_fewer_steps() -> None:
    short = period(due_on=datetime.date(2027, 3, 3))
    assert [due(day, short) for day in ("2027-03-01", "2027-03-02", "2027-03-03")] == [
        ("opening", "2027-03-01"),
        ("opening", "2027-03-01"),
        ("deadline", "2027-03-03"),
    ]


@pytest.mark.parametrize("state", ["planned", "closed", "published"])
def test_nothing_is_due_in_a_period_that_is_not_open(state: str) -> None:
    assert due("2027-03-28", period(state)) is None


def test_nothing_is_due_after_the_last_day_for_late_reports() -> None:
    closing = period(closes_on=datetime.date(2027, 4, 5))
    assert due("2027-04-05", closing) == ("overdue", "2027-04-04")
    assert due("2027-04-06", closing) is None


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2027-03-27T07:59Z", False),
        ("2027-03-27T08:00Z", True),
        ("2027-03-28T06:59Z", False),
        ("2027-03-28T07:00Z", True),
        ("2027-03-28T18:59Z", True),
        ("2027-03-28T19:00Z", False),
        ("2027-10-30T06:59Z", False),
        ("2027-10-30T07:00Z", True),
        ("2027-10-31T07:59Z", False),
        ("2027-10-31T08:00Z", True),
    ],
)
def test_the_day_begins_at_eight_in_london_whatever_the_clocks_do(moment: str, day: bool) -> None:
    with time_machine.travel(moment, tick=False):
        assert is_day() is day


@pytest.mark.parametrize(
    ("moment", "on", "morning"),
    [
        ("2027-03-27T12:00Z", "2027-03-27", "2027-03-28T07:00Z"),
        ("2027-03-28T23:30Z", "2027-03-29", "2027-03-30T07:00Z"),
        ("2027-10-30T22:59Z", "2027-10-30", "2027-10-31T08:00Z"),
        ("2027-10-30T23:00Z", "2027-10-31", "2027-11-01T08:00Z"),
    ],
)
def test_days_are_those_of_london(moment: str, on: str, morning: str) -> None:
    with time_machine.travel(moment, tick=False):
        assert today().isoformat() == on
        assert tomorrow_morning() == datetime.datetime.fromisoformat(morning)
