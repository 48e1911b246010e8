"""A report is corrected in a browser: its date and its evidence, written, agreed, published and read."""

from playwright.sync_api import Page, expect

from organisations.models import User
from recommendations.models import Edition
from tests.publishing import Panel, published_period
from tests.returning import Desk

from .looking import look_on_phone_and_desk
from .seats import Seats, act, done


def at_the_desk(seat: Seats, who: User) -> Page:
    who.is_staff = True
    who.save()
    return seat(who)


def test_a_date_and_its_evidence_are_corrected(seat: Seats) -> None:
    panel, desk = Panel(), Desk.make()
    desk.save()
    desk.submit()
    desk.accept()
    published_period(panel, desk)
    writer, chair, public = at_the_desk(seat, panel.secretariat), at_the_desk(seat, panel.chair), seat(None)

    writer.goto(f"/admin/recommendations/progressreport/{desk.report.pk}/change/")
    writer.get_by_role("link", name="Correct", exact=True).click()
    writer.get_by_label("Expected completion").fill("2091-05-01")
    writer.locator("[name=evidence-0-url]").fill("example.org")
    writer.locator("[name=evidence-1-title]").fill("Sample audit")
    writer.locator("[name=reason]").fill("The link led elsewhere.")
    look_on_phone_and_desk(writer, "correct-report")
    writer.get_by_role("button", name="Save the correction").click()
    expect(writer.locator(".errorlist").first).to_contain_text("give the whole address")
    look_on_phone_and_desk(writer, "correct-report-wrong")
    writer.locator("[name=evidence-0-url]").fill("https://example.org/another")
    writer.locator("[name=evidence-1-title]").fill("")
    writer.get_by_role("button", name="Save the correction").click()
    done(writer, "Another person has to agree it.")
    look_on_phone_and_desk(writer, "report-correction")

    chair.goto(writer.url)
    act(chair, "Agree", looked_at="agree-report-correction")
    chair.goto(f"/admin/recommendations/period/{desk.period.pk}/change/")
    act(chair, "Publish corrections", "A link led elsewhere.")
    done(chair, "The corrections are published.")
    chair.goto(writer.url)
    look_on_phone_and_desk(chair, "published-report-correction")
    expect(chair.locator("#content")).to_contain_text("Published before")

    public.goto(f"{Edition.objects.get(number=2).get_absolute_url()}differences/")
    look_on_phone_and_desk(public, "report-differences")
    expect(public.locator("main")).to_contain_text("Put in: {1 May 2091}")
