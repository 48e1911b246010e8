"""A reporter and an authorised officer give their organisation's return: by keyboard alone, on a phone, with and
without scripts, and through a report that is returned."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from organisations.models import Organisation, Role, User
from recommendations.models import Commitment, Draft, Receipt
from tests.journeys.keyboard import choose, go_to
from tests.journeys.looking import is_accessible, look
from tests.returning import Desk, open_period, person

PASSWORD = "a long enough phrase"
NUMBER = 73  # a commitment that NHS England leads


@pytest.fixture(autouse=True)
def _a_password_is_enough(settings: Any) -> None:
    """The second factor has journeys of its own."""
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = False


@pytest.fixture
def desk(record_site: Page) -> Desk:
    organisation = Organisation.objects.get(slug="nhs-england")
    return Desk(
        organisation=organisation,
        period=open_period(),
        commitment=Commitment.objects.get(number=NUMBER),
        reporter=person(Role.REPORTER, organisation, name="Sample reporter"),
        officer=person(Role.AUTHORISED_OFFICER, organisation, name="Sample officer"),
        secretariat=person(Role.SECRETARIAT, name="Sample secretariat"),
    )


@pytest.fixture
def phone(desk: Desk, page: Page) -> Page:
    page.set_viewport_size({"width": 320, "height": 720})
    return page


@pytest.fixture
def without_scripts(desk: Desk, browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    yield context.new_page()
    context.close()


def sign_in(page: Page, who: User) -> None:
    who.set_password(PASSWORD)
    who.save()
    page.context.clear_cookies()
    page.goto("/returns/")
    page.locator("[name=login]").fill(who.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page).to_have_url(re.compile("/returns/nhs-england/$"))


def test_a_reporter_writes_and_an_officer_submits_by_keyboard_on_a_phone(phone: Page, desk: Desk) -> None:
    page = phone

    # given the list of all that is owed
    sign_in(page, desk.reporter)
    look(page)
    page.goto("/returns/nhs-england/2090-09-30/")
    look(page)

    # when the reporter opens a commitment, and answers what is asked, no more than that
    go_to(page, page.get_by_role("link", name=f"Commitment {NUMBER}"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Commitment {NUMBER}")
    look(page)
    expect(page.get_by_label("Where it stands")).to_be_hidden()
    choose(page, page.get_by_label("Progress, in full"))
    choose(page, page.get_by_label("In progress"))
    write(page, "Where it stands", "Sample guidance is tried in four places.")
    write(page, "What was done since last period?", "It was written.")
    write(page, "What comes next?", "A sample audit.")
    for part, figures in (("Day", "31"), ("Month", "3"), ("Year", "2091")):
        go_to(page, page.get_by_role("group", name="When do you expect").get_by_label(part))
        page.keyboard.type(figures)
    choose(page, page.get_by_label("No", exact=True))
    write(page, "Why is it not on track?", "Two places have not answered.")
    write(page, "What is being done about that?", "They are asked again.")
    look(page)
    press(page, "Save and preview")

    # then the preview says what will be received, and who submits it
    expect(page.get_by_role("main")).to_contain_text("Two places have not answered.")
    expect(page.get_by_role("main")).to_contain_text("An authorised officer of NHS England submits it.")
    look(page)

    # when the officer declares and submits it
    sign_in(page, desk.officer)
    page.goto("/returns/nhs-england/2090-09-30/submit/")
    press(page, "Submit 1 report")
    expect(page.get_by_role("alert")).to_contain_text("Tick the declaration")
    look(page)
    go_to(page, page.get_by_label("I, Sample officer, submit this"))
    page.keyboard.press("Space")
    press(page, "Submit 1 report")

    # then there is a receipt
    expect(page.get_by_role("main")).to_contain_text("1 report received")
    receipt = Receipt.objects.get()
    expect(page).to_have_url(re.compile(receipt.reference))
    expect(page.get_by_role("main")).to_contain_text(receipt.fingerprint)
    look(page)


def test_a_returned_report_is_answered_and_every_round_is_there(phone: Page, desk: Desk) -> None:
    page = phone
    desk.save()
    desk.submit()
    desk.give_back("Name the sample places.")

    # given the reason on the list and at the report
    sign_in(page, desk.reporter)
    expect(page.get_by_role("main")).to_contain_text("1 returned to you")
    go_to(page, page.get_by_role("button", name=f"Go on with commitment {NUMBER}"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Returned to you: Name the sample places.")
    look(page)

    # when it is answered and submitted again
    write(page, "Where it stands", "In Sampleton and three more places. ")
    press(page, "Save draft")
    expect(page.get_by_role("alert")).to_contain_text("Draft saved")
    look(page)
    sign_in(page, desk.officer)
    page.goto("/returns/nhs-england/2090-09-30/submit/")
    go_to(page, page.get_by_label("I, Sample officer, submit this"))
    page.keyboard.press("Space")
    press(page, "Submit 1 report")
    expect(page.get_by_role("main")).to_contain_text("1 report received")

    # then both rounds are there, with the reason between them
    go_to(page, page.get_by_role("link", name=f"Commitment {NUMBER}").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Round 2")).to_be_visible()
    expect(page.get_by_role("heading", name="Round 1")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Name the sample places.")
    expect(page.get_by_role("main")).to_contain_text("In Sampleton and three more places.")
    look(page)
    page.goto("/returns/nhs-england/history/")
    expect(page.get_by_role("status")).to_contain_text("2 reports as submitted")
    look(page)


def test_a_draft_saves_itself_while_one_types(desk: Desk, page: Page) -> None:
    sign_in(page, desk.reporter)
    page.goto(f"/returns/nhs-england/2090-09-30/{NUMBER}/")
    page.get_by_role("radio", name="Nothing to report").check()
    page.get_by_label("Why is there nothing to report?").fill("Nobody pressed a button.")
    expect(page.locator("[data-saved]")).to_contain_text("Draft saved at")
    assert Draft.objects.get().typed["nil_reason"] == "Nobody pressed a button."

    # and pressing the button afterwards is no conflict with oneself
    page.get_by_label("Why is there nothing to report?").fill("Somebody pressed it.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Draft saved")


def test_the_second_of_two_in_one_draft_chooses(desk: Desk, page: Page) -> None:
    sign_in(page, desk.reporter)
    page.goto(f"/returns/nhs-england/2090-09-30/{NUMBER}/")
    page.get_by_role("radio", name="Nothing to report").check()
    page.get_by_label("Why is there nothing to report?").fill("My reason.")
    desk.save({"kind": "nothing_to_report", "nil_reason": "Her reason."}, by=desk.officer)
    with page.expect_response(lambda answer: answer.status == 409):
        page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sample officer has saved another version")
    is_accessible(page)
    page.get_by_label("Yours").check()
    page.get_by_role("button", name="Save what was chosen").click()
    expect(page.get_by_label("Why is there nothing to report?")).to_have_value("My reason.")


def test_without_scripts_everything_can_be_done(without_scripts: Page, desk: Desk) -> None:
    page = without_scripts
    sign_in(page, desk.officer)
    page.goto(f"/returns/nhs-england/2090-09-30/{NUMBER}/")
    page.get_by_label("Progress, in full").check()
    page.get_by_label("Complete").check()
    page.get_by_label("Where it stands").fill("All of it is done.")
    page.get_by_label("What was done since last period?").fill("The sample rest of it.")
    page.get_by_role("button", name="Add evidence").click()
    expect(page.get_by_label("Where it stands")).to_have_value("All of it is done.")
    page.locator("#id_evidence-0-title").fill("Sample audit")
    page.locator("#id_evidence-0-url").fill("example.org")
    page.get_by_role("button", name="Save and preview").click()
    expect(page.get_by_role("main")).to_contain_text("Link: give the whole address")
    page.get_by_role("link", name=re.compile("Link: give the whole address")).click()
    page.locator("#id_evidence-0-url").fill("https://example.org/audit")
    for part, figures in (("day", "1"), ("month", "9"), ("year", "2090")):
        page.locator(f"#id_evidence-0-about_on_{part}").fill(figures)
    page.get_by_role("button", name="Save and preview").click()
    page.get_by_label("I, Sample officer, submit this").check()
    page.get_by_role("button", name="Submit 1 report").click()
    expect(page.get_by_role("main")).to_contain_text("1 report received")

    # and the back button leads to nothing that could be submitted twice, but to the receipt
    page.go_back()
    page.get_by_role("link", name=Receipt.objects.get().reference).click()
    expect(page.get_by_role("main")).to_contain_text("1 report received")


def test_an_hour_of_work_outlives_the_sign_in(desk: Desk, page: Page) -> None:
    sign_in(page, desk.reporter)
    page.goto(f"/returns/nhs-england/2090-09-30/{NUMBER}/")
    page.get_by_role("radio", name="Nothing to report").check()
    page.get_by_label("Why is there nothing to report?").fill("An hour of work.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save draft").click()
    page.locator("[name=login]").fill(desk.reporter.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("main")).to_contain_text("is not saved yet")
    expect(page.get_by_label("Why is there nothing to report?")).to_have_value("An hour of work.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Draft saved")


def write(page: Page, label: str, text: str) -> None:
    go_to(page, page.get_by_label(label))
    page.keyboard.type(text)


def press(page: Page, name: str) -> None:
    go_to(page, page.get_by_role("button", name=name))
    page.keyboard.press("Enter")
