"""Somebody who never was here: invited by letter, through the second factor, to the receipt of a first report; and a
reporter whom they invite in turn. By keyboard alone, on a phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from organisations.accounts.invitations import invite
from organisations.models import Letter, Organisation, Role, User
from organisations.tasks import message_of
from recommendations.models import Receipt
from tests.journeys.keyboard import choose, go_to
from tests.journeys.looking import look
from tests.organisations.accounts.signing_in import code
from tests.returning import open_period, person

PASSWORD = "a long enough phrase"


@pytest.fixture
def phone(record_site: Page, settings: Any, base_url: str) -> Page:
    settings.SECOND_FACTOR_FOR_ORGANISATIONS = True
    settings.SITE_URL = base_url
    open_period()
    record_site.set_viewport_size({"width": 320, "height": 720})
    return record_site


def link_in_the_letter_to(address: str) -> str:
    """As it is sent: the letter that is kept has no link."""
    letter = Letter.objects.filter(address=address).latest("pk")
    assert "/invitation/" not in letter.text
    found = re.search(r"https?://\S+/accounts/invitation/\S+", str(message_of(letter).body))
    assert found is not None
    return found[0]


def write(page: Page, label: str, text: str) -> None:
    go_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def press(page: Page, name: str) -> None:
    go_to(page, page.get_by_role("button", name=name))
    page.keyboard.press("Enter")


def follow(page: Page, name: str) -> None:
    go_to(page, page.get_by_role("main").get_by_role("link", name=name).first)
    page.keyboard.press("Enter")


def accept(page: Page, address: str, name: str) -> None:
    """From the letter to one's own account, with a second factor set up on the way."""
    page.context.clear_cookies()
    page.goto(link_in_the_letter_to(address))
    look(page)
    write(page, "Your name", name)
    write(page, "Password", PASSWORD)
    press(page, "Accept the invitation")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    look(page)
    go_to(page, page.locator("#id_code"))
    page.keyboard.type(code(page.locator("code").inner_text()))
    press(page, "Set it up")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    look(page)
    follow(page, "I have written them down: go on")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Recovery codes")
    look(page)


def test_an_officer_comes_submits_and_invites_a_reporter_who_writes(phone: Page) -> None:
    page = phone
    organisation = Organisation.objects.get(slug="nhs-england")
    secretariat = person(Role.SECRETARIAT, name="Sample secretariat")

    # given an invitation from the secretariat
    invite(email="sample.officer@example.org", role=Role.AUTHORISED_OFFICER, organisation=organisation, by=secretariat)
    accept(page, "sample.officer@example.org", "Sample officer")

    # when the officer reports that there is nothing to report, and submits it
    page.goto("/returns/")
    look(page)
    page.goto("/returns/nhs-england/2090-09-30/73/")
    choose(page, page.get_by_role("radio", name="Nothing to report"))
    write(page, "Why is there nothing to report?", "It is for another sample body.")
    press(page, "Save and preview")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Preview and submit")
    go_to(page, page.get_by_label("I, Sample officer, submit this"))
    page.keyboard.press("Space")
    press(page, "Submit 1 report")

    # then there is a receipt, on the page and in a letter
    expect(page.get_by_role("main")).to_contain_text("1 report received")
    receipt = Receipt.objects.get()
    expect(page.get_by_role("main")).to_contain_text(receipt.reference)
    letter = Letter.objects.get(kind=Letter.Kind.RECEIPT)
    assert letter.person == User.objects.get(email="sample.officer@example.org")
    assert receipt.reference in letter.text
    assert receipt.fingerprint in letter.text
    look(page)

    # when the officer invites a reporter
    page.goto("/returns/nhs-england/people/")
    look(page)
    page.goto("/returns/nhs-england/people/invite/")
    write(page, "E-mail address", "sample.reporter@example.org")
    choose(page, page.get_by_role("radio", name="Reporter"))
    press(page, "Send the invitation")
    expect(page.get_by_role("main")).to_contain_text("sample.reporter@example.org")
    look(page)

    # then the reporter comes in, writes, and cannot submit
    accept(page, "sample.reporter@example.org", "Sample reporter")
    page.goto("/returns/nhs-england/2090-09-30/74/")
    choose(page, page.get_by_role("radio", name="Nothing to report"))
    write(page, "Why is there nothing to report?", "Nor has this.")
    press(page, "Save and preview")
    expect(page.get_by_role("main")).to_contain_text("An authorised officer of NHS England submits it.")
    look(page)
