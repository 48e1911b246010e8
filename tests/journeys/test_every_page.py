"""Every kind of public page as people meet it: on a phone and on a desk, by keyboard, with and without scripts."""

import pytest
from django.db import transaction
from django.urls import get_resolver
from playwright.sync_api import Browser, Page, expect

from recommendations.models import Assessment, Period
from tests.journeys.looking import PHONE_AND_DESK, fits, is_accessible, look
from tests.publishing import sealed

# By the name of each public address, what to look at: every template, and every state that a page can be in.
PAGES: dict[str, tuple[str, ...]] = {
    "home": ("/",),
    "recommendations": (
        "/recommendations/",
        "/recommendations/?rating=amber&q=information",
        "/recommendations/?q=nothing+like+it",
    ),
    "recommendation": ("/recommendations/2/", "/recommendations/7/", "/recommendations/20/", "/recommendations/26/"),
    "commitments": ("/commitments/", "/commitments/?q=training&sort=status", "/commitments/?page=2"),
    "commitment": ("/commitments/10/", "/commitments/31/", "/commitments/56/"),
    "organisations": ("/organisations/", "/organisations/?collective=true"),
    "organisation": ("/organisations/nhs-england/", "/organisations/all-organisations/", "/organisations/ig-forum/"),
    "periods": ("/periods/",),
    "period": ("/periods/2014-09-30/",),
    "editions": ("/periods/editions/",),
    "edition": ("/periods/2014-09-30/editions/1/",),
    "edition-differences": ("/periods/2014-09-30/editions/2/differences/",),
    "edition-report": ("/periods/2014-09-30/editions/1/report/", "/periods/2014-09-30/editions/2/report/"),
    "edition-report-annex": ("/periods/2014-09-30/editions/1/report/annex-1/",),
    "edition-report-part": ("/periods/2014-09-30/editions/1/report/annex-1/part-2/",),
    "introduction": ("/periods/2014-09-30/introduction/",),
    "silence": ("/periods/2014-09-30/silence/",),
    "report": ("/periods/2014-09-30/report/",),
    "report-annex": tuple(f"/periods/2014-09-30/report/annex-{annex}/" for annex in (1, 2, 3)),
    "report-part": ("/periods/2014-09-30/report/annex-1/part-2/", "/periods/2014-09-30/report/annex-3/part-2/"),
    "gap-analysis": ("/gap-analysis/",),
    "toolkit": ("/toolkit/",),
    "toolkit-figures": ("/toolkit/figures/", "/toolkit/figures/?q=average&agrees="),
    "toolkit-returns": ("/toolkit/returns/",),
    "toolkit-type": (
        "/toolkit/general-practices/",
        "/toolkit/acute-trusts/?of=answered",
        "/toolkit/care-commissioning-groups-and-contract-support-units/?by=requirement",
    ),
    "search": ("/search/", "/search/?q=who+looked+at+my+record", "/search/?q=confidentialty", "/search/?q=zzzzqqq"),
    "reports": ("/reports/", "/reports/?organisation=nhs-england"),
    "assessments": ("/assessments/", "/assessments/?rating=red&q=progress"),
    "additional-information": ("/additional-information/", "/additional-information/?q=audit&sort=expected"),
    "changes": ("/changes/", "/changes/?kind=assessment"),
    "data": ("/data/",),
    "about": ("/about/",),
    "roles": ("/about/roles/",),
    "account_login": ("/accounts/login/",),
    "account_reset_password": ("/accounts/password/reset/",),
    "account_reset_password_done": ("/accounts/password/reset/done/",),
    "account_reset_password_from_key_done": ("/accounts/password/reset/key/done/",),
}
# Addresses that are no pages: files, feeds, redirects, and what machines read.
NOT_PAGES = {
    "account_logout",
    "changes-feed",
    "data-catalogue",
    "data-package",
    "edition-archive",
    "edition-file",
    "edition-files",
    "edition-manifest",
    "edition-report-pdf",
    "editions-known",
    "period-editions",
    "health-live",
    "health-ready",
    "icon",
    "organisation-feed",
    "recommendation-feed",
    "report-pdf",
    "robots",
    "search-description",
    "sitemap",
    "sitemap-section",
    "short-recommendation",
    "short-commitment",
    "short-organisation",
}
# Pages behind the sign-in, which `test_private_pages` looks at, and what they lead to that is no page.
PRIVATE = {
    "account",
    "account-reminders",
    "account_change_password",
    "account_reauthenticate",
    "account_reset_password_from_key",
    "desk",
    "desk-history",
    "desk-organisation",
    "desk-people",
    "desk-people-end",
    "desk-people-invite",
    "desk-people-role",
    "desk-people-withdraw",
    "invitation",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "receipt",
    "receipt-content",
    "receipt-manifest",
    "return",
    "return-choose",
    "return-report",
    "return-submit",
    "second-factor",
}
LOST = ("/nowhere/", "/recommendations/999/")
MISTAKEN = ("/recommendations/?rating=purple", "/reports/?period=1999-01-01&format=csv", "/search/?q=%00")


