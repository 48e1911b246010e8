"""The desk's pages of a correction: what stands beside what is to stand there, the words that differ marked."""

import re
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
from django.test import Client

from organisations.models import User
from recommendations.editions.correcting import correct_period, write_correction
from recommendations.models import Assessment, Correction, Edition, ProgressReport
from tests.correcting import agreed_by_chair
from tests.desk import address, browser_of
from tests.pages import words_of
from tests.publishing import Panel, published_period
from tests.returning import Desk

pytestmark = pytest.mark.django_db

BEFORE = "Some progress"
MARKED = "Taken out: [Some]. Put in: {Quick}. progress"


@pytest.fixture
def assessment(panel: Panel) -> Assessment:
    row: Assessment = published_period(panel).period.assessments.get()
    return row


def written(assessment: Assessment, panel: Panel, **values: Any) -> Correction:
    values = values or {"conclusion": "Quick progress"}
    return write_correction(row=assessment, values=values, reason="A sample.", by=panel.member)


def published(correction: Correction, panel: Panel) -> Edition:
    agreed_by_chair(correction, panel)
    return correct_period(period=correction.period, reason="A sample.", by=panel.chair)


def of(person: User) -> Client:
    person.is_staff = True
    person.save()
    return browser_of(person)


def words_in(response: Any) -> str:
    return words_of(html5lib.parse(response.text, namespaceHTMLElements=False).find(".//body"))


def test_before_it_is_agreed_the_words_that_differ_are_marked(assessment: Assessment, panel: Panel) -> None:
    correction = written(assessment, panel)
    for client, where in (
        (of(panel.observer), address(Correction, "change", correction.pk)),
        (of(panel.chair), address(Correction, "act", correction.pk, "agree")),
        (of(panel.member), address(Assessment, "correct", assessment.pk)),
    ):
        assert MARKED in words_in(client.get(where))


def test_once_published_it_says_what_stood_there_before_and_leads_to_the_differences(
    assessment: Assessment, panel: Panel
) -> None:
    edition = published(written(assessment, panel), panel)
    page = of(panel.observer).get(address(Correction, "change", Correction.objects.get().pk))
    assert f'href="{edition.get_absolute_url()}differences/"' in page.text
    assert f"Published before {BEFORE} Corrected to Quick progress" in words_in(page)
    assert MARKED in words_in(page)


def test_what_stood_there_is_what_its_own_edition_corrected(assessment: Assessment, panel: Panel) -> None:
    first = written(assessment, panel)
    published(first, panel)
    assessment.refresh_from_db()
    second = written(assessment, panel, conclusion="Quicker progress")
    published(second, panel)
    client = of(panel.observer)
    for correction, before in ((first, BEFORE), (second, "Quick progress")):
        page = client.get(address(Correction, "change", correction.pk))
        assert f"Published before {before} Corrected to" in words_in(page)


def test_what_was_typed_and_refused_stands_beside_what_is_published(assessment: Assessment, panel: Panel) -> None:
    typed = {"summary": "<i>A slow</i> summary.", "conclusion": "Quick progress", "rating": "amber", "reason": ""}
    answer = of(panel.member).post(address(Assessment, "correct", assessment.pk), typed)
    assert MARKED in words_in(answer)
    assert "Published (nothing) To be corrected to <i>A slow</i> summary." in words_in(answer)
    assert re.search(r'<textarea name="summary"[^>]*>\s*&lt;i&gt;A slow', answer.text)
    assert not Correction.objects.exists()


def test_where_nothing_is_written_yet_nothing_is_said_to_differ(assessment: Assessment, panel: Panel) -> None:
    answer = of(panel.member).get(address(Assessment, "correct", assessment.pk))
    assert "to differ" not in answer.text


@pytest.fixture
def report(panel: Panel) -> ProgressReport:
    """One that an organisation gave, with one piece of evidence."""
    desk = Desk.make()
    desk.save()
    desk.submit()
    desk.accept()
    row = desk.report
    published_period(panel, desk)
    row.refresh_from_db()
    return row


def typed(report: ProgressReport, *links: dict[str, str], **values: str) -> dict[str, str]:
    """What the form sends: as it stands, but for these; the links are the whole list."""
    fields = ("self_rating", "summary", "official_wording", "done", "next_steps", "nil_reason", "note", "expected_on")
    sent = {name: str(getattr(report, name) or "") for name in fields} | {"footnotes": "", "reason": "A sample."}
    sent |= {"evidence-TOTAL_FORMS": str(len(links)), "evidence-INITIAL_FORMS": "1"}
    for place, link in enumerate(links):
        sent |= {f"evidence-{place}-{name}": value for name, value in link.items()}
    return {**sent, **values}


GUIDE = {"title": "Sample guide", "url": "HTTPS://example.org/guide", "page": "", "about_on": "2090-09-01"}
EMPTY = dict.fromkeys(GUIDE, "")


def test_the_form_has_the_evidence_row_by_row_and_takes_the_whole_list(report: ProgressReport, panel: Panel) -> None:
    client, where = of(panel.secretariat), address(ProgressReport, "correct", report.pk)
    page = client.get(where).text
    assert 'value="https://example.org/guidance"' in page
    assert page.count('name="evidence-2-url"') == 1
    answer = client.post(where, typed(report, EMPTY, GUIDE, expected_on="2091-05-01"))
    correction = Correction.objects.get()
    assert answer.headers["Location"] == address(Correction, "change", correction.pk)
    kept = {**GUIDE, "url": "https://example.org/guide"}
    assert correction.values == {"expected_on": "2091-05-01", "evidence": [kept]}
    shown = words_in(client.get(answer.headers["Location"]))
    assert "Published 31 March 2091 To be corrected to 1 May 2091" in shown
    assert "Sample guide, about 2090-09-01, https://example.org/guide" in shown
    assert 'value="Sample guide"' in client.get(where).text
    edition = published(correction, panel)
    page = words_in(Client().get(f"{edition.get_absolute_url()}differences/"))
    assert "Taken out: [31 March 2091]" in page
    assert "Put in: {1 May 2091}" in page
    assert "the expected date and the evidence have changed" in page
    stood = words_in(client.get(address(Correction, "change", correction.pk)))
    assert "Published before Sample guidance, about 2090-09-01, https://example.org/guidance Corrected to" in stood


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"url": "example"}, "give the whole address"),
        ({"url": ""}, "Say where it leads"),
        ({"title": ""}, "Say its title"),
        ({"about_on": ""}, "Say the date that it is about"),
        ({"about_on": "soon"}, "Enter a valid date"),
    ],
)
def test_evidence_that_cannot_stand_is_told_at_its_row_and_nothing_typed_is_lost(
    report: ProgressReport, panel: Panel, wrong: dict[str, str], says: str
) -> None:
    link = {**GUIDE, **wrong, "page": "What I typed"}
    sent = typed(report, EMPTY, link, done="What I wrote.")
    answer = of(panel.secretariat).post(address(ProgressReport, "correct", report.pk), sent)
    assert answer.status_code == 200
    assert says in answer.text
    assert 'value="What I typed"' in answer.text
    assert "What I wrote.</textarea>" in answer.text
    assert not Correction.objects.exists()
