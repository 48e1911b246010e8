"""A person at the desk looks at a history, and searches all of them, in a window of any width."""

import pytest
from playwright.sync_api import Page, expect

from organisations.models import Organisation, audit
from tests.factories import OrganisationFactory, UserFactory
from tests.journeys.looking import fits, is_accessible
from tests.journeys.seats import cookie_of

from .test_the_panels_desk import sign_in


@pytest.mark.parametrize("width", [320, 1280])
def test_a_history_is_read_and_searched(record_site: Page, width: int) -> None:
    page = record_site
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page)
    body = Organisation.objects.get(abbreviation="HSCIC")
    body.note = f"{body.note} A sample sentence that was put in."
    body.save()
    audit("rename_organisation", body, by=None, reason="A sample reason that tells of wombats.")

    page.goto(f"/admin/organisations/organisation/{body.pk}/change/")
    page.get_by_role("link", name="History").click()
    expect(page.locator("ins").first).to_contain_text("A sample sentence that was put in.")
    fits(page)

    page.goto("/admin/organisations/historyrow/")
    fits(page)
    page.get_by_label("Words of a text or a reason").fill("wombats")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Rename organisation")).to_be_visible()
    page.get_by_role("link", name="Health and Social Care Information Centre").first.click()
    expect(page.locator("ins").first).to_contain_text("A sample sentence that was put in.")


def test_axe_finds_nothing(transactional_db: None, page: Page, base_url: str) -> None:
    """Not with `site`: axe itself puts styles into the desk's pages, of which the browser complains."""
    body, chief = OrganisationFactory(note="A sample note."), UserFactory(is_staff=True, is_superuser=True)
    Organisation.objects.update(note="Another sample note.")
    audit("rename_organisation", body, by=chief, reason="A sample reason.")
    page.context.add_cookies([cookie_of(chief, base_url)])
    for address in (f"/admin/organisations/organisation/{body.pk}/history/", "/admin/organisations/historyrow/"):
        page.goto(address)
        expect(page.get_by_text("Another sample note.")).to_be_visible()
        is_accessible(page)
