"""Accepting many at once: what the rule lets through, what it holds back and why, and that each was seen."""

import datetime
from collections.abc import Callable

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from caldicott.refusals import Refused
from organisations.models import AuditRow, Role
from recommendations.models import Decision, ProgressReport, TargetDate
from recommendations.reporting.bulk import MOST, Chosen, accept_many, can_be_accepted_unread
from recommendations.reporting.dossier import dossier_of
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of, open_period, person

pytestmark = pytest.mark.django_db

AS_LAST = {"kind": "as_last_period", "still": "Nothing has changed in the sample places since."}


def desk_with(typed: dict[str, str], **period: object) -> Desk:
    desk = Desk.make(**period)
    desk.save(typed)
    desk.submit()
    return desk


def as_last() -> Desk:
    desk = desk_with({name: text for name, text in PROGRESS.items() if not name.startswith("risks")})
    desk.accept()
    desk.period = open_period(position_date=desk.period.position_date + datetime.timedelta(days=91))
    desk.save(AS_LAST)
    desk.submit()
    return desk


def late() -> Desk:
    desk = Desk.make()
    with time_machine.travel("2090-11-15T12:00:00Z"):
        desk.save(NOTHING)
        desk.submit()
    return desk


def asked_about() -> Desk:
    """The answer to what was returned is the same as before."""
    desk = desk_with(NOTHING)
    desk.give_back()
    desk.save({**NOTHING, "nil_reason": NOTHING["nil_reason"] + " "})
    desk.submit()
    return desk


def date_slips() -> Desk:
    """As last period, for which another date was accepted after this was submitted."""
    desk = as_last()
    standing = TargetDate.objects.get()
    TargetDate.objects.create(
        commitment=standing.commitment,
        organisation=standing.organisation,
        period=open_period(position_date=desk.period.position_date - datetime.timedelta(days=10)),
        number=1,
        expected_on=datetime.date(2092, 1, 1),
        previously_on=standing.expected_on,
        reason="A sample reason.",
    )
    return desk


def chosen(*reports: ProgressReport) -> list[Chosen]:
    return [Chosen(report.pk, str(report.submissions.count())) for report in reports]


@pytest.mark.parametrize("make", [lambda: desk_with(NOTHING), as_last], ids=["nil return", "as last period"])
def test_what_asks_nothing_of_whoever_decides_is_accepted_with_others(make: Callable[[], Desk]) -> None:
    desk = make()
    assert dossier_of(desk.report).findings == []
    can_be_accepted_unread(dossier_of(desk.report))
    outcome = accept_many(chosen=chosen(desk.report), by=desk.secretariat)
    assert (outcome.accepted, outcome.left) == ([desk.report], [])
    assert desk.report.state == "accepted"
    assert AuditRow.objects.filter(verb="accept_report", by=desk.secretariat, subject_id=desk.report.pk).exists()


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: desk_with(PROGRESS), "It reports progress"),
        (asked_about, "The checks ask something"),
        (late, "It came late"),
        (date_slips, "Its date is another"),
    ],
    ids=["progress", "asked about", "late", "date slips"],
)
def test_what_is_to_be_read_stays_and_it_is_said_why(make: Callable[[], Desk], why: str) -> None:
    desk = make()
    outcome = accept_many(chosen=chosen(desk.report), by=desk.secretariat)
    ((report, says),) = outcome.left
    assert (report, outcome.accepted) == (desk.report, [])
    assert why in says
    assert desk.report.state == "submitted"


def test_what_cannot_be_accepted_keeps_the_rest_not_back() -> None:
    desk = desk_with(PROGRESS)
    other = commitment_of(desk.organisation)
    desk.save(NOTHING, commitment=other)
    desk.submit(desk.part(other))
    outcome = accept_many(chosen=chosen(desk.report, desk.report_on(other)), by=desk.secretariat)
    assert (outcome.accepted, [report for report, _ in outcome.left]) == ([desk.report_on(other)], [desk.report])


def test_a_round_that_nobody_looked_at_is_not_accepted_with_others() -> None:
    desk = desk_with(NOTHING)
    seen = chosen(desk.report)
    desk.give_back()
    desk.save({**NOTHING, "nil_reason": "Quite another sample reason than before."})
    desk.submit()
    outcome = accept_many(chosen=seen, by=desk.secretariat)
    assert "Round 2 was submitted after you looked at round 1" in outcome.left[0][1]
    assert Decision.objects.filter(outcome="accepted").count() == 0


def test_what_was_decided_meanwhile_is_told() -> None:
    desk = desk_with(NOTHING)
    seen = chosen(desk.report)
    desk.accept()
    assert "is accepted and stays as it is" in accept_many(chosen=seen, by=desk.secretariat).left[0][1]


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER])
def test_only_the_secretariat_accepts(role: Role) -> None:
    desk = desk_with(NOTHING)
    with pytest.raises(PermissionDenied):
        accept_many(chosen=chosen(desk.report), by=person(role))


@pytest.mark.parametrize(("count", "says"), [(0, "at least one"), (MOST + 1, f"at most {MOST}")])
def test_not_none_and_not_too_many(count: int, says: str) -> None:
    some = [Chosen(number, "1") for number in range(1, count + 1)]
    with pytest.raises(Refused, match=says):
        accept_many(chosen=some, by=person(Role.SECRETARIAT))


@pytest.mark.parametrize("text", ["", "5", "5.", ".1", "a.1", "5.b", "9" * 19 + ".1"])
def test_what_was_not_sent_by_the_queue_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="Choose them in the queue again"):
        Chosen.parse(text)


def test_what_the_checks_asked_about_is_counted_when_it_is_submitted() -> None:
    desk = asked_about()
    assert [each.asked for each in desk.report.submissions.order_by("number")] == [0, 1]
