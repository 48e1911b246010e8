"""The report as one PDF: what it is like, how it is kept, and what a visitor is told where there is none."""

import fcntl
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pypdf import PdfReader
from pypdf.generic import IndirectObject
from pytest_django import DjangoDbBlocker

from organisations.models import ToolkitReturn
from recommendations.editions.document import SealedReport
from recommendations.models import Period
from recommendations.report.pdf import kept, make, whole
from tests.factories import PeriodFactory
from tests.kept import Kept
from tests.pages import read
from tests.publishing import sealed

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.skipif(not make.available(), reason="weasyprint, or Debian's pango, is not installed")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "reports")
    return tmp_path / "reports"


# What it is like


@pytest.fixture(scope="module")
def pdf(kept_record: Kept, django_db_blocker: DjangoDbBlocker) -> PdfReader:
    """The report on the record of 2014, made once and with most of the toolkit's rows left out: it takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        kept_record.put_back()
        ToolkitReturn.objects.exclude(table__organisation_type__position=1).delete()
        html = whole.html_of(SealedReport(sealed(Period.objects.get())))
        transaction.set_rollback(True)
    return PdfReader(io.BytesIO(make.pdf_from(html, whole._style(), "0" * 32)))


def bookmarks(outline: Any) -> Iterator[Any]:
    for item in outline:
        if isinstance(item, list):
            yield from bookmarks(item)
        else:
            yield item


def page_of(pdf: PdfReader, title: str) -> int:
    """The number of the page to which a bookmark leads, from 1."""
    (found,) = [bookmark for bookmark in bookmarks(pdf.outline) if bookmark.title.startswith(title)]
    return 1 + (pdf.get_destination_page_number(found) or 0)


def words_on(pdf: PdfReader, page: int) -> str:
    return " ".join(pdf.pages[page - 1].extract_text().split())


@needs_pango
def test_it_is_tagged_and_tells_its_language_and_title(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Report on the position at 30 September 2014, edition 2"
    assert pdf.metadata.author == "Caldicott2 progress tracker"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def elements(element: Any) -> Iterator[tuple[Any, str]]:
    """All elements of the tree of tags below this one, each with the kind of the one that it is in."""
    for kid in (each.get_object() for each in element["/K"]):
        if isinstance(kid, dict) and kid["/Type"] == "/StructElem":
            yield kid, element.get("/S", "")
            yield from elements(kid)


@needs_pango
def test_a_table_has_its_name_and_rows_and_every_head_says_what_it_is_the_head_of(pdf: PdfReader) -> None:
    tags = list(elements(pdf.trailer["/Root"]["/StructTreeRoot"]))  # type: ignore[index]
    assert {tag["/S"] for tag, above in tags if above == "/Table"} == {"/Caption", "/THead", "/TBody"}
    assert {tag["/A"]["/Scope"] for tag, above in tags if tag["/S"] == "/TH"} == {"/Column", "/Row"}
    first = next(tag for tag, above in tags if tag["/S"] == "/TBody")
    assert {tag["/A"]["/Scope"] for tag, above in elements(first) if tag["/S"] == "/TH"} == {"/Row"}


@needs_pango
def test_the_name_and_the_number_below_a_page_are_no_part_of_what_is_read_out(pdf: PdfReader) -> None:
    tree: Any = pdf.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    told = {tag.indirect_reference for tag, above in elements(tree)}
    for number, page in enumerate(pdf.pages):
        content = page.get_contents()
        assert content is not None
        assert content.get_data().count(b"<</Type /Pagination>>") == 2, number + 1
        parts = [part for part in tree["/ParentTree"]["/Nums"][2 * number + 1] if isinstance(part, IndirectObject)]
        assert set(parts) <= told


@needs_pango
def test_its_links_stand_on_paper_as_well(pdf: PdfReader) -> None:
    links = [each.get_object() for page in pdf.pages for each in page.get("/Annots", [])]
    assert len(links) > 100
    assert {link["/F"] for link in links} == {4}


@needs_pango
def test_every_section_is_a_bookmark(pdf: PdfReader) -> None:
    found = [bookmark.title for bookmark in bookmarks(pdf.outline)]
    numbers = [title.split()[0] for title in found if title[0].isdigit()]
    assert numbers == [*(f"1.{n}" for n in range(1, 28)), "2.1", "2.2", *(f"3.{n}" for n in range(1, 7))]
    assert [title.split(":")[0] for title in found if title.startswith("Annex")] == ["Annex 1", "Annex 2", "Annex 3"]


@needs_pango
@pytest.mark.parametrize("section", ["1.5 Recommendation 5", "2.2 Table B", "3.6 Other printed"])
def test_its_contents_give_the_page_of_every_section(pdf: PdfReader, section: str) -> None:
    contents = words_on(pdf, page_of(pdf, "Contents"))
    line = contents[contents.index(section) :]
    given = re.search(r"\.{3,} ?(\d+)", line)
    assert given is not None
    assert int(given[1]) == page_of(pdf, section)
    assert section in words_on(pdf, int(given[1]))


@needs_pango
def test_its_fonts_are_all_within_it(pdf: PdfReader) -> None:
    fonts = {font for page in pdf.pages for font in page["/Resources"]["/Font"].values()}  # type: ignore[index]
    described: list[Any] = [font.get_object()["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert described
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in described)


@needs_pango
def test_its_words_can_be_read_out(pdf: PdfReader) -> None:
    assert "the system should have done better" in words_on(pdf, 1)
    assert f"Page 1 of {len(pdf.pages)}" in words_on(pdf, 1)
    assert "People should be able to see" in words_on(pdf, page_of(pdf, "1.1 "))
    assert "10-114" in words_on(pdf, page_of(pdf, "3.1"))


@needs_pango
def test_the_same_report_is_the_same_file() -> None:
    html, style = "<html lang=en><title>A report</title><h1>A report</h1><p>Words</p>", "h1 { color: #0b3c49 }"
    assert make.pdf_from(html, style, "1") == make.pdf_from(html, style, "1")


@needs_pango
@pytest.mark.parametrize("address", ["https://example.org/a.png", "file:///etc/hostname", "data:image/png;base64,AA"])
def test_nothing_is_fetched_for_it(address: str) -> None:
    with pytest.raises(RuntimeError, match="fetches nothing"):
        make.pdf_from(f'<img src="{address}" alt="">', "", "1")
    with pytest.raises(RuntimeError, match="fetches nothing"):
        make.pdf_from("<p>Words", f"p {{ background: url({address}) }}", "1")


# How it is kept


def test_it_is_made_once_for_the_same_content() -> None:
    assert kept.kept("2014-09-30", "a", lambda: b"first") == b"first"
    assert kept.kept("2014-09-30", "a", lambda: b"second") == b"first"


def test_other_content_takes_the_place_of_what_was_kept(folder: Path) -> None:
    for name, digest in (("2014-09-30", "a"), ("2015-09-30", "a"), ("2014-09-30", "b")):
        kept.kept(name, digest, lambda: b"made")
    assert sorted(path.name for path in folder.glob("*.pdf")) == ["2014-09-30-b.pdf", "2015-09-30-a.pdf"]


def test_while_one_is_made_nobody_waits_for_another(folder: Path) -> None:
    kept.kept("2014-09-30", "a", lambda: b"kept")
    with (folder / "making").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        with pytest.raises(kept.Busy):
            kept.kept("2015-09-30", "a", lambda: b"never made")
        assert kept.kept("2014-09-30", "a", lambda: b"") == b"kept"
    assert kept.kept("2015-09-30", "a", lambda: b"made") == b"made"


def test_what_could_not_be_made_is_not_kept(folder: Path) -> None:
    def fails() -> bytes:
        raise RuntimeError("out of ink")

    with pytest.raises(RuntimeError):
        kept.kept("2014-09-30", "a", fails)
    assert list(folder.glob("2014*")) == []
    assert kept.kept("2014-09-30", "a", lambda: b"made") == b"made"


# What a visitor gets


@pytest.fixture
def address(db: None) -> str:
    return f"/periods/{sealed(PeriodFactory()).period.slug}/report.pdf"


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a file that is none, so that nobody waits for it."""
    monkeypatch.setattr(make, "_weasyprint", lambda: type("Library", (), {"__version__": "1"}))
    monkeypatch.setattr(make, "pdf_from", lambda html, style, identifier: b"%PDF-sample")


