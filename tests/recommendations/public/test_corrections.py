"""A correction in public: the page of its differences, its lines among the changes, its entries in the feeds."""

import datetime
from typing import Any

import pytest
from django.test import Client

from recommendations.models import AdditionalInformation, Assessment, Edition, Period, ProgressReport, TargetDate
from tests.correcting import first_edition
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    TargetDateFactory,
)
from tests.pages import Page, read, words_of
from tests.publishing import sealed

pytestmark = pytest.mark.django_db

REASON = "A line of the minutes was left out."


@pytest.fixture
def correction() -> Edition:
    """Of a rating with its text, of a text alone, of a report and of an addition; one report stays as it is."""
    period = PeriodFactory(open_=True)
    rated = AssessmentFactory(
        period=period,
        recommendation__number=7,
        recommendation__title="Explaining",
        summary="We see no plan.",
    )
    worded = AssessmentFactory(period=period, recommendation__number=8, summary="Progress is <slow>.")
    of = {"period": period, "organisation": OrganisationFactory(name="The Body", slug="body")}
    report = ProgressReportFactory(commitment__number=56, recommendation=rated.recommendation, done="One course.", **of)
    ProgressReportFactory(period=period, summary="Stays.")
    addition = AdditionalInformationFactory(recommendation=rated.recommendation, summary="A letter went out.", **of)
    first_edition(period)
    Assessment.objects.filter(pk=rated.pk).update(rating="green", conclusion="Good", summary="We see a plan.")
    Assessment.objects.filter(pk=worded.pk).update(summary="Progress is very <slow>.")
    ProgressReport.objects.filter(pk=report.pk).update(done="Two courses.", expected_on=datetime.date(2102, 1, 31))
    AdditionalInformation.objects.filter(pk=addition.pk).update(summary="Two letters went out.")
    return sealed(period, REASON)


def differences(client: Client, edition: Edition) -> Page:
    return read(client, f"{edition.get_absolute_url()}differences/")


def marked(page: Page, tag: str) -> list[str]:
    return [words_of(each) for each in page.root.iterfind(f".//main//dl//{tag}")]


def test_the_differences_tell_why_and_every_row_that_reads_otherwise(client: Client, correction: Edition) -> None:
    page = differences(client, correction)
    assert f"corrects edition {correction.number - 1}. Why: {REASON}" in page.text
    headings = [words_of(each) for each in page.root.iterfind(".//main//section/h2")]
    assert headings == [
        "Recommendation 7: Explaining",
        "Recommendation 8: " + page.links[f"/recommendations/8/?period={correction.period.slug}"].partition(": ")[2],
        "Commitment 56 under recommendation 7, The Body",
        "Additional information on recommendation 7, The Body",
        "Files that differ",
    ]
    assert "From amber to green; the conclusion and the text have changed." in page.text
    assert "Still amber; the text has changed." in page.text
    assert "Still in progress; what was done and the expected date have changed." in page.text
    assert "Corrected; the text has changed." in page.text
    assert "Stays." not in page.text


def test_the_words_that_differ_are_marked_by_signs_and_words_too(client: Client, correction: Edition) -> None:
    page = differences(client, correction)
    assert "Taken out: [no]." in marked(page, "del")
    assert "Put in: {a}." in marked(page, "ins")
    assert "Put in: {very }." in marked(page, "ins")
    assert "Progress is Put in: {very }. <slow>." in page.text
    assert "Put in: {31 January 2102}" in marked(page, "ins")
    assert "Taken out: [Amber]" in marked(page, "del")


def test_the_files_that_differ_lead_to_both_editions(client: Client, correction: Edition) -> None:
    page = differences(client, correction)
    before = f"{correction.get_absolute_url()}".replace(f"/{correction.number}/", f"/{correction.number - 1}/")
    for name in ("assessments.csv", "progress_reports.csv", "report/recommendation-7.json", "edition.json"):
        assert f"{before}files/{name}" in page.links
        assert f"{correction.get_absolute_url()}files/{name}" in page.links
    assert f"{before}files/mappings.csv" not in page.links
    assert "in edition" in page.section("files")


def test_a_correction_of_what_no_row_tells_leads_to_its_files(client: Client) -> None:
    period = first_edition(PeriodFactory(open_=True)).period
    Period.objects.update(note="A note.")
    page = differences(client, sealed(period, REASON))
    assert "No conclusion, report, addition or expected date reads otherwise." in page.text
    assert "periods.csv" in page.section("files")


def test_many_differences_stand_on_several_pages(client: Client) -> None:
    period = PeriodFactory(open_=True)
    AssessmentFactory.create_batch(25, period=period, summary="One.")
    first_edition(period)
    Assessment.objects.update(summary="Two.")
    edition = sealed(period, REASON)
    assert "25 changes, 1 to 20 shown" in differences(client, edition).text
    second = read(client, f"{edition.get_absolute_url()}differences/?page=2")
    assert "21 to 25 shown" in second.text
    assert "Files that differ" not in second.text
    read(client, f"{edition.get_absolute_url()}differences/?page=3", status=404)


def test_a_first_edition_has_no_differences(client: Client) -> None:
    edition = AssessmentFactory().period.editions.get()
    read(client, f"{edition.get_absolute_url()}differences/", status=404)


