"""The pages of the desk, as they are read and sent."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from recommendations.models import Draft, Period, Receipt
from tests import factories as f
from tests.pages import read
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of, open_period

from .addresses import hidden, report_of, return_of, root

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
