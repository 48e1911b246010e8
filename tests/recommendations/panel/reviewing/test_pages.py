"""The queue and the screen of one report: what stands there, who may decide, and where one goes on."""

import datetime
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Role
from recommendations.models import Decision, ProgressReport
from tests.desk import address, browser_of
from tests.pages import read
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of, open_period, person

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:recommendations_progressreport_queue")


def screen(report: ProgressReport) -> str:
    return reverse("admin:recommendations_progressreport_review", args=[report.pk])


def submitted(typed: dict[str, str] = NOTHING, *, desk: Desk | None = None, at: str = "2090-10-01") -> ProgressReport:
    """On another commitment of the desk, or by another organisation."""
    desk = desk or Desk.make()
    commitment = commitment_of(desk.organisation)
    with time_machine.travel(f"{at}T12:00:00Z"):
        desk.save(typed, commitment=commitment)
        desk.submit(desk.part(commitment))
    return desk.report_on(commitment)


@pytest.fixture
def desk() -> Desk:
    return Desk.make()


@pytest.fixture
def secretariat(desk: Desk) -> Client:
    desk.secretariat.is_staff = True
    desk.secretariat.save()
    return browser_of(desk.secretariat)


def listed(client: Client, **narrowing: Any) -> list[ProgressReport]:
    return [each.report for each in client.get(QUEUE, narrowing).context["rounds"]]


def test_what_waits_is_listed_the_oldest_first(desk: Desk, secretariat: Client) -> None:
    second, first = submitted(desk=desk, at="2090-10-02"), submitted(desk=desk, at="2090-10-01")
    assert listed(secretariat) == [first, second]


def test_what_is_decided_on_comes_after_what_waits_and_only_where_it_is_asked_for(
    desk: Desk, secretariat: Client
) -> None:
    desk.save()
    desk.submit()
    desk.accept()
    waits = submitted(desk=desk, at="2090-10-05")
    assert listed(secretariat) == [waits]
    assert listed(secretariat, decided="on") == [waits, desk.report]


def test_the_queue_narrows(desk: Desk, secretariat: Client) -> None:
    desk.organisation.name = "Sample Care Board"
    desk.organisation.save()
    nil = submitted(desk=desk)
    late = submitted(desk=desk, at="2090-12-24")
    again = submitted(desk=desk)
    desk.commitment = again.commitment  # type: ignore[assignment]
    desk.give_back()
    desk.submit()
    for narrowing, expected in (
        ({"late": "on"}, {late}),
        ({"again": "on"}, {again}),
        ({"warnings": "on"}, {again}),
        ({"organisation": "care board"}, {nil, late, again}),
        ({"organisation": "nobody"}, set()),
        ({"period": desk.period.pk}, {nil, late, again}),
        ({"recommendation": nil.recommendation_id}, {nil}),
        ({"slipped": "on"}, set()),
    ):
        assert set(listed(secretariat, **narrowing)) == expected, narrowing


def test_what_moved_its_date_and_what_changed_are_found(desk: Desk, secretariat: Client) -> None:
    def report(typed: dict[str, str]) -> None:
        desk.save({**typed, "risks-TOTAL_FORMS": "0"})
        desk.submit()

    report(PROGRESS)
    assert listed(secretariat, changed="on") == [desk.report]
    desk.accept()
    desk.period = open_period(position_date=desk.period.position_date + datetime.timedelta(days=91))
    report({"kind": "as_last_period", "still": "Nothing has happened in the sample places."})
    assert listed(secretariat, changed="on") == []
    desk.accept()
    desk.period = open_period(position_date=desk.period.position_date + datetime.timedelta(days=91))
    report({**PROGRESS, "expected_on_year": "2092", "moved_because": "Samples were late."})
    assert listed(secretariat, changed="on") == listed(secretariat, slipped="on") == [desk.report]


def test_one_report_stands_beside_the_last_with_the_differences_marked(desk: Desk, secretariat: Client) -> None:
    desk.save({**PROGRESS, "narrative": "Sample guidance was written and is tried in <four> places."})
    desk.submit()
    desk.accept()
    desk.period = open_period(position_date=desk.period.position_date + datetime.timedelta(days=91))
    desk.save({**PROGRESS, "narrative": "Sample guidance was written and is tried in <five> places."})
    desk.submit()
    page = secretariat.get(screen(desk.report)).text
    assert "[four]" in page
    assert "{five}" in page
    assert "Taken out: " in page
    assert "What the checks ask" in page
    assert "https://example.org/guidance" in page
    assert "Samples may run out." in page
    assert "Official wording" not in page


def test_earlier_rounds_and_what_was_decided_on_them_are_told(desk: Desk, secretariat: Client) -> None:
    desk.save()
    desk.submit()
    desk.give_back("Say which sample places.")
    desk.save({**PROGRESS, "narrative": "Sample guidance was written for five sample places."})
    desk.submit()
    page = read(secretariat, screen(desk.report)).text
    assert "Returned" in page
    assert "Say which sample places." in page
    assert "Sample guidance was written and is tried in four places." in page