def test_the_changes_tell_a_correction_with_its_reason_once_and_lead_to_it(client: Client, correction: Edition) -> None:
    page = read(client, "/changes/")
    assert page.text.count(f"Why: {REASON}") == 1
    assert f"Edition {correction.number} corrects edition {correction.number - 1}." in page.text
    assert f"{correction.get_absolute_url()}differences/" in page.links
    headings = [words_of(each) for each in page.root.iterfind(".//main//section/h4")]
    assert headings[:4] == [
        "From amber to green: 1",
        "Still amber, in other words: 1",
        "Still in progress, in other words: 1",
        "Corrected: 1",
    ]
    assert "The text has changed" in page.text


def test_the_changes_are_narrowed_to_corrections(client: Client, correction: Edition) -> None:
    page = read(client, "/changes/?kind=edition")
    assert f"{correction.get_absolute_url()}differences/" in page.links
    assert page.root.find(".//main//p[@role='status']/strong").text == "1 change"
    rows = b"".join(client.get("/changes/?kind=assessment&format=csv")).decode("utf-8-sig")
    assert "We see no plan.,We see a plan.,from amber to green; the conclusion and the text have changed" in rows


def entries(client: Client, address: str) -> list[dict[str, Any]]:
    from xml.etree import ElementTree

    atom = {"a": "http://www.w3.org/2005/Atom"}
    root = ElementTree.fromstring(client.get(address).content)  # noqa: S314 (it is the site's own)
    return [
        {
            "title": entry.findtext("a:title", namespaces=atom),
            "summary": entry.findtext("a:summary", namespaces=atom),
            "link": entry.find("a:link", atom).get("href"),  # type: ignore[union-attr]
        }
        for entry in root.findall("a:entry", atom)
    ]


def test_the_feed_tells_a_correction_first_with_its_reason_and_leads_to_its_differences(
    client: Client, correction: Edition
) -> None:
    told = entries(client, "/changes/feed/")
    number = correction.number
    assert told[0]["title"] == f"{correction.period}: edition {number} corrects edition {number - 1}"
    assert told[0]["summary"] == f"<p>{correction.period}.</p><p>Why: {REASON}</p>"
    assert told[0]["link"] == f"http://testserver{correction.get_absolute_url()}differences/"
    assert (
        told[1]["title"]
        == "Recommendation 7: Explaining: from amber to green; the conclusion and the text have changed"
    )
    assert told[2]["title"].endswith(": still amber; the text has changed")
    assert entries(client, "/organisations/body/feed/")[0]["title"].startswith("Commitment 56 under recommendation 7")


@pytest.fixture
def dates() -> Edition:
    """A first date is another now, the one to which it moved moved from that, and one of another body is gone."""
    period = PeriodFactory(open_=True)
    before = PeriodFactory(open_=True, position_date=datetime.date(2014, 9, 30))
    mapping = MappingFactory(commitment__number=56, recommendation__number=7)
    of = {"commitment": mapping.commitment, "organisation": OrganisationFactory(name="The Body", slug="body")}
    first = TargetDateFactory(period=before, expected_on=datetime.date(2101, 3, 31), **of)
    late = {"number": 1, "previously_on": first.expected_on, "reason": "Late."}
    moved = TargetDateFactory(period=period, expected_on=datetime.date(2101, 6, 30), **late, **of)
    other = OrganisationFactory(name="The Other Body")
    gone = TargetDateFactory(period=period, commitment=mapping.commitment, organisation=other)
    first_edition(before)
    first_edition(period)
    corrected = datetime.date(2101, 5, 1)
    TargetDate.objects.filter(pk=first.pk).update(expected_on=corrected)
    TargetDate.objects.filter(pk=moved.pk).update(previously_on=corrected)
    gone.delete()
    sealed(before, REASON)
    return sealed(period, REASON)


def test_the_differences_tell_each_date_that_follows_a_correction(client: Client, dates: Edition) -> None:
    page = differences(client, dates)
    headings = [words_of(each) for each in page.root.iterfind(".//main//section/h2")]
    about = "Expected date of Commitment 56, The"
    assert headings == [f"{about} Body", f"{about} Other Body", "Files that differ"]
    assert "Still 30 June 2101; the date that it moved from has changed." in page.text
    assert "No date any more; before, 31 December 2100." in page.text
    assert marked(page, "del")[0] == "Taken out: [31 March 2101]"
    assert marked(page, "ins") == ["Put in: {1 May 2101}"]


def test_the_changes_tell_dates_by_what_became_of_them(client: Client, dates: Edition) -> None:
    page = read(client, f"/changes/?kind=target_date&period={dates.period.slug}")
    headings = [words_of(each) for each in page.root.iterfind(".//main//section/h4")]
    assert headings == ["Corrected: 1", "Taken out: 1"]
    (under,) = page.root.iterfind(".//main//select[@name='recommendation']/option[@value='7']")
    assert words_of(under).endswith("(2)")
    assert "The Body: still 30 June 2101 The date that it moved from has changed" in page.text


@pytest.mark.parametrize("asked", ["/changes/?recommendation=7&format=csv", "/api/v1/changes/?recommendation=7"])
def test_dates_are_changes_on_each_recommendation_that_asked_for_them(
    client: Client, dates: Edition, asked: str
) -> None:
    response = client.get(asked)
    told = (b"".join(response) if response.streaming else response.content).decode()
    assert told.count("Expected date of Commitment 56") == 3


def test_the_feeds_of_a_recommendation_and_of_a_body_tell_its_dates(client: Client, dates: Edition) -> None:
    for about in ("recommendations/7", "organisations/body"):
        titles = [entry["title"] for entry in entries(client, f"/{about}/feed/")]
        assert "Expected date of Commitment 56, The Body: from 31 March 2101 to 1 May 2101" in titles
