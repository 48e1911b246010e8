"""What somebody typed is saved or shown again: beside another version, after the sign-in, where nothing is saved."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from recommendations.models import Draft
from tests.pages import read
from tests.returning import PROGRESS, Desk

from .addresses import hidden, report_of, return_of

pytestmark = pytest.mark.django_db


def test_the_second_to_save_sees_both_versions_and_chooses(desk: Desk, reporter: Client) -> None:
    desk.save({"kind": "progress", "narrative": "Hers.", "done": "The same."}, by=desk.officer)
    mine = {"kind": "progress", "narrative": "Mine.", "done": "The same.", "next_steps": "Mine too.", "version": "0"}
    answer = reporter.post(report_of(desk), mine)
    assert answer.status_code == 409
    assert "Sample officer has saved another version" in answer.text
    assert Draft.objects.get().typed["narrative"] == "Hers."

    choice = {**mine, "version": "1", "keep-narrative": "theirs", "keep-next_steps": "mine"}
    reporter.post(f"{report_of(desk)}choose/", choice)
    typed = Draft.objects.get().typed
    assert (typed["narrative"], typed["next_steps"], typed["done"]) == ("Hers.", "Mine too.", "The same.")


def test_of_two_versions_nothing_is_saved_before_everything_is_chosen(desk: Desk, reporter: Client) -> None:
    desk.save({"narrative": "Hers.", "done": "Hers."}, by=desk.officer)
    mine = {"narrative": "Mine.", "done": "Mine.", "version": "1", "keep-done": "mine"}
    answer = reporter.post(f"{report_of(desk)}choose/", mine)
    assert answer.status_code == 409
    assert 'href="#keep-narrative"' in answer.text
    assert 'id="keep-narrative"' in answer.text
    assert Draft.objects.get().typed["done"] == "Hers."


def test_of_two_rows_in_one_place_both_can_stay(desk: Desk, reporter: Client) -> None:
    desk.save({"evidence-TOTAL_FORMS": "1", "evidence-0-title": "Hers"}, by=desk.officer)
    mine = {"evidence-TOTAL_FORMS": "1", "evidence-0-title": "Mine", "version": "1", "keep-evidence-0": "both"}
    reporter.post(f"{report_of(desk)}choose/", mine)
    typed = Draft.objects.get().typed
    assert [typed["evidence-0-title"], typed["evidence-1-title"], typed["evidence-TOTAL_FORMS"]] == [
        "Hers",
        "Mine",
        "2",
    ]


def test_a_third_who_came_in_between_is_seen_too(desk: Desk, reporter: Client) -> None:
    desk.save({"narrative": "Hers."}, by=desk.officer)
    desk.save({"narrative": "His."}, by=desk.officer)
    answer = reporter.post(
        f"{report_of(desk)}choose/", {"narrative": "Mine.", "version": "1", "keep-narrative": "mine"}
    )
    assert answer.status_code == 409
    assert "His." in answer.text
    assert Draft.objects.get().typed["narrative"] == "His."


def test_saving_by_itself_answers_in_json(desk: Desk, reporter: Client) -> None:
    json = {"HTTP_ACCEPT": "application/json"}
    first = reporter.post(report_of(desk), {"narrative": "One.", "version": "0"}, **json)  # type: ignore[arg-type]
    assert first.json()["version"] == 1
    second = reporter.post(report_of(desk), {"narrative": "Two.", "version": "0"}, **json)  # type: ignore[arg-type]
    assert second.status_code == 409
    assert "Sample reporter has saved another version" in second.json()["says"]


def test_what_cannot_be_kept_is_told_at_its_place_and_the_rest_is_there_still(desk: Desk, reporter: Client) -> None:
    answer = reporter.post(report_of(desk), {"narrative": "A bell\x07.", "done": "All of it.", "version": "0"})
    assert answer.status_code == 422
    assert "Nothing was saved. What you typed is here still" in answer.text
    assert 'href="#id_narrative"' in answer.text
    assert "All of it." in answer.text


def test_text_that_was_sent_after_the_sign_in_had_ended_is_there_afterwards(desk: Desk, reporter: Client) -> None:
    ticket = hidden(read(reporter, report_of(desk)), "ticket")
    reporter.logout()
    sent = reporter.post(report_of(desk), {"narrative": "An hour of work.", "version": "0", "ticket": ticket})
    assert sent["Location"].startswith("/accounts/login/")
    reporter.force_login(desk.reporter)
    page = read(reporter, report_of(desk))
    assert "is not saved yet" in page.text
    assert "An hour of work." in page.text
    assert not Draft.objects.exists()


def test_what_waits_is_there_until_it_is_saved_or_no_longer_wanted(desk: Desk, reporter: Client) -> None:
    ticket = hidden(read(reporter, report_of(desk)), "ticket")
    typed = {"narrative": "An hour of work.", "version": "0", "ticket": ticket}
    reporter.logout()
    reporter.post(report_of(desk), typed)
    reporter.force_login(desk.reporter)
    for _ in range(2):
        assert "An hour of work." in read(reporter, report_of(desk)).text
    assert reporter.get(f"{report_of(desk)}?saved")["Location"] == report_of(desk)
    assert "An hour of work." not in read(reporter, report_of(desk)).text

    reporter.logout()
    reporter.post(report_of(desk), typed)
    reporter.force_login(desk.reporter)
    reporter.post(report_of(desk), typed)
    assert "is not saved yet" not in read(reporter, report_of(desk)).text


def test_a_choice_of_two_versions_outlives_the_sign_in_too(desk: Desk, reporter: Client) -> None:
    desk.save({"narrative": "Hers."}, by=desk.officer)
    answer = reporter.post(report_of(desk), {"narrative": "An hour of work.", "version": "0"})
    ticket = re.search('name="ticket" value="([^"]+)"', answer.text)
    assert ticket is not None
    reporter.logout()
    sent = reporter.post(f"{report_of(desk)}choose/", {"narrative": "An hour of work.", "ticket": ticket[1]})
    assert sent["Location"] == f"/accounts/login/?next={report_of(desk)}"
    reporter.force_login(desk.reporter)
    assert "An hour of work." in read(reporter, report_of(desk)).text


def test_where_a_second_factor_is_asked_for_meanwhile_the_text_waits(
    desk: Desk, reporter: Client, settings: Any
) -> None:
    ticket = hidden(read(reporter, report_of(desk)), "ticket")
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = True
    reporter.post(report_of(desk), {"narrative": "An hour of work.", "version": "0", "ticket": ticket})
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = False
    assert "An hour of work." in read(reporter, report_of(desk)).text


def test_both_of_two_rows_are_kept_or_it_is_said_that_there_is_no_room(desk: Desk, reporter: Client) -> None:
    full = {f"evidence-{place}-title": f"Hers {place}" for place in range(20)}
    desk.save({**full, "evidence-TOTAL_FORMS": "20"}, by=desk.officer)
    mine = {"evidence-TOTAL_FORMS": "1", "evidence-0-title": "Mine", "version": "1"}
    choices = {f"keep-evidence-{place}": "theirs" for place in range(20)}
    answer = reporter.post(f"{report_of(desk)}choose/", {**mine, **choices, "keep-evidence-0": "both"})
    assert answer.status_code == 409
    assert "There are 20 rows already" in answer.text
    assert "Mine" in answer.text


def test_what_somebody_typed_is_not_shown_to_the_next_who_signs_in(desk: Desk, reporter: Client) -> None:
    ticket = hidden(read(reporter, report_of(desk)), "ticket")
    reporter.logout()
    reporter.post(report_of(desk), {"narrative": "An hour of work.", "version": "0", "ticket": ticket})
    reporter.force_login(desk.officer)
    assert "An hour of work." not in read(reporter, report_of(desk)).text


def test_a_stranger_can_leave_nothing_in_a_session(desk: Desk, client: Client) -> None:
    client.post(report_of(desk), {"narrative": "Rubbish.", "ticket": "made-up"})
    assert "typed-before-signing-in" not in client.session


def test_what_was_typed_on_what_one_is_no_longer_asked_is_shown_still(desk: Desk, reporter: Client) -> None:
    desk.commitment.lead_organisations.clear()
    answer = reporter.post(report_of(desk), {"narrative": "An hour of work.", "version": "0"})
    assert answer.status_code == 404
    assert "is not asked to report on this" in answer.text
    assert "An hour of work." in answer.text
    assert reporter.get(report_of(desk)).status_code == 404


def test_a_ticket_ends(desk: Desk, reporter: Client) -> None:
    ticket = hidden(read(reporter, report_of(desk)), "ticket")
    reporter.logout()
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3), tick=False):
        reporter.post(report_of(desk), {"narrative": "An hour of work.", "ticket": ticket})
    assert "typed-before-signing-in" not in reporter.session


def test_whose_part_has_ended_while_typing_is_shown_the_text_and_a_stranger_nothing(
    desk: Desk, reporter: Client
) -> None:
    ticket = hidden(read(reporter, report_of(desk)), "ticket")
    membership = desk.reporter.memberships.get()
    membership.ends_at = membership.begins_at
    membership.save()
    answer = reporter.post(report_of(desk), {"narrative": "An hour of work.", "version": "0", "ticket": ticket})
    assert answer.status_code == 404
    assert "Your part in this organisation has ended" in answer.text
    assert "An hour of work." in answer.text
    assert "Page not found" in reporter.post(report_of(desk), {"narrative": "An hour of work."}).text


def test_that_a_draft_is_saved_is_said_on_the_page_that_follows_and_on_no_other(desk: Desk, reporter: Client) -> None:
    reporter.post(report_of(desk), {**PROGRESS, "version": "0", "do": "list"})
    assert b"Draft saved at" in reporter.get(return_of(desk)).content
    assert b"Draft saved at" not in reporter.get(report_of(desk)).content


def test_what_is_saved_and_cannot_be_submitted_so_is_told_at_once(desk: Desk, reporter: Client) -> None:
    reporter.post(report_of(desk), {**PROGRESS, "expected_on_month": "2", "version": "0"})
    page = reporter.get(report_of(desk)).text
    assert "Saved as it is; this cannot be submitted so" in page
    assert 'href="#id_expected_on_day"' in page


def test_ones_own_other_window_is_called_that(desk: Desk, reporter: Client) -> None:
    desk.save({"narrative": "In one window."})
    answer = reporter.post(report_of(desk), {"narrative": "In another.", "version": "0"})
    assert "You have saved another version in another window" in answer.text
