"""Two members of the panel in one assessment, and its chair: without scripts, on a phone and on a desk."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from organisations.models import Organisation, Role
from recommendations.assessing.writing import Words
from recommendations.models import Assessment, Commitment, Recommendation
from tests.assessing import Room
from tests.journeys.looking import PHONE_AND_DESK, look
from tests.journeys.seats import Seats, cookie_of
from tests.returning import Desk, open_period, person


@pytest.fixture
def room(record_site: Page) -> Room:
    """Recommendation 2 of the record, in a period that follows it, with a report on one of its commitments."""
    room = Room(
        period=open_period(),
        recommendation=Recommendation.objects.get(number=2),
        member=person(Role.PANEL_MEMBER, name="Sample member", is_staff=True),
        other_member=person(Role.PANEL_MEMBER, name="Sample other member", is_staff=True),
        chair=person(Role.CHAIR, name="Sample chair", is_staff=True),
    )
    commitment = Commitment.objects.filter(mappings__recommendation=2, mappings__in_table_b=True)[0]
    organisation = Organisation.objects.exclude(kind="collective").filter(commitments=commitment)[0]
    desk = Desk(
        organisation=organisation,
        period=room.period,
        commitment=commitment,
        reporter=person(Role.REPORTER, organisation, name="Sample reporter"),
        officer=person(Role.AUTHORISED_OFFICER, organisation, name="Sample officer"),
        secretariat=person(Role.SECRETARIAT, name="Sample secretariat"),
    )
    desk.save()
    desk.submit()
    return room


def write(page: Page, narrative: str, rating: str = "Amber-green:") -> None:
    page.get_by_label("Narrative").fill(narrative)
    page.get_by_label("Conclusion").fill("Some good progress")
    page.get_by_role("radio", name=re.compile(f"^{rating}")).check()


def test_two_people_in_one_assessment_lose_nothing_and_a_third_agrees(room: Room, seat: Seats) -> None:
    first, second, chair = (
        seat(who, java_script_enabled=False) for who in (room.member, room.other_member, room.chair)
    )
    first.goto("/admin/recommendations/assessment/")
    first.get_by_role("link", name="Assess: Position at 30 September 2090").click()
    first.get_by_role("link", name="Recommendation 2", exact=False).first.click()
    second.goto(first.url)
    expect(first.get_by_label("What there is to weigh")).to_contain_text("not accepted yet")

    write(first, "What the first saw.")
    first.get_by_role("button", name="Preview").click()
    expect(first.locator("main")).to_contain_text("This is a preview.")
    first.get_by_role("button", name="Go on writing").click()
    first.get_by_role("button", name="Save").click()
    expect(first.locator(".messagelist")).to_contain_text("Version 1 is saved.")

    write(second, "What the second saw.")
    second.get_by_role("button", name="Save").click()
    expect(second.locator(".errornote")).to_contain_text("Sample member saved version 1 after you had begun.")
    expect(second.locator(".assessing-theirs")).to_contain_text("What the first saw.")
    expect(second.get_by_label("Narrative")).to_have_value("What the second saw.")
    second.get_by_label("Narrative").fill("What the first saw, and the second.")
    second.get_by_role("button", name="Save mine over theirs").click()
    expect(second.locator(".messagelist")).to_contain_text("Version 2 is saved.")

    chair.goto(second.url)
    chair.get_by_role("link", name="Agree").click()
    chair.get_by_role("button", name="Agree").click()
    expect(chair.locator(".messagelist").first).to_contain_text("The assessment is agreed.")
    assert Assessment.objects.get(period=room.period).official_wording == "What the first saw, and the second."

    second.reload()
    expect(second.locator(".messagelist")).to_contain_text("Sample chair has agreed this.")
    second.get_by_label("Narrative").fill("What was seen once more.")
    second.get_by_role("button", name="Save").click()
    assert Assessment.objects.get(period=room.period).state == "draft"


def test_each_page_of_assessing_is_open_to_everybody(room: Room, browser: Browser, base_url: str) -> None:
    room.write(Words("A sample.", "Some good progress", "amber_green"), by=room.other_member)
    room.agree()
    listed = f"/admin/recommendations/assessment/assess/{room.period.slug}/"
    # What looks at the pages writes a style into them, which their policy forbids.
    with closing(browser.new_context(base_url=base_url, bypass_csp=True)) as context:
        context.add_cookies([cookie_of(room.member, base_url)])
        page = context.new_page()
        for width in PHONE_AND_DESK:
            page.set_viewport_size({"width": width, "height": 900})
            for name, where in (("list", ""), ("overall", "overall/"), ("screen", "2/")):
                page.goto(f"{listed}{where}")
                look(page, f"{name}-{width}")
            write(page, "Another text.", "Red:")
            page.get_by_role("button", name="Save").click()
            expect(page.locator(".errorlist")).to_contain_text("Say why in “Reason for the rating”")
            look(page, f"reason-{width}")
            page.get_by_role("radio", name=re.compile("^Amber-green:")).check()
            page.locator("[name=version]").evaluate("field => field.value = 0")
            page.get_by_role("button", name="Save").click()
            expect(page.locator(".errornote")).to_contain_text("after you had begun")
            look(page, f"conflict-{width}")
            page.get_by_role("button", name="Preview").click()
            look(page, f"preview-{width}")


def test_the_browser_does_not_complain_of_any_page_of_assessing(room: Room, page: Page, base_url: str) -> None:
    page.context.add_cookies([cookie_of(room.member, base_url)])
    room.write(Words("A sample.", "Some good progress", "amber_green"))
    listed = f"/admin/recommendations/assessment/assess/{room.period.slug}/"
    row = f"/admin/recommendations/assessment/{room.assessment.pk}/change/"
    for where in (listed, f"{listed}2/", f"{listed}overall/", row, "/admin/recommendations/assessment/"):
        page.goto(where)
        expect(page.locator("#content h1, main h1").first).to_be_visible()
