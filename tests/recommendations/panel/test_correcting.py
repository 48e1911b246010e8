"""The desk's pages of a correction: what stands beside what is to stand there, the words that differ marked."""

import re
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
from django.test import Client

from organisations.models import User
from recommendations.editions.correcting import agree_correction, correct_period, version_of, write_correction
from recommendations.models import Assessment, Correction, Edition
from tests.desk import address, browser_of
from tests.pages import words_of
from tests.publishing import Panel, published_period

pytestmark = pytest.mark.django_db

BEFORE = "Some progress"
MARKED = "Taken out: [Some]. Put in: {Quick}. progress"


@pytest.fixture
def panel() -> Panel:
    return Panel()


@pytest.fixture
def assessment(panel: Panel) -> Assessment:
    row: Assessment = published_period(panel).period.assessments.get()
    return row


def written(assessment: Assessment, panel: Panel, **values: Any) -> Correction:
    values = values or {"conclusion": "Quick progress"}
    return write_correction(row=assessment, values=values, reason="A sample.", by=panel.member)


def published(correction: Correction, panel: Panel) -> Edition:
    agree_correction(correction=correction, by=panel.chair, seen=version_of(correction))
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
