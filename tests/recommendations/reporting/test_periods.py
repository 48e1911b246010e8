"""Opening and closing a period, by hand and by the clock."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction

from caldicott.refusals import Refused
from organisations.models import AuditRow, Role
from recommendations.models import Period, Receipt
from recommendations.reporting import periods
from recommendations.reporting.periods import close_period, move_deadline, open_period, reopen_period, turn_by_the_clock
from tests import factories as f
from tests.returning import Desk, person
from tests.returning import open_period as a_period

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def test_the_secretariat_opens_and_closes_a_period_and_says_why() -> None:
    secretariat, period = person(Role.SECRETARIAT), a_period(state="planned")
    assert open_period(period=period, by=secretariat, reason=" Sooner than planned.\r\n").state == "open"
    assert close_period(period=period, by=secretariat, reason="All is in.").state == "closed"
    deeds = AuditRow.objects.order_by("pk")
    assert [(row.verb, row.by, row.subject, row.reason) for row in deeds] == [
        ("open_period", secretariat, period, "Sooner than planned."),
        ("close_period", secretariat, period, "All is in."),
    ]


@pytest.mark.parametrize(
    ("reason", "says"), [("", "Say why"), (" \t", "Say why"), ("a\x00b", "Take out the character")]
)
def test_by_hand_it_needs_a_reason_that_can_be_kept(reason: str, says: str) -> None:
    period = a_period()
    with pytest.raises(Refused, match=says):
        close_period(period=period, by=person(Role.SECRETARIAT), reason=reason)
    assert Period.objects.get().state == "open"


@pytest.mark.parametrize("state", ["open", "closed", "published"])
def test_only_a_planned_period_is_opened(state: str) -> None:
    with pytest.raises(Refused, match=f"is {state}"):
        open_period(period=a_period(state=state), by=person(Role.SECRETARIAT), reason="Once more.")


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER])
def test_only_the_secretariat_runs_periods(role: Role) -> None:
    with pytest.raises(PermissionDenied, match="secretariat"):
        close_period(period=a_period(), by=person(role), reason="So.")


def test_what_is_known_of_the_period_before_is_not_trusted() -> None:
    stale = a_period()
    Period.objects.update(state="closed")
    with pytest.raises(Refused, match="is closed"):
        close_period(period=stale, by=person(Role.SECRETARIAT), reason="So.")


# The clocks went back on 25 October 2026, and forward on 28 March 2027; UTC is named each time.
@pytest.mark.parametrize(
    ("day", "first_moment"),
    [
        (datetime.date(2026, 10, 25), "2026-10-24T23:00:00Z"),
        (datetime.date(2026, 10, 26), "2026-10-26T00:00:00Z"),
        (datetime.date(2027, 3, 28), "2027-03-28T00:00:00Z"),
        (datetime.date(2027, 3, 29), "2027-03-28T23:00:00Z"),
    ],
)
def test_the_clock_turns_at_midnight_in_london(day: datetime.date, first_moment: str) -> None:
    moment = datetime.datetime.fromisoformat(first_moment)
    opening = f.PeriodFactory(position_date=day, opens_on=day, due_on=day, state="planned")
    closing = f.PeriodFactory(
        position_date=day - DAY, opens_on=day - DAY, due_on=day - DAY, closes_on=day - DAY, state="open"
    )
    with time_machine.travel(moment - datetime.timedelta(seconds=1), tick=False):
        turn_by_the_clock()
    assert states_of(opening, closing) == ["planned", "open"]
    with time_machine.travel(moment, tick=False):
        turn_by_the_clock()
        turn_by_the_clock()
    assert states_of(opening, closing) == ["open", "closed"]
    assert [(row.verb, row.by, row.reason) for row in AuditRow.objects.order_by("pk")] == [
        ("open_period", None, ""),
        ("close_period", None, ""),
    ]


def test_a_period_without_a_last_day_waits_for_the_secretariat() -> None:
    period = a_period()
    with time_machine.travel("2099-01-01T00:00:00Z"):
        turn_by_the_clock()
    assert states_of(period) == ["open"]


def test_a_clock_that_stood_still_for_long_catches_up() -> None:
    day = datetime.date(2026, 3, 31)
    period = f.PeriodFactory(position_date=day, opens_on=day, due_on=day, closes_on=day, state="planned")
    with time_machine.travel("2026-11-01T00:00:00Z"):
        turn_by_the_clock()
    assert states_of(period) == ["closed"]


def test_where_somebody_was_quicker_the_clock_turns_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (
        f.PeriodFactory(position_date=day, opens_on=day, due_on=day, state="planned")
        for day in (datetime.date(2026, 6, 30), datetime.date(2026, 3, 31))
    )
    held = periods.hold_alone

    def somebody_was_quicker(period: Period) -> Period:
        Period.objects.filter(pk=first.pk, state="planned").update(state="open")
        return held(period)

    monkeypatch.setattr(periods, "hold_alone", somebody_was_quicker)
    with time_machine.travel("2026-11-01T00:00:00Z"):
        turn_by_the_clock()
    assert states_of(first, second) == ["open", "open"]
    assert [row.subject for row in AuditRow.objects.all()] == [second]


def closed(**fields: object) -> Period:
    return a_period(state="closed", **fields)


def test_a_closed_period_is_reopened_with_new_dates_and_a_reason() -> None:
    secretariat, period = person(Role.SECRETARIAT), closed(closes_on=datetime.date(2090, 10, 30))
    due_on, closes_on = datetime.date(2090, 12, 1), datetime.date(2090, 12, 15)
    reopened = reopen_period(
        period=period, due_on=due_on, closes_on=closes_on, by=secretariat, reason=" A sample body was forgotten. "
    )
    assert (reopened.state, reopened.due_on, reopened.closes_on) == ("open", due_on, closes_on)
    row = AuditRow.objects.get()
    assert (row.verb, row.by, row.subject, row.reason, row.facts["before"]) == (
        "reopen_period",
        secretariat,
        period,
        "A sample body was forgotten.",
        {"due_on": "2090-10-30", "closes_on": "2090-10-30"},
    )


def test_everybody_who_owes_is_told_of_a_reopened_period(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []
    monkeypatch.setattr(periods, "everybody_has_news", lambda: told.append(True))
    period = closed()
    reopen_period(
        period=period, due_on=datetime.date(2090, 12, 1), closes_on=None, by=person(Role.SECRETARIAT), reason="So."
    )
    assert told == [True]


@pytest.mark.parametrize(("closes_on", "after"), [(None, "open"), (datetime.date(2026, 11, 2), "open")])
def test_a_reopened_period_is_not_closed_again_by_the_clock_of_the_next_minute(
    closes_on: datetime.date | None, after: str
) -> None:
    day = datetime.date(2026, 9, 30)
    period = f.PeriodFactory(position_date=day, opens_on=day, due_on=day, closes_on=day, state="closed")
    with time_machine.travel("2026-11-02T12:00:00Z"):
        reopen_period(period=period, due_on=day, closes_on=closes_on, by=person(Role.SECRETARIAT), reason="So.")
        turn_by_the_clock()
        assert states_of(period) == [after]
    with time_machine.travel("2026-11-03T00:00:00Z"):
        turn_by_the_clock()
    assert states_of(period) == ["closed" if closes_on else "open"]


@pytest.mark.parametrize(
    ("closes_on", "says"),
    [("2026-11-01", "would close again at once"), ("2026-11-05", "on or after the deadline")],
)
def test_a_period_is_not_reopened_with_a_last_day_that_does_not_fit(closes_on: str, says: str) -> None:
    day = datetime.date(2026, 9, 30)
    period = f.PeriodFactory(position_date=day, opens_on=day, due_on=day, state="closed")
    with time_machine.travel("2026-11-02T12:00:00Z"), pytest.raises(Refused, match=says):
        reopen_period(
            period=period,
            due_on=datetime.date(2026, 11, 10),
            closes_on=datetime.date.fromisoformat(closes_on),
            by=person(Role.SECRETARIAT),
            reason="So.",
        )
    assert states_of(period) == ["closed"]


def test_a_period_is_not_reopened_without_a_reason() -> None:
    period = closed()
    with pytest.raises(Refused, match="Say why"):
        reopen_period(
            period=period, due_on=datetime.date(2090, 12, 1), closes_on=None, by=person(Role.SECRETARIAT), reason=" "
        )


def test_what_was_late_stays_late_in_a_reopened_period() -> None:
    desk = Desk.make()
    with time_machine.travel("2090-11-15T12:00:00Z"):
        desk.save()
        desk.submit()
        close_period(period=desk.period, by=desk.secretariat, reason="So.")
        reopen_period(
            period=desk.period,
            due_on=datetime.date(2090, 12, 1),
            closes_on=None,
            by=desk.secretariat,
            reason="So.",
        )
    assert Receipt.objects.get().late


def test_the_clock_does_not_close_what_was_reopened_or_prolonged_after_it_looked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day, later = datetime.date(2026, 9, 30), datetime.date(2026, 12, 31)
    period = f.PeriodFactory(position_date=day, opens_on=day, due_on=day, closes_on=day, state="open")
    secretariat, held = person(Role.SECRETARIAT), periods.hold_alone

    def somebody_was_quicker(row: Period) -> Period:
        monkeypatch.setattr(periods, "hold_alone", held)
        move_deadline(period=period, due_on=later, closes_on=later, by=secretariat, reason="So.")
        return held(row)

    monkeypatch.setattr(periods, "hold_alone", somebody_was_quicker)
    with time_machine.travel("2026-11-01T00:00:00Z"):
        turn_by_the_clock()
    assert states_of(period) == ["open"]


@pytest.mark.parametrize(("verb", "state"), [(open_period, "planned"), (close_period, "open")])
def test_where_the_audit_fails_nothing_has_changed(verb: "object", state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **options: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(periods, "audit", broken)
    period = a_period(state=state)
    with pytest.raises(RuntimeError), transaction.atomic():
        verb(period=period, by=None)  # type: ignore[operator]
    assert states_of(period) == [state]


def states_of(*some: Period) -> list[str]:
    return [Period.objects.get(pk=period.pk).state for period in some]
