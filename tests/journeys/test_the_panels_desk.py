"""A member of the panel's staff at the desk. The browser must not complain of anything: the content security policy
forbids scripts and styles inside pages, which the desk's pages could be tempted to use."""

import re

from playwright.sync_api import Page, expect

from organisations.models import Organisation
from tests.factories import OrganisationFactory, UserFactory
from tests.organisations.accounts.signing_in import code, with_second_factor

PASSWORD = "a long enough phrase"


def sign_in(page: Page) -> None:
    user = UserFactory(is_staff=True, is_superuser=True)
    user.set_password(PASSWORD)
    user.save()
    key = with_second_factor(user)
    page.goto("/admin/")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.get_by_label("Code").fill(code(key))
    page.get_by_label("Code").press("Enter")
    expect(page).to_have_url(re.compile("/admin/$"))


def choose(page: Page, words: str) -> None:
    """From the box that looks for what is typed."""
    page.locator(".select2-selection:visible").last.click()
    page.locator(".select2-search__field:visible").last.press_sequentially(words)
    page.locator(".select2-results__option--highlighted", has_text=words).click()


def test_an_organisation_is_found_made_and_deleted(record_site: Page) -> None:
    page = record_site
    sign_in(page)

    page.get_by_role("link", name="Organisations", exact=True).last.click()
    page.locator("#searchbar").fill("hscic")
    page.locator("#searchbar").press("Enter")
    page.get_by_role("link", name="Health and Social Care Information Centre").click()
    page.get_by_role("link", name="History").click()

    page.goto("/admin/organisations/organisation/add/")
    page.locator("#id_name").press_sequentially("Care Board")
    expect(page.locator("#id_slug")).to_have_value("care-board")
    page.locator("#id_kind").select_option("other")
    page.get_by_text("Add another Alias").click()
    page.locator("#id_aliases-0-name").fill("The Board")
    page.get_by_text("Add another Predecessor").click()
    choose(page, "Monitor")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator("#successions_from-group")).to_contain_text("Monitor")

    page.goto(f"/admin/organisations/organisation/{OrganisationFactory().pk}/delete/")
    page.get_by_role("button", name="Yes, I’m sure").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Organisation.objects.get(slug="care-board").aliases.get().name == "The Board"


def test_what_was_published_is_looked_at_and_what_was_promised_is_edited(record_site: Page) -> None:
    page = record_site
    sign_in(page)

    page.get_by_role("link", name="Progress reports").last.click()
    page.locator("#result_list tbody a").first.click()
    expect(page.locator(".messagelist")).to_contain_text("A correction is made in the open")
    expect(page.locator("input[name=_save]")).to_have_count(0)

    page.goto("/admin/recommendations/commitment/56/change/")
    page.locator("#id_official_wording").fill("The words of the response.")
    page.get_by_text("Add another Lead").click()
    choose(page, "Monitor")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    page.goto("/admin/recommendations/period/add/")
    page.locator(".datetimeshortcuts a").first.click()
    page.goto("/admin/organisations/figurecheck/?agrees__exact=0")
    expect(page.locator("#result_list tbody tr").first).to_be_visible()
