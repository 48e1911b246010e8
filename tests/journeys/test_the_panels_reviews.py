"""The secretariat looks at reports in a browser: the start page, the queue, and one report by keyboard alone."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import look_on_phone_and_desk
from tests.journeys.seats import cookie_of
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of, open_period


@pytest.fixture
def desk(transactional_db: None, page: Page, base_url: str) -> Desk:
    """With a report that says something else than the last, two that say nothing, and the secretariat signed in."""
    desk = Desk.make()
    desk.save()
    desk.submit()
    desk.accept()
    desk.period = open_period(position_date=desk.period.position_date + datetime.timedelta(days=91))
    desk.save({**PROGRESS, "narrative": "Sample guidance was written and is tried in <five> other places."})
    desk.submit()
    for _ in range(2):
        other = commitment_of(desk.organisation)
        desk.save(NOTHING, commitment=other)
        desk.submit(desk.part(other))
    desk.secretariat.is_staff = True
    desk.secretariat.save()
    page.context.add_cookies([cookie_of(desk.secretariat, base_url)])
    return desk


def test_the_pages_of_reviewing_fit_and_are_accessible(page: Page, desk: Desk) -> None:
    """Not on `site`: axe measures with styles of its own, of which the browser complains on the admin's pages."""
    page.goto("/admin/")
    expect(page.get_by_text("3 reports to look at")).to_be_visible()
    look_on_phone_and_desk(page, "start")
    page.get_by_role("link", name="3 reports to look at").click()
    look_on_phone_and_desk(page, "queue")
    page.goto(f"/admin/recommendations/progressreport/queue/{desk.report.pk}/")
    expect(page.locator("del", has_text="four")).to_be_visible()
    look_on_phone_and_desk(page, "review")
    page.goto(f"/admin/recommendations/period/{desk.period.pk}/missing/")
    look_on_phone_and_desk(page, "missing")


def test_a_report_is_accepted_by_keyboard_and_the_next_one_returned(site: Page, desk: Desk) -> None:
    site.goto("/admin/recommendations/progressreport/queue/")
    site.locator(".app-queue a").first.focus()
    site.keyboard.press("Enter")
    accept = site.get_by_role("button", name="Accept")
    accept.focus()
    site.keyboard.press("Enter")
    expect(site.locator(".messagelist")).to_contain_text("Next:")
    site.get_by_label("Why is it returned?").focus()
    site.keyboard.type("Say why there is nothing.")
    site.keyboard.press("Tab")
    site.keyboard.press("Tab")
    site.keyboard.press("Enter")
    expect(site.locator(".messagelist")).to_contain_text("Returned:")


def test_many_are_accepted_and_the_one_that_must_be_read_stays(site: Page, desk: Desk) -> None:
    for page in ("/admin/", f"/admin/recommendations/period/{desk.period.pk}/missing/"):
        site.goto(page)
    site.goto("/admin/recommendations/progressreport/queue/")
    for box in site.locator("[name=chosen]").all():
        box.check()
    site.get_by_role("button", name="Accept the chosen").click()
    expect(site.locator(".messagelist")).to_contain_text("Accepted: 2 reports.")
    expect(site.locator(".app-panel-left")).to_contain_text("It reports progress")
