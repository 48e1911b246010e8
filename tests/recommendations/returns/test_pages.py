"""The pages of the desk, as they are read and sent."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from recommendations.models import Draft, Period, Receipt
from tests import factories as f
from tests.pages import Page, read
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of, open_period

pytestmark = pytest.mark.django_db

# Every address of an organisation's desk, behind the organisation's own.
TAILS = [
    "",
    "history/",
    "{period}/",
    "{period}/submit/",
    "{period}/{number}/",
    "{period}/{number}/choose/",
    "receipts/{reference}/",
    "receipts/{reference}/SHA256SUMS",
    "receipts/{reference}/commitment-{number}-round-1.json",
]


@pytest.fixture
def reporter(desk: Desk, client: Client) -> Client:
    client.force_login(desk.reporter)
    return client


@pytest.fixture
def officer(desk: Desk) -> Client:
    client = Client()
    client.force_login(desk.officer)
    return client


def root(desk: Desk) -> str:
    return f"/returns/{desk.organisation.slug}/"


def return_of(desk: Desk) -> str:
    return f"{root(desk)}{desk.period.slug}/"


def report_of(desk: Desk) -> str:
    return f"{return_of(desk)}{desk.commitment.number}/"


def hidden(page: Page, name: str) -> list[str]:
    return [each.get("value") for each in page.root.iterfind(f".//input[@name='{name}']")]


def test_whoever_is_of_one_organisation_goes_straight_on(desk: Desk, reporter: Client) -> None:
    assert reporter.get("/returns/")["Location"] == root(desk)


def test_the_desk_says_what_is_to_be_done_now(desk: Desk, reporter: Client) -> None:
    page = read(reporter, root(desk))
    assert "no of 1 report submitted" in page.text or "0 of 1 report submitted" in page.text
    assert page.links[report_of(desk)] == f"Go on with commitment {desk.commitment.number}"


def test_the_list_tells_how_far_each_report_is(desk: Desk, reporter: Client) -> None:
    desk.save({"kind": "progress", "narrative": "Begun."})
    page = read(reporter, return_of(desk))
    assert "Draft saved" in page.text
    assert "by Sample reporter, 1 answer missing" in page.text


def test_the_list_and_the_form_tell_how_often_a_date_moved_and_how_far(desk: Desk, reporter: Client) -> None:
    about = {"commitment": desk.commitment, "organisation": desk.organisation}
    before = f.PeriodFactory(position_date=datetime.date(2014, 9, 30))
    first, month = f.TargetDateFactory(period=before, **about), datetime.timedelta(days=30)
    moved = {"previously_on": first.expected_on, "expected_on": first.expected_on + month, "reason": "Samples."}
    f.TargetDateFactory(number=1, period=desk.period, **moved, **about)
    for page in (read(reporter, return_of(desk)), read(reporter, report_of(desk))):
        assert "30 days later than at first. The date has moved once." in page.text


def test_what_is_typed_is_saved_and_shown_again(desk: Desk, reporter: Client) -> None:
    sent = reporter.post(report_of(desk), {**PROGRESS, "version": "0", "do": "save"})
    assert sent["Location"] == report_of(desk)
    page = read(reporter, report_of(desk))
    assert "Draft saved " in page.text
    assert page.root.find(".//textarea[@name='narrative']").text.strip() == PROGRESS["narrative"]
    assert hidden(page, "version") == ["1"]
    assert hidden(page, "risks-0-key") == [Draft.objects.get().typed["risks-0-key"]]


def test_another_row_is_added_and_what_was_typed_stays(desk: Desk, reporter: Client) -> None:
    sent = reporter.post(report_of(desk), {**PROGRESS, "version": "0", "do": "add-evidence"})
    assert sent["Location"] == f"{report_of(desk)}#evidence-1"
    page = read(reporter, report_of(desk))
    assert hidden(page, "evidence-TOTAL_FORMS") == ["2"]
    assert page.root.find(".//input[@name='evidence-0-title']").get("value") == "Sample guidance"


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


def test_the_officer_previews_declares_and_gets_a_receipt(desk: Desk, officer: Client) -> None:
    desk.save()
    preview = read(officer, f"{return_of(desk)}submit/?report={desk.commitment.number}")
    assert PROGRESS["narrative"] in preview.text
    sent = officer.post(f"{return_of(desk)}submit/", {"part": hidden(preview, "part"), "declared": "yes"})
    receipt = Receipt.objects.get()
    assert sent["Location"] == f"{root(desk)}receipts/{receipt.reference}/"
    page = read(officer, sent["Location"])
    assert receipt.fingerprint in page.text
    again = officer.post(f"{return_of(desk)}submit/", {"part": hidden(preview, "part"), "declared": "yes"})
    assert again["Location"] == sent["Location"]


def test_without_the_declaration_nothing_is_submitted_and_nothing_lost(desk: Desk, officer: Client) -> None:
    desk.save()
    answer = officer.post(f"{return_of(desk)}submit/", {"part": [str(desk.part())]})
    assert answer.status_code == 422
    assert "Tick the declaration" in answer.text
    assert str(desk.part()) in answer.text


def test_a_reporter_previews_and_is_told_who_submits(desk: Desk, reporter: Client) -> None:
    desk.save()
    page = read(reporter, f"{return_of(desk)}submit/")
    assert "An authorised officer of" in page.text
    assert reporter.post(f"{return_of(desk)}submit/", {"part": [str(desk.part())]}).status_code == 403


def test_the_files_of_a_receipt_are_what_its_fingerprint_covers(desk: Desk, officer: Client) -> None:
    desk.save()
    receipt = desk.submit()
    here = f"{root(desk)}receipts/{receipt.reference}/"
    assert officer.get(f"{here}SHA256SUMS").content.decode() == receipt.manifest
    name = receipt.manifest.split()[1]
    assert officer.get(f"{here}{name}").content.decode() == receipt.submissions.get().content
    assert officer.get(f"{here}commitment-1-round-9.json").status_code == 404


def test_a_returned_report_is_answered_and_both_rounds_are_shown(desk: Desk, reporter: Client) -> None:
    desk.save()
    desk.submit()
    desk.give_back("Name the sample places.")
    page = read(reporter, return_of(desk))
    assert "Returned: Name the sample places." in page.text
    reporter.post(report_of(desk), {**PROGRESS, "narrative": "In Sampleton.", "version": "1"})
    desk.submit()
    page = read(reporter, report_of(desk))
    assert "Round 2" in page.text
    assert "Round 1" in page.text
    assert "Name the sample places." in page.text
    assert "In Sampleton." in page.text


def test_the_history_is_a_page_and_files(desk: Desk, officer: Client) -> None:
    desk.save({**PROGRESS, "narrative": "=1+1"})
    receipt = desk.submit()
    desk.accept()
    page = read(officer, f"{root(desk)}history/")
    assert receipt.reference in page.text
    assert "Accepted" in page.text
    csv = b"".join(officer.get(f"{root(desk)}history/?format=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert receipt.reference in csv
    assert "'=1+1" in csv
    xlsx = officer.get(f"{root(desk)}history/?format=xlsx")
    assert xlsx.status_code == 200
    xlsx.close()


@pytest.mark.parametrize("verb", ["get", "head", "post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("tail", TAILS)
def test_another_organisations_address_is_not_there_for_any_verb(
    desk: Desk, reporter: Client, tail: str, verb: str
) -> None:
    other = Desk.make(position_date=desk.period.position_date.replace(year=2095))
    other.save()
    receipt = other.submit()
    names = {"period": other.period.slug, "number": other.commitment.number, "reference": receipt.reference}
    ask: Any = getattr(reporter, verb)
    assert ask(root(other) + tail.format(**names)).status_code == 404


def test_a_receipt_of_another_organisation_is_not_found_by_ones_own_address(desk: Desk, reporter: Client) -> None:
    other = Desk.make(position_date=desk.period.position_date.replace(year=2095))
    other.save()
    assert reporter.get(f"{root(desk)}receipts/{other.submit().reference}/").status_code == 404


def test_who_has_left_finds_nothing_in_the_next_request(desk: Desk, reporter: Client) -> None:
    assert reporter.get(root(desk)).status_code == 200
    membership = desk.reporter.memberships.get()
    membership.ends_at = membership.begins_at
    membership.save()
    assert reporter.get(root(desk)).status_code == 404


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


def test_nothing_is_kept_by_a_browser_or_a_proxy(desk: Desk, reporter: Client) -> None:
    assert "no-store" in reporter.get(report_of(desk))["Cache-Control"]
    assert "private" in reporter.get(report_of(desk))["Cache-Control"]


def test_a_closed_period_is_read_and_not_written(desk: Desk, reporter: Client) -> None:
    desk.save({"narrative": "Never submitted."})
    desk.period.state = "closed"
    desk.period.save()
    page = read(reporter, report_of(desk))
    assert "No report was submitted before the period closed." in page.text
    assert "Never submitted." in page.text
    answer = reporter.post(report_of(desk), {"narrative": "An hour of work, too late.", "version": "1"})
    assert answer.status_code == 422
    assert "is closed" in answer.text
    assert "An hour of work, too late." in answer.text


def test_after_its_last_day_a_period_is_closed_before_the_clock_has_turned_it(desk: Desk, officer: Client) -> None:
    desk.save()
    Period.objects.filter(pk=desk.period.pk).update(closes_on=datetime.date(2090, 11, 30))
    for moment, open_ in (("2090-11-30T23:59:59Z", True), ("2090-12-01T00:00:00Z", False)):
        with time_machine.travel(moment, tick=False):
            officer.force_login(desk.officer)
            page = read(officer, return_of(desk))
        assert ("Closed; the deadline was 30 October 2090" in page.text) is not open_
        assert ("Preview and submit 1 report" in page.text) is open_


def test_the_list_of_84_takes_as_many_queries_as_that_of_3(
    desk: Desk, reporter: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(83):
        desk.save(commitment=commitment_of(desk.organisation))
    with django_assert_max_num_queries(16):
        page = read(reporter, return_of(desk))
    assert "83 ready to submit" in page.text


def test_a_nil_return_says_why(desk: Desk, officer: Client) -> None:
    desk.save(NOTHING)
    desk.submit()
    assert NOTHING["nil_reason"] in read(officer, report_of(desk)).text


def test_after_the_deadline_what_was_not_submitted_is_missing_and_the_letters_about_it_are_told(
    desk: Desk, reporter: Client
) -> None:
    letter = f.LetterFactory(sent_at=datetime.datetime(2090, 10, 2, 8, tzinfo=datetime.UTC))
    f.ReminderFactory(letter=letter, organisation=desk.organisation, period=desk.period, step="fortnight")
    desk.save({"kind": "progress"})
    with time_machine.travel("2090-10-30T22:30:00Z", tick=False):
        reporter.force_login(desk.reporter)
        assert "Missing" not in read(reporter, return_of(desk)).text
    with time_machine.travel("2090-10-31T00:30:00Z", tick=False):
        reporter.force_login(desk.reporter)
        page = read(reporter, return_of(desk))
    assert "Missing" in page.text
    assert "reports are still taken and are marked late" in page.text
    assert "Reminded a fortnight before the deadline: 2 October 2090" in page.text


def test_a_period_of_before_there_was_a_desk_has_no_list_here_and_leads_to_its_public_page(
    desk: Desk, reporter: Client
) -> None:
    f.PeriodFactory(position_date=datetime.date(2014, 9, 30))
    assert reporter.get(f"{root(desk)}2014-09-30/").status_code == 404
    public = f"{desk.organisation.get_absolute_url()}?period=2014-09-30"
    assert read(reporter, root(desk)).links[public] == "Position at 30 September 2014"


def test_what_was_typed_on_what_one_is_no_longer_asked_is_shown_still(desk: Desk, reporter: Client) -> None:
    desk.commitment.lead_organisations.clear()
    answer = reporter.post(report_of(desk), {"narrative": "An hour of work.", "version": "0"})
    assert answer.status_code == 404
    assert "is not asked to report on this" in answer.text
    assert "An hour of work." in answer.text
    assert reporter.get(report_of(desk)).status_code == 404


def test_what_rests_on_last_period_is_submitted_as_it_was_previewed_or_not_at_all(desk: Desk, officer: Client) -> None:
    first = desk.period
    desk.save()
    desk.submit()
    desk.period = open_period(position_date=first.position_date.replace(year=2091))
    desk.save({"kind": "as_last_period", "still": "Nothing new."})
    parts = hidden(read(officer, f"{return_of(desk)}submit/"), "part")

    desk.period, second = first, desk.period
    desk.give_back()
    desk.save({**PROGRESS, "next_steps": "Something else."})
    desk.submit()
    desk.period = second
    answer = officer.post(f"{return_of(desk)}submit/", {"part": parts, "declared": "yes", "confirmed": "yes"})
    assert "it was changed after you looked at it" in answer.text
    assert not Receipt.objects.filter(period=second).exists()


@pytest.mark.parametrize("reference", ["%00", "a", "AB", "A-B%0A", "..", "A-B/x"])
def test_an_address_that_names_no_receipt_is_not_found(desk: Desk, reporter: Client, reference: str) -> None:
    assert reporter.get(f"{root(desk)}receipts/{reference}/").status_code == 404


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


def test_the_name_stays_under_a_receipt_as_it_was(desk: Desk, officer: Client) -> None:
    desk.save()
    receipt = desk.submit()
    desk.accept()
    for someone in (desk.officer, desk.secretariat):
        someone.name = "Another name"
        someone.save()
    page = read(officer, f"{root(desk)}receipts/{receipt.reference}/")
    assert "Submitted by Sample officer" in page.text
    assert "Sample officer" in read(officer, f"{root(desk)}history/").text
