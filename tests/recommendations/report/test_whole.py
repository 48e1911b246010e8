"""The whole report in one file, before it becomes a PDF: what is in it, and where its links lead."""

from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
from django.test import Client

from recommendations.editions.document import SealedReport
from recommendations.models import Edition
from recommendations.report.pdf.whole import html_of
from tests.factories import MappingFactory, PeriodFactory
from tests.pages import read, words_of
from tests.publishing import sealed


def parsed(html: str) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def sections(root: Any) -> dict[str, str]:
    """The words of every section, by its anchor."""
    return {
        section.get("aria-labelledby"): words_of(section)
        for section in root.iterfind(".//section")
        if section.get("class") != "app-document__annex"
    }


@pytest.mark.usefixtures("record")
def test_it_has_what_the_pages_have_word_for_word(client: Client) -> None:
    report = SealedReport(Edition.objects.get())
    here = f"{report.period.get_absolute_url()}report/"
    addresses = [here]
    for page in (page for annex in report.contents.annexes for page in annex.pages):
        addresses.append(f"{here}annex-{page.annex}/" + (f"part-{page.part}/" if page.part > 1 else ""))
    shown: dict[str, str] = {}
    for address in addresses:
        shown |= sections(read(client, address).root)
    del shown["cite"]  # how to cite the report is told beside it

    assert sections(parsed(html_of(report))) == shown
    assert len(shown) == 3 + 27 + 2 + 6


@pytest.mark.usefixtures("record")
def test_every_link_stays_within_it() -> None:
    root = parsed(html_of(SealedReport(Edition.objects.get())))
    links = [link.get("href") for link in root.iterfind(".//a")]
    ids = [element.get("id") for element in root.iter() if element.get("id")]

    assert len(links) > 100
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_what_people_wrote_cannot_become_a_link_or_be_taken_for_one() -> None:
    text = 'See <a href="/periods/">here</a> and </td>'
    MappingFactory(commitment__summary=text)
    root = parsed(html_of(SealedReport(sealed(PeriodFactory()))))
    assert text in words_of(root)
