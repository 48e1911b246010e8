"""What the secretariat does at the desk: accepts a report or returns it, opens a period or closes it."""

import datetime

import pytest
from django.test import Client

from organisations.models import AuditRow, Role
from recommendations.models import Decision, Period, ProgressReport
from tests import factories as f
from tests.desk import address, browser_of
from tests.returning import Desk, commitment_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    desk = Desk.make()
    desk.save()
    desk.submit()
    return desk


@pytest.fixture
def secretariat() -> Client:
    return browser_of(person(Role.SECRETARIAT, is_staff=True, is_superuser=True, name="Sample secretariat"))


def test_what_was_submitted_is_read_and_accepted(desk: Desk, secretariat: Client) -> None:
    page = secretariat.get(address(ProgressReport, "change", desk.report.pk)).text
    accept = address(ProgressReport, "act", desk.report.pk, "accept")
    assert f'href="{accept}"' in page
    assert "Sample guidance was written and is tried in four places." in secretariat.get(accept).text
    assert secretariat.post(accept).status_code == 409  # nothing tells what was looked at
    assert desk.report.state == "submitted"
    secretariat.post(accept, {"seen": "1"})
    assert desk.report.state == "accepted"
    assert str(Decision.objects.get().by) == "Sample secretariat"


def test_a_return_needs_a_reason_and_what_was_typed_is_kept(desk: Desk, secretariat: Client) -> None:
    give_back = address(ProgressReport, "act", desk.report.pk, "return")
    assert "Give the reason" in secretariat.post(give_back, {"reason": " "}).text
    assert desk.report.state == "submitted"
    secretariat.post(give_back, {"reason": "Name the places.", "seen": "1"})
    assert (desk.report.state, Decision.objects.get().reason) == ("returned", "Name the places.")


def test_what_cannot_happen_any_more_is_told_and_the_reason_is_there_still(desk: Desk, secretariat: Client) -> None:
    give_back = address(ProgressReport, "act", desk.report.pk, "return")
    desk.accept()
    answer = secretariat.post(give_back, {"reason": "Name the places.", "seen": "1"})
    assert answer.status_code == 409
    assert "the report is accepted and stays as it is" in answer.text
    assert "Name the places." in answer.text


@pytest.mark.parametrize(("state", "offered"), [("closed", ["accept"]), ("published", [])])
def test_what_the_period_no_longer_allows_is_not_offered(
    desk: Desk, secretariat: Client, state: str, offered: list[str]
) -> None:
    f.give_edition(desk.period)
    Period.objects.filter(pk=desk.period.pk).update(state=state)
    page = secretariat.get(address(ProgressReport, "change", desk.report.pk)).text
    acts = {name: address(ProgressReport, "act", desk.report.pk, name) for name in ("accept", "return")}
    assert [name for name, act in acts.items() if act in page] == offered
    assert [name for name, act in acts.items() if secretariat.get(act).status_code == 200] == offered


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER])
@pytest.mark.parametrize("name", ["accept", "return"])
def test_nobody_else_of_the_panel_decides(desk: Desk, role: Role, name: str) -> None:
    client = browser_of(person(role, is_staff=True, is_superuser=True))
    act = address(ProgressReport, "act", desk.report.pk, name)
    assert act not in client.get(address(ProgressReport, "change", desk.report.pk)).text
    assert client.get(act).status_code == 403
    assert client.post(act, {"reason": "Because."}).status_code == 403
    assert desk.report.state == "submitted"


def test_nobody_edits_what_an_organisation_wrote(desk: Desk, secretariat: Client) -> None:
    page = secretariat.get(address(ProgressReport, "change", desk.report.pk)).text
    assert "The organisation writes and submits this at its own desk" in page
    assert 'name="_save"' not in page


