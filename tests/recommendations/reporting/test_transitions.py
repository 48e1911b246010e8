"""Every transition by everybody in every state: allowed or refused exactly as the tables say, and written down once."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from caldicott.refusals import Refused
from organisations.accounts.roles import ROLES, Power
from organisations.models import AuditRow, Role, User
from organisations.models.membership import ORGANISATION_ROLES
from recommendations.editions.correcting import correct_period
from recommendations.editions.publishing import publish_period
from recommendations.models import Assessment, Draft, Period, ProgressReport
from recommendations.reporting.deciding import accept_report, return_report
from recommendations.reporting.periods import close_period, open_period, reopen_period
from recommendations.reporting.submitting import Part
from recommendations.transitions import NOTHING, PERIOD, REPORT
from tests import factories as f
from tests.publishing import agree_all
from tests.returning import POSITION, Desk, person

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Somebody:
    """A person, what to call them, and what the table of roles lets them do here."""

    called: str
    person: User
    powers: frozenset[Power] = frozenset()


def everybody(desk: Desk) -> Iterator[Somebody]:
    """One in each role, and all who might be taken for one."""
    elsewhere = f.OrganisationFactory()
    yesterday = timezone.now() - datetime.timedelta(days=1)
    for role in Role:
        here = desk.organisation if role in ORGANISATION_ROLES else None
        yield Somebody(role, person(role, here), ROLES[role].powers)
        yield Somebody(f"inactive {role}", person(role, here, is_active=False))
        past = person(role, here)
        past.memberships.update(ends_at=yesterday)
        yield Somebody(f"past {role}", past)
        future = person(role, here)
        future.memberships.update(begins_at=timezone.now() + datetime.timedelta(days=1))
        yield Somebody(f"future {role}", future)
        if here:
            yield Somebody(f"{role} elsewhere", person(role, elsewhere))
    yield Somebody("nobody", f.UserFactory())
    yield Somebody("superuser", f.UserFactory(is_superuser=True, is_staff=True))


def bring_to(desk: Desk, state: str) -> None:
    """By the actions that people use."""
    steps: dict[str, list[Callable[[], Any]]] = {
        NOTHING: [],
        "draft": [desk.save],
        "submitted": [desk.save, desk.submit],
        "returned": [desk.save, desk.submit, desk.give_back],
        "accepted": [desk.save, desk.submit, desk.accept],
    }
    for step in steps[state]:
        step()


def state_of(desk: Desk) -> str:
    report = ProgressReport.objects.filter(organisation=desk.organisation, draft__isnull=False).first()
    return report.state if report else NOTHING


def report_of(desk: Desk) -> ProgressReport:
    """The report; where there is none, a row that was written at the panel's desk."""
    made: ProgressReport = ProgressReport.objects.filter(
        organisation=desk.organisation
    ).first() or f.ProgressReportFactory(organisation=desk.organisation, period=desk.period, commitment=desk.commitment)
    return made


def submit(desk: Desk, by: User) -> None:
    begun = Draft.objects.filter(report__organisation=desk.organisation).exists()
    desk.submit(desk.part() if begun else Part(desk.commitment.number, 1, 1), by=by)


ACTS: dict[str, Callable[[Desk, User], Any]] = {
    "begin_report": lambda desk, by: desk.save({"narrative": "Something else."}, by=by),
    "submit_return": submit,
    "return_report": lambda desk, by: return_report(report=report_of(desk), reason="So.", by=by),
    "accept_report": lambda desk, by: accept_report(report=report_of(desk), by=by),
    "open_period": lambda desk, by: open_period(period=desk.period, by=by, reason="So."),
    "close_period": lambda desk, by: close_period(period=desk.period, by=by, reason="So."),
    "correct_period": lambda desk, by: correct_period(period=desk.period, reason="So.", by=by),
    "publish_period": lambda desk, by: publish_period(period=desk.period, by=by),
    "reopen_period": lambda desk, by: reopen_period(
        period=desk.period, due_on=desk.period.due_on or POSITION, closes_on=None, by=by, reason="So."
    ),
}


def test_every_transition_is_tried() -> None:
    assert set(ACTS) == set(REPORT) | set(PERIOD)


STATES = (NOTHING, *ProgressReport.State.values)