@pytest.fixture
def record_site(record_site: Page) -> Page:
    """The record with a correction, so that there is an edition that is superseded."""
    with transaction.atomic():
        Assessment.objects.filter(recommendation=7).update(summary="Sample text that differs.", rating="amber_green")
        sealed(Period.objects.get(), "A sample correction.")
    return record_site


def every_address() -> list[str]:
    return [address for addresses in PAGES.values() for address in addresses]


def test_no_kind_of_page_is_forgotten_here() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and not name.startswith("api-")}
    assert names == set(PAGES) | NOT_PAGES | PRIVATE


@pytest.mark.parametrize("width", PHONE_AND_DESK)
def test_every_page_is_accessible_and_fits_the_screen(record_site: Page, width: int) -> None:
    page = record_site
    page.set_viewport_size({"width": width, "height": 800})
    for address in every_address():
        page.goto(address)
        look(page)


def test_every_page_fits_a_tablet(record_site: Page) -> None:
    page = record_site
    page.set_viewport_size({"width": 768, "height": 1024})
    for address in every_address():
        page.goto(address)
        fits(page)


def test_the_gap_analysis_and_the_returns_are_read_on_a_phone_without_moving_them_sideways(record_site: Page) -> None:
    page = record_site
    page.set_viewport_size({"width": 320, "height": 800})
    outside = (
        "[...document.querySelectorAll('main td')].some((each) => each.getBoundingClientRect().right > innerWidth)"
    )
    for address in ("/gap-analysis/", "/toolkit/returns/"):
        page.goto(address)
        assert not page.evaluate(outside), address
        assert page.locator("main table tbody td").first.is_visible()


@pytest.mark.parametrize("width", PHONE_AND_DESK)
def test_a_page_that_is_not_there_is_accessible_and_leads_on(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in LOST:
        page.goto(address)
        is_accessible(page)
        page.get_by_role("link", name="Go to the overview").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("How well do health and care services")


@pytest.mark.parametrize("width", PHONE_AND_DESK)
def test_a_page_that_was_asked_for_wrongly_is_accessible(transactional_db: None, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in MISTAKEN:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 400, address
        is_accessible(page)


def test_pages_say_the_same_without_scripts(record_site: Page, browser: Browser, base_url: str) -> None:
    without = browser.new_context(java_script_enabled=False, base_url=base_url).new_page()
    # Where one signs in, a script adds a button that shows what is typed; it could do nothing without one.
    for address in sorted(set(every_address()) - {"/accounts/login/"}):
        record_site.goto(address)
        without.goto(address)
        assert without.locator("main").inner_text() == record_site.locator("main").inner_text(), address
    without.context.close()


def test_every_link_and_control_of_a_page_is_reached_by_the_keyboard_and_seen(record_site: Page) -> None:
    page = record_site
    for address, *_ in PAGES.values():
        page.goto(address)
        wanted = page.evaluate(
            """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
                .filter((each) => each.checkVisibility() && each.tabIndex >= 0).length"""
        )
        reached = set()
        for _ in range(wanted + 3):
            page.keyboard.press("Tab")
            place = page.evaluate(
                """() => {
                    const at = document.activeElement;
                    if (at === document.body) return null;
                    const style = getComputedStyle(at);
                    const seen = style.outlineStyle !== "none" || style.boxShadow !== "none";
                    const all = [...document.querySelectorAll("*")];
                    return [all.indexOf(at), seen, at.outerHTML.slice(0, 80)];
                }"""
            )
            if place is not None:
                assert place[1], f"{address}: one does not see where one is at {place[2]}"
                reached.add(place[0])
        assert len(reached) >= wanted, f"{address}: {len(reached)} of {wanted} are reached"
