"""The same ways through the site with no mouse at all."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.keyboard import go_to


def test_somebody_searches_and_reads_what_was_found(record_site: Page) -> None:
    page = record_site
    go_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("who looked at my notes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("who looked at my notes")

    go_to(page, page.get_by_role("main").get_by_role("link", name="Recommendation 1: Audit trail").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Audit trail")


def test_somebody_skips_the_navigation_narrows_a_list_and_widens_it_again(record_site: Page) -> None:
    page = record_site
    page.goto("/recommendations/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link past the navigation
    go_to(page, page.get_by_label("Rating", exact=True))
    page.keyboard.type("Red")
    go_to(page, page.get_by_role("button", name="Narrow the list"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("rating=red"))
    expect(page.get_by_role("status")).to_contain_text("3 recommendations")

    go_to(page, page.get_by_role("link", name=re.compile("Remove")).first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("26 recommendations")


def test_somebody_follows_a_rating_of_a_period_and_turns_the_toolkit_round(record_site: Page) -> None:
    page = record_site
    go_to(page, page.get_by_role("main").get_by_role("link", name=re.compile("^Amber-red|AR")).last)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text(
        "The overall conclusion is that the system should have done better"
    )

    page.goto("/toolkit/general-practices/")
    go_to(page, page.get_by_role("link", name="those that answered", exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("of=answered"))