def test_nobody_edits_a_copy_of_it_under_another_recommendation(secretariat: Client) -> None:
    desk = Desk.make()
    desk.commitment = commitment_of(desk.organisation, under=2)
    desk.save()
    desk.submit()
    desk.accept()
    copy = ProgressReport.objects.exclude(pk=desk.report.pk).get()
    page = secretariat.get(address(ProgressReport, "change", copy.pk)).text
    assert "The organisation writes and submits this at its own desk" in page
    assert 'name="_save"' not in page


def test_a_period_is_opened_and_closed_by_hand_with_a_reason(secretariat: Client) -> None:
    day = datetime.date(2090, 1, 1)
    period = f.PeriodFactory(state="planned", opens_on=day, due_on=day)
    for name, state in (("open", "open"), ("close", "closed")):
        act = address(Period, "act", period.pk, name)
        assert secretariat.post(act, {"reason": ""}).status_code == 200
        secretariat.post(act, {"reason": "A sample reason."})
        period.refresh_from_db()
        assert period.state == state


def test_an_act_that_there_is_not_is_not_found(desk: Desk, secretariat: Client) -> None:
    assert secretariat.get(address(ProgressReport, "act", desk.report.pk, "burn")).status_code == 404
    assert secretariat.get(address(ProgressReport, "act", 999_999_999, "accept")).status_code == 404


@pytest.mark.parametrize("name", ["accept", "return"])
def test_a_round_that_nobody_looked_at_is_not_decided_on(desk: Desk, secretariat: Client, name: str) -> None:
    act = address(ProgressReport, "act", desk.report.pk, name)
    assert 'name="seen" value="1"' in secretariat.get(act).text
    desk.give_back()
    desk.submit()
    answer = secretariat.post(act, {"seen": "1", "reason": "Name the places."})
    assert answer.status_code == 409
    assert "Round 2 was submitted after you looked at round 1" in answer.text
    assert desk.report.state == "submitted"


def test_the_deadline_of_an_open_period_moves_with_a_reason_and_nothing_else_of_it(
    desk: Desk, secretariat: Client
) -> None:
    page = secretariat.get(address(Period, "change", desk.period.pk)).text
    assert 'name="due_on"' not in page
    assert 'name="position_date"' not in page
    move = address(Period, "act", desk.period.pk, "move")
    told = {"due_on": "2090-11-30", "closes_on": "2090-12-31"}
    assert "Give the reason" in secretariat.post(move, told).text
    assert (
        "last day for late reports"
        in secretariat.post(move, {**told, "closes_on": "2090-11-01", "reason": "A sample reason."}).text.lower()
    )
    secretariat.post(move, {**told, "reason": "A sample reason."})
    desk.period.refresh_from_db()
    assert (str(desk.period.due_on), str(desk.period.closes_on)) == ("2090-11-30", "2090-12-31")
    row = AuditRow.objects.get(verb="move_deadline")
    assert (row.reason, row.facts["before"]) == ("A sample reason.", {"due_on": "2090-10-30", "closes_on": ""})


def test_a_closed_period_is_reopened_at_the_desk_with_its_new_dates(desk: Desk, secretariat: Client) -> None:
    reopen = address(Period, "act", desk.period.pk, "reopen")
    assert reopen not in secretariat.get(address(Period, "change", desk.period.pk)).text
    Period.objects.filter(pk=desk.period.pk).update(state="closed")
    assert reopen in secretariat.get(address(Period, "change", desk.period.pk)).text
    assert "Give the reason" in secretariat.post(reopen, {"due_on": "2090-11-30"}).text
    passed = {"due_on": "2020-11-30", "closes_on": "2020-12-31", "reason": "A sample reason."}
    answer = secretariat.post(reopen, passed)
    assert answer.status_code == 409
    assert "A sample reason." in answer.text
    secretariat.post(reopen, {"due_on": "2090-11-30", "reason": "A sample reason."})
    desk.period.refresh_from_db()
    assert (desk.period.state, str(desk.period.due_on), desk.period.closes_on) == ("open", "2090-11-30", None)