def test_after_a_decision_one_goes_on_to_the_next_and_from_the_last_to_the_queue(
    desk: Desk, secretariat: Client
) -> None:
    first, second = submitted(desk=desk), submitted(desk=desk, at="2090-10-02")
    answer = secretariat.post(f"{screen(first)}?late=", {"decision": "accept", "seen": "1"}, follow=True)
    assert answer.redirect_chain[0][0] == f"{screen(second)}?late="
    assert f"Accepted: {first}. Next: {second}." in answer.text
    answer = secretariat.post(screen(second), {"decision": "return", "seen": "1", "reason": "Say more."}, follow=True)
    assert answer.redirect_chain[0][0] == QUEUE
    assert "It was the last one in the queue." in answer.text
    assert list(Decision.objects.order_by("pk").values_list("outcome", "reason")) == [
        ("accepted", ""),
        ("returned", "Say more."),
    ]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"decision": "accept"}, "Look at this one"),
        ({"decision": "accept", "seen": "7"}, "was submitted after you looked at"),
        ({"decision": "return", "seen": "1", "reason": " "}, "Say why the report is returned"),
        ({"seen": "1"}, "Choose whether"),
    ],
)
def test_what_was_not_said_or_not_seen_is_refused_and_nothing_typed_is_lost(
    desk: Desk, secretariat: Client, sent: dict[str, str], says: str
) -> None:
    report = submitted(desk=desk)
    answer = secretariat.post(screen(report), {"reason": "What I typed.", **sent})
    assert answer.status_code == 409
    assert says in answer.text
    assert sent.get("reason", "What I typed.") in answer.text
    assert not Decision.objects.exists()


def test_what_was_decided_meanwhile_is_told_and_the_reason_is_there_still(desk: Desk, secretariat: Client) -> None:
    report = submitted(desk=desk)
    secretariat.post(screen(report), {"decision": "accept", "seen": "1"})
    answer = secretariat.post(screen(report), {"decision": "return", "seen": "1", "reason": "Say more."})
    assert answer.status_code == 409
    assert "is accepted and stays as it is" in answer.text
    assert "Say more." in answer.text


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER])
def test_others_of_the_panel_look_and_do_not_decide(desk: Desk, role: Role) -> None:
    report = submitted(desk=desk)
    client = browser_of(person(role, is_staff=True))
    page = client.get(screen(report)).text
    assert 'name="decision"' not in page
    assert "Accept the chosen" not in client.get(QUEUE).text
    assert client.post(screen(report), {"decision": "accept", "seen": "1"}).status_code == 403
    assert client.post(QUEUE, {"chosen": f"{report.pk}.1"}).status_code == 403


@pytest.mark.parametrize("role", [Role.REPORTER, Role.AUTHORISED_OFFICER])
def test_nobody_else_comes_in(desk: Desk, role: Role) -> None:
    report = submitted(desk=desk)
    client = browser_of(person(role, desk.organisation))
    assert {client.get(page, follow=True).status_code for page in (QUEUE, screen(report))} == {403}


def test_many_are_accepted_at_once_and_those_that_cannot_be_say_why(desk: Desk, secretariat: Client) -> None:
    plain, told = submitted(desk=desk), submitted(PROGRESS, desk=desk)
    answer = secretariat.post(QUEUE, {"chosen": [f"{plain.pk}.1", f"{told.pk}.1"]})
    assert "Accepted: 1 report." in answer.text
    assert "It reports progress: read it, and decide on it by itself." in answer.text
    assert listed(secretariat) == [told]


def test_choosing_none_is_told(desk: Desk, secretariat: Client) -> None:
    answer = secretariat.post(QUEUE, {})
    assert (answer.status_code, "Choose at least one report." in answer.text) == (409, True)


def test_what_is_submitted_and_not_accepted_is_not_shown_as_reporting_nothing(desk: Desk, secretariat: Client) -> None:
    desk.save()
    desk.submit()
    for page in (address(ProgressReport, "changelist"), address(ProgressReport, "change", desk.report.pk)):
        body = secretariat.get(page).text.split('id="changelist-filter"')[0]
        assert "Nothing reported" not in body
    desk.accept()
    assert "In progress" in secretariat.get(address(ProgressReport, "changelist")).text


def test_over_what_an_organisation_wrote_does_not_stand_that_it_is_official(desk: Desk, secretariat: Client) -> None:
    desk.save()
    desk.submit()
    desk.accept()
    page = read(secretariat, address(ProgressReport, "change", desk.report.pk)).text
    assert "Official wording" not in page
    assert "What becomes public of it" in page


def queries(client: Client, page: str) -> int:
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_the_pages_take_as_many_queries_for_many_as_for_few(desk: Desk, secretariat: Client) -> None:
    report = submitted(desk=desk)
    few = [queries(secretariat, page) for page in (QUEUE, f"{QUEUE}?changed=on", screen(report))]
    for _ in range(8):
        submitted(desk=desk)
    many = [queries(secretariat, page) for page in (QUEUE, f"{QUEUE}?changed=on", screen(report))]
    assert many == few
    assert max(few) <= 16, few