# Not here: saving in a draft or in what was returned, which begins nothing, and submitting what was submitted, which is
# answered with the receipt that there is. `test_drafts` and `test_submitting` tell of them.
TOLD_ELSEWHERE = {
    *(("begin_report", state) for state in REPORT["submit_return"].from_states),
    ("submit_return", "submitted"),
    ("submit_return", "accepted"),
}


@pytest.mark.parametrize(
    ("verb", "state"),
    [(verb, state) for verb in REPORT for state in STATES if (verb, state) not in TOLD_ELSEWHERE],
)
def test_a_report_goes_on_as_the_table_says(verb: str, state: str) -> None:
    desk = Desk.make()
    bring_to(desk, state)
    step = REPORT[verb]
    for somebody in everybody(desk):
        may, can = step.power in somebody.powers, state in step.from_states
        outcome, deeds, after = tried(partial(ACTS[verb], desk, somebody.person), lambda: state_of(desk))
        expected = PermissionDenied if not may else None if can else Refused
        assert outcome is expected, somebody.called
        assert deeds == ([(verb, somebody.person)] if may and can else []), somebody.called
        assert after == (step.to_state if may and can else state), somebody.called


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_what_stays_as_it_is_is_not_submitted_in_another_round(state: str) -> None:
    desk = Desk.make()
    bring_to(desk, state)
    part = Part(desk.commitment.number, 2, 1)
    for somebody in everybody(desk):
        may = Power.SUBMIT_RETURN in somebody.powers
        outcome, deeds, after = tried(partial(desk.submit, part, by=somebody.person), lambda: state_of(desk))
        assert (outcome, deeds, after) == (Refused if may else PermissionDenied, [], state), somebody.called


@pytest.mark.parametrize("verb", PERIOD)
@pytest.mark.parametrize("state", Period.State.values)
def test_a_period_goes_on_as_the_table_says(verb: str, state: str) -> None:
    desk = Desk.make(state=state)
    agree_all(desk.period)
    if state == "published":
        a_correction_is_agreed(desk.period)
    step = PERIOD[verb]
    for somebody in everybody(desk):
        may, can = step.power in somebody.powers, state in step.from_states
        outcome, deeds, after = tried(
            partial(ACTS[verb], desk, somebody.person), lambda: Period.objects.get(pk=desk.period.pk).state
        )
        assert outcome is (PermissionDenied if not may else None if can else Refused), somebody.called
        assert deeds == ([(verb, somebody.person)] if may and can else []), somebody.called
        assert after == (step.to_state if may and can else state), somebody.called


def a_correction_is_agreed(period: Period) -> None:
    """Of the system overall, in a period that a factory has published."""
    period.assessments.update(state=Assessment.State.PUBLISHED)
    f.CorrectionFactory(
        assessment=period.assessments.get(recommendation=None),
        state="agreed",
        agreed_by=f.UserFactory(),
        agreed_at=timezone.now(),
    )


@pytest.mark.parametrize("state", Period.State.values)
@pytest.mark.parametrize("verb", ["begin_report", "submit_return", "return_report"])
def test_reports_come_and_go_back_only_while_the_period_is_open(verb: str, state: str) -> None:
    desk = Desk.make()
    bring_to(desk, REPORT[verb].from_states[0])
    f.give_edition(desk.period)
    Period.objects.update(state=state)
    desk.period.refresh_from_db()
    by = {"begin_report": desk.reporter, "submit_return": desk.officer, "return_report": desk.secretariat}[verb]
    outcome, deeds, _ = tried(lambda: ACTS[verb](desk, by), lambda: state_of(desk))
    assert (outcome, len(deeds)) == ((None, 1) if state == "open" else (Refused, 0))


def tried(
    act: Callable[[], Any], state: Callable[[], str]
) -> tuple[type[Exception] | None, list[tuple[str, User | None]], str]:
    """What was raised, the deeds that were written down, and the state after it. All of it is taken back."""
    outcome: type[Exception] | None = None
    before = set(AuditRow.objects.values_list("pk", flat=True))
    with transaction.atomic():
        try:
            with transaction.atomic():
                act()
        except (PermissionDenied, Refused) as refused:
            outcome = type(refused)
        deeds = [(row.verb, row.by) for row in AuditRow.objects.exclude(pk__in=before)]
        after = state()
        transaction.set_rollback(True)
    return outcome, deeds, after