@pytest.mark.usefixtures("quickly")
def test_a_visitor_gets_a_file_with_a_name_that_may_be_kept(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.content == b"%PDF-sample"
    assert response["Content-Type"] == "application/pdf"
    assert f'filename="caldicott2-report-{address.split("/")[2]}-edition-2.pdf"' in response["Content-Disposition"]
    assert response["Cache-Control"] == "public, max-age=300"
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.usefixtures("quickly")
def test_what_the_file_is_kept_for_is_all_that_stands_in_it(client: Client, address: str) -> None:
    before = client.get(address)["ETag"]
    assert client.get(address)["ETag"] == before
    Period.objects.update(note="Told later.")
    assert client.get(address)["ETag"] == before
    sealed(Period.objects.get(), reason="A note was missing.")
    assert client.get(address)["ETag"] != before


@pytest.mark.usefixtures("quickly")
def test_the_file_of_each_edition_is_kept_whichever_is_asked_for(client: Client, address: str, folder: Path) -> None:
    period = Period.objects.get()
    older = f"{period.editions.get(number=2).get_absolute_url()}report.pdf"
    sealed(period, reason="A slip.")
    for asked in (older, address, older):
        assert client.get(asked).status_code == 200
    names = [path.name.rpartition("-")[0] for path in folder.glob("*.pdf")]
    assert sorted(names) == [f"{period.slug}-edition-{number}" for number in (2, 3)]


@pytest.mark.usefixtures("quickly")
def test_who_asks_while_another_is_made_is_told_to_ask_again(client: Client, address: str, folder: Path) -> None:
    folder.mkdir()
    with (folder / "making").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        page = read(client, address, status=503)
    assert page.response["Retry-After"] == "30"
    assert page.links[address.replace(".pdf", "/")] == "report on pages"


@pytest.mark.usefixtures("quickly")
def test_the_report_leads_to_it(client: Client, address: str) -> None:
    assert address in read(client, address.replace(".pdf", "/")).links


def test_where_it_cannot_be_made_nothing_leads_to_it_and_its_address_says_so(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "_weasyprint", lambda: None)
    assert address not in read(client, address.replace(".pdf", "/")).links
    page = read(client, address, status=404)
    assert "This site does not make PDFs" in page.title
    assert page.links[address.replace(".pdf", "/")] == "report stands on pages"
