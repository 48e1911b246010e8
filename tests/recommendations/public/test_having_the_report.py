"""How people have a period's report on paper or as one file: both pages that lead to it say so."""

import re

import pytest
from django.test import Client

from recommendations.report.pdf import make
from tests.conftest import ROOT
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

PERIOD = "/periods/2014-09-30/"
LEADING = [PERIOD, f"{PERIOD}report/"]
PARTS = [f"{PERIOD}report/{part}/" for part in (
    "annex-1", "annex-1/part-2", "annex-1/part-3", "annex-2", "annex-3", "annex-3/part-2"
)]  # fmt: skip


@pytest.fixture(params=[True, False], ids=["with the extra", "without it"])
def extra(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether PDFs can be made here."""
    there: bool = request.param
    monkeypatch.setattr(make, "_weasyprint", lambda: type("Library", (), {"__version__": "1"}) if there else None)
    return there


@pytest.mark.parametrize("address", LEADING)
def test_a_reader_is_told_how_many_parts_there_are_and_how_to_have_them_all(
    client: Client, extra: bool, address: str
) -> None:
    page = read(client, address)
    assert "It is a cover and 6 parts, each a page that prints by itself." in page.text
    assert (f"{PERIOD}report.pdf" in page.links) is extra
    assert ("This site makes no PDF of it: print the pages, or choose “Save as PDF”" in page.text) is not extra


def test_there_are_as_many_parts_as_are_told(client: Client) -> None:
    found = re.findall(rf'href="({PERIOD}report/annex[^"#]*)', client.get(f"{PERIOD}report/").content.decode())
    assert set(found) == set(PARTS)
    for address in PARTS:
        read(client, address)


def test_who_asks_the_report_for_its_pdf_is_led_there(client: Client, extra: bool) -> None:
    response = client.get(f"{PERIOD}report/?format=pdf")
    assert (response.status_code, response["Location"]) == (302, f"{PERIOD}report.pdf")


def test_the_readme_says_how_many_parts_and_where_the_extra_is_told() -> None:
    readme, deployment = ((ROOT / name).read_text() for name in ("README.md", "docs/deployment.md"))
    assert "a cover and six parts" in readme
    assert "docs/deployment.md#reports-as-pdf" in readme
    assert "\n## Reports as PDF\n" in deployment
    assert "requirements-pdf.txt" in readme
