"""A whole period in a browser, planned to corrected, by a sample person in each role."""

import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

from django.core.management import call_command
from playwright.sync_api import Page, expect

from organisations.models import Role
from recommendations.models import Edition, Period, Recommendation
from tests import factories as f
from tests.journeys.looking import look_on_phone_and_desk
from tests.journeys.seats import Seats, act, done
from tests.publishing import Panel
from tests.returning import POSITION, Desk, commitment_of, person


def test_a_period_from_planned_to_corrected(seat: Seats, tmp_path: Path) -> None:
    panel, organisation = Panel(), f.OrganisationFactory(name="Sample body", slug="sample-body")
    commitment = commitment_of(organisation)
    officer = person(Role.AUTHORISED_OFFICER, organisation, name="Sample officer")
    reporter = person(Role.REPORTER, organisation, name="Sample reporter")
    secretariat, member, chair = (seat(who) for who in (panel.secretariat, panel.member, panel.chair))
    observer, public = seat(panel.observer), seat(None)

    period = plan_and_open(secretariat)
    desk = Desk(organisation, period, commitment, reporter, officer, panel.secretariat)
    desk.save()
    desk.submit()
    review(secretariat, desk)
    assess(member, chair, period)
    publish(secretariat, chair, observer, public, period)
    check_with_standard_tools(public, tmp_path)
    correct(member, chair, period)
    read_the_correction(public, period)
    watch(observer, period)
    call_command("verify_editions", verbosity=0)


def plan_and_open(secretariat: Page) -> Period:
    secretariat.goto("/admin/recommendations/period/add/")
    for name, day in (("position_date", POSITION), ("opens_on", POSITION), ("due_on", POSITION.replace(month=11))):
        secretariat.locator(f"[name={name}]").fill(day.isoformat())
    look_on_phone_and_desk(secretariat, "plan")
    secretariat.get_by_role("button", name="Save", exact=True).click()
    period = Period.objects.get()
    secretariat.goto(f"/admin/recommendations/period/{period.pk}/change/")
    look_on_phone_and_desk(secretariat, "planned")
    act(secretariat, "Open", "A sample of a reason.", "open")
    done(secretariat, "The period is open.")
    period.refresh_from_db()
    return period


def review(secretariat: Page, desk: Desk) -> None:
    """Returned once with a reason, submitted again, accepted."""
    secretariat.goto("/admin/")
    look_on_phone_and_desk(secretariat, "start-secretariat")
    secretariat.get_by_role("link", name="1 report to look at").click()
    look_on_phone_and_desk(secretariat, "queue")
    secretariat.locator(".app-queue a").first.click()
    look_on_phone_and_desk(secretariat, "review")
    secretariat.get_by_label("Why is it returned?").fill("Say where.")
    secretariat.get_by_role("button", name="Return").click()
    done(secretariat, "Returned")
    desk.save({**desk.report.draft.typed, "narrative": "Sample guidance is tried in Sampletown."})
    desk.submit()
    secretariat.goto(f"/admin/recommendations/progressreport/queue/{desk.report.pk}/")
    look_on_phone_and_desk(secretariat, "review-again")
    secretariat.get_by_role("button", name="Accept").click()
    done(secretariat, "Accepted")
    secretariat.goto(f"/admin/recommendations/period/{desk.period.pk}/change/")
    act(secretariat, "Close", "All reports are in.", "close")
    done(secretariat, "The period is closed.")


def assess(member: Page, chair: Page, period: Period) -> None:
    member.goto("/admin/")
    look_on_phone_and_desk(member, "start-member")
    listed = f"/admin/recommendations/assessment/assess/{period.slug}/"
    number = Recommendation.objects.get().number
    for about in (str(number), "overall"):
        member.goto(f"{listed}{about}/")
        member.get_by_label("Narrative").fill(f"A sample of what the panel saw of {about}.")
        member.get_by_label("Conclusion").fill("Some progress")
        member.get_by_role("radio", name=re.compile("^Amber:")).check()
        look_on_phone_and_desk(member, f"assess-{about}")
        member.get_by_role("button", name="Save").click()
        done(member, "is saved")
        chair.goto(f"{listed}{about}/")
        act(chair, "Agree", looked_at=f"agree-{about}")
        done(chair, "The assessment is agreed.")


