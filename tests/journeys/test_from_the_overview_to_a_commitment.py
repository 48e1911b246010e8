"""A person with ten minutes: from the overview to one promise, what was said of it, and back."""

from playwright.sync_api import Page, expect

from recommendations.models import Recommendation
from tests.journeys.looking import is_accessible, look
from tests.kept import Kept

LONG = f"See https://example.org/{'a-very-long-address/' * 5}."

OTHER_ROOMS = (
    "/organisations/",
    "/organisations/nhs-england/",
    "/periods/",
    "/periods/2014-09-30/",
    "/gap-analysis/",
    "/toolkit/",
    "/toolkit/acute-trusts/",
    "/about/",
    "/accounts/login/",
)


def test_somebody_finds_out_what_became_of_a_promise(record_site: Page) -> None:
    page = record_site

    # given the position of the latest period, at a glance
    expect(page.get_by_role("main")).to_contain_text("good progress on 6 of 26 recommendations")
    is_accessible(page)

    # when they ask for what goes badly, and open one of these
    page.get_by_role("link", name="3 Red").click()
    expect(page.get_by_role("status")).to_contain_text("3 recommendations")
    is_accessible(page)
    page.get_by_role("link", name="Relying on implied consent").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Relying on implied consent")
    expect(page.get_by_role("main")).to_contain_text("No evidence of consistent progress.")
    is_accessible(page)

    # then they find the commitment, who leads it and that it has stopped
    page.get_by_role("link", name="Commitment 10").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Commitment 10")
    expect(page.locator("#reports").locator("..")).to_contain_text("Stopped")
    is_accessible(page)

    # and the way back
    page.get_by_role("link", name="Recommendation 3: Relying on implied consent").first.click()
    page.get_by_label("Breadcrumb").get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Position at 30 September 2014")


def test_somebody_narrows_a_list_and_puts_a_slip_right(record_site: Page) -> None:
    page = record_site

    # given the list of commitments
    page.get_by_label("Main").get_by_role("link", name="Commitments").click()
    expect(page.get_by_role("status")).to_contain_text("84 commitments and expectations, 1 to 50 shown")
    is_accessible(page)

    # when they ask for what one body leads
    choices = page.get_by_label("Lead organisation")
    counted = choices.get_by_role("option", name="Care Quality Commission").inner_text()
    choices.select_option(label=counted)
    page.get_by_role("button", name="Narrow the list").click()

    # then the rest is gone, and the choice stays
    expect(page.get_by_label("Lead organisation")).to_have_value("cqc")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Care Quality Commission")
    is_accessible(page)

    # and there are as many rows as the choice said
    rows = page.get_by_role("row").count() - 1
    assert counted == f"Care Quality Commission ({rows})"

    # when they look for words in what is left, and take the body back
    page.get_by_label("Words").fill("monitoring")
    page.get_by_role("button", name="Narrow the list").click()
    expect(page.locator("tbody mark").first).to_have_text("monitoring")
    page.get_by_role("link", name="Remove Lead organisation: Care Quality Commission").click()

    # then the words are still looked for
    expect(page.get_by_label("Lead organisation")).to_have_value("")
    expect(page.get_by_label("Words")).to_have_value("monitoring")


def test_a_slip_in_an_address_is_put_right_at_its_place(transactional_db: None, kept_record: Kept, page: Page) -> None:
    # given a slip in the address
    kept_record.put_back()
    page.goto("/commitments/?kind=promise&status=complete")
    expect(page.get_by_role("alert")).to_contain_text("“promise” is not one of the choices: Commitment or Expectation.")
    is_accessible(page)

    # when they follow what is said of it
    page.get_by_role("alert").get_by_role("link").click()

    # then they are at the choice to put right, and the other one is kept
    expect(page.get_by_label("Kind")).to_be_focused()
    expect(page.get_by_label("Status")).to_have_value("complete")


def test_on_a_phone_the_first_screen_tells_how_much_was_found(record_site: Page) -> None:
    page = record_site
    page.set_viewport_size({"width": 320, "height": 720})
    for address in ("/recommendations/", "/commitments/?kind=expectation&q=records"):
        page.goto(address)
        count = page.get_by_role("status").bounding_box()
        assert count is not None
        assert count["y"] < 700, address
        expect(page.get_by_label("Sort by")).to_be_hidden()
        page.get_by_text("Filters", exact=True).click()
        expect(page.get_by_label("Sort by")).to_be_visible()
        is_accessible(page)


def test_every_other_room_is_accessible(record_site: Page) -> None:
    for address in OTHER_ROOMS:
        record_site.goto(address)
        is_accessible(record_site)


def test_a_phone_sees_every_page_without_scrolling_sideways(record_site: Page) -> None:
    page = record_site
    page.set_viewport_size({"width": 320, "height": 640})
    Recommendation.objects.filter(number=2).update(official_wording=LONG, footnotes=[LONG])
    for address in ("/", "/recommendations/", "/recommendations/2/", "/commitments/", "/toolkit/general-practices/"):
        page.goto(address)
        look(page)


def test_the_error_summary_leads_to_the_field(site: Page) -> None:
    page = site
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in").click()
    is_accessible(page)
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_label("E-mail address")).to_be_focused()
