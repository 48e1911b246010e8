"""The secretariat merges two records of one body and brings in members from a table, under the strict policy."""

import datetime
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from caldicott.workbooks.container import OLE, WITH_PASSWORD
from tests.factories import OrganisationFactory, PeriodFactory
from tests.journeys.looking import fits_phone_and_desk
from tests.journeys.test_the_panels_desk import choose, sign_in
from tests.returning import commitment_of
from tests.workbooks import workbook


def test_two_records_are_merged_and_the_address_leads_on(site: Page) -> None:
    page = site
    merged = OrganisationFactory(name="Sample Bord of Care", slug="sample-bord")
    kept = OrganisationFactory(name="Sample Board of Care", slug="sample-board")
    PeriodFactory()
    commitment = commitment_of(merged)
    sign_in(page)
    page.goto(f"/admin/organisations/organisation/{merged.pk}/change/")
    fits_phone_and_desk(page, "organisation")
    page.get_by_role("link", name="Merge into another record").click()
    choose(page, kept.name)
    page.locator("[name=since]").fill("1 April 2014")
    page.locator("[name=reason]").fill("A sample misprint.")
    page.get_by_role("button", name="Show what will happen").click()
    expect(page.locator("#content-main")).to_contain_text("1 commitment")
    fits_phone_and_desk(page, "merge")
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    fits_phone_and_desk(page, "merged")
    page.goto("/organisations/sample-bord/")
    expect(page).to_have_url(re.compile("/organisations/sample-board/$"))
    expect(page.locator("main")).to_contain_text("was a second record of it")
    fits_phone_and_desk(page, "public-organisation")
    page.goto(commitment.get_absolute_url())
    expect(page.locator("main")).to_contain_text("is a record that was merged into")
    fits_phone_and_desk(page, "public-commitment")


def test_members_are_brought_in_from_a_workbook(site: Page, tmp_path: Path) -> None:
    page = site
    OrganisationFactory(name="All Sample Trusts", slug="all-sample-trusts", kind="collective")
    OrganisationFactory(name="First Sample Trust")
    heading, right = ("collective", "member", "begins_on"), ("All Sample Trusts", "First Sample Trust")
    files = {"locked": OLE + WITH_PASSWORD}
    files["faulty"] = workbook([heading, right, ("All Sample Trusts", "Unknown Sample Trust of the North", 41_730)])
    files["right"] = workbook([heading, (*right, datetime.date(2014, 4, 1))])
    for name, content in files.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    sign_in(page)
    page.goto("/admin/organisations/collectivemembership/import/")
    page.locator("[name=reason]").fill("The sample list.")
    for name, told in (("locked", "has a password"), ("faulty", "column C, begins_on"), ("right", "The totals add up")):
        page.locator("[name=table]").set_input_files(tmp_path / f"{name}.xlsx")
        page.get_by_role("button", name="Show what it would do").click()
        expect(page.locator("#content-main")).to_contain_text(told)
        fits_phone_and_desk(page, f"workbook-{name}")
    page.get_by_role("button", name="Confirm: bring in this table").click()
    expect(page.locator(".messagelist .success")).to_contain_text("added: 1")


def test_members_are_brought_in_from_a_table(site: Page, tmp_path: Path) -> None:
    page = site
    OrganisationFactory(name="All Sample Trusts", slug="all-sample-trusts", kind="collective")
    OrganisationFactory(name="First Sample Trust")
    wrong, right = tmp_path / "wrong.csv", tmp_path / "right.csv"
    wrong.write_text("collective,member,begins_on\nAll Sample Trusts,Unknown Sample Trust of the North,32/01/2014\n")
    right.write_text("collective,member,begins_on\nAll Sample Trusts,First Sample Trust,1/4/2014\n")
    sign_in(page)
    page.goto("/admin/organisations/collectivemembership/")
    page.get_by_role("link", name="Bring in from a table").click()
    page.locator("[name=table]").set_input_files(wrong)
    page.locator("[name=reason]").fill("The sample list.")
    page.get_by_role("button", name="Show what it would do").click()
    expect(page.locator("#content-main")).to_contain_text("32/01/2014")
    fits_phone_and_desk(page, "import-wrong")
    page.locator("[name=table]").set_input_files(right)
    page.get_by_role("button", name="Show what it would do").click()
    fits_phone_and_desk(page, "import")
    page.get_by_role("button", name="Confirm: bring in this table").click()
    expect(page.locator(".messagelist .success")).to_contain_text("added: 1")