def publish(secretariat: Page, chair: Page, observer: Page, public: Page, period: Period) -> None:
    chair.goto("/admin/")
    look_on_phone_and_desk(chair, "start-chair")
    row = f"/admin/recommendations/period/{period.pk}/"
    chair.goto(f"{row}change/")
    look_on_phone_and_desk(chair, "closed")
    chair.get_by_role("link", name="Publish", exact=True).click()
    look_on_phone_and_desk(chair, "publish")
    chair.get_by_role("link", name="The page of the period").click()
    look_on_phone_and_desk(chair, "preview")
    expect(chair.get_by_label("Preview")).to_contain_text("Nobody else sees this page")
    public.goto("/periods/")
    expect(public.locator("body")).not_to_contain_text("30 September 2090")
    chair.goto(f"{row}act/publish/")
    chair.get_by_role("button", name="Publish", exact=True).click()
    done(chair, "The period is published.")
    look_on_phone_and_desk(chair, "published")
    for name, address in (
        ("public-period", f"/periods/{period.slug}/"),
        ("public-report", f"/periods/{period.slug}/report/"),
        ("public-edition", f"/periods/{period.slug}/editions/1/"),
    ):
        public.goto(address)
        look_on_phone_and_desk(public, name)
    secretariat.goto(f"{row}change/")
    expect(secretariat.get_by_role("link", name="Publish", exact=True)).to_have_count(0)


def check_with_standard_tools(public: Page, folder: Path) -> None:
    archive = public.request.get(f"{public.url}edition.zip").body()
    zipfile.ZipFile(io.BytesIO(archive)).extractall(folder)
    command = ["/usr/bin/sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=folder, check=False).returncode == 0


def correct(member: Page, chair: Page, period: Period) -> None:
    overall = period.assessments.get(recommendation=None)
    member.goto(f"/admin/recommendations/assessment/{overall.pk}/change/")
    look_on_phone_and_desk(member, "published-assessment")
    member.get_by_role("link", name="Correct", exact=True).click()
    member.locator("[name=conclusion]").fill("Slow progress")
    member.locator("[name=reason]").fill("The sample was counted again.")
    look_on_phone_and_desk(member, "correct")
    member.get_by_role("button", name="Save the correction").click()
    done(member, "Another person has to agree it.")
    look_on_phone_and_desk(member, "correction")
    chair.goto(member.url)
    act(chair, "Agree", looked_at="agree-correction")
    done(chair, "The correction is agreed.")
    chair.goto(f"/admin/recommendations/period/{period.pk}/change/")
    act(chair, "Publish corrections", "A figure was counted twice.", "publish-corrections")
    done(chair, "The corrections are published.")


def read_the_correction(public: Page, period: Period) -> None:
    public.goto(f"/periods/{period.slug}/editions/1/")
    look_on_phone_and_desk(public, "superseded")
    expect(public.locator("main")).to_contain_text(re.compile(r"edition\s+2"))
    public.goto(f"/periods/{period.slug}/editions/2/differences/")
    look_on_phone_and_desk(public, "differences")
    expect(public.locator("main")).to_contain_text("A figure was counted twice.")
    expect(public.locator("main")).to_contain_text("Put in: {Slow}.")
    assert "A figure was counted twice." in public.request.get("/changes/feed/").text()
    told: list[Any] = public.request.get("/api/v1/changes/?ordering=-id").json()["results"]
    assert (told[0]["edition"], told[0]["after"]["conclusion"]) == (2, "Slow progress")
    editions = public.request.get(f"/api/v1/editions/?period={period.slug}").json()["results"]
    assert {each["number"]: each["manifest_sha256"] for each in editions} == dict(
        Edition.objects.values_list("number", "manifest_sha256")
    )


def watch(observer: Page, period: Period) -> None:
    """Reads all of it, and is offered nothing to do."""
    observer.goto("/admin/")
    look_on_phone_and_desk(observer, "start-observer")
    observer.goto(f"/admin/recommendations/period/{period.pk}/change/")
    for name in ("Open", "Reopen", "Publish", "Publish corrections"):
        expect(observer.get_by_role("link", name=name, exact=True)).to_have_count(0)
    observer.goto(f"/admin/recommendations/period/{period.pk}/history/")
    look_on_phone_and_desk(observer, "history")
    expect(observer.locator("#content")).to_contain_text("Sample chair")
