"""A text that was taken comes back as it went in on every face: at the desk, in public, in files, over the API."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from recommendations.models import ProgressReport
from recommendations.reporting.forms import NARRATIVE
from tests.pages import read
from tests.publishing import publish_past_all_rules, sealed
from tests.returning import PROGRESS, Desk

pytestmark = pytest.mark.django_db

TEXTS = {
    "markup": "<script>alert('sample')</script> & <b>bold</b> &amp; {{ 7 * 7 }} {% if %}",
    "a formula": '=HYPERLINK("https://example.org","Sample")',
    "other formulas": "+1\n-2\n@SUM(A1)\t=1",
    "other scripts": "Čeština, 日本語, עברית, العربية, 𝒳🙂👩‍⚕️ é é",
    "marks of direction": "sample \u202eelpmas\u202c and \u2066more\u2069",
    "ends of lines": "One.\n\nTwo.\n  Three, set in.\nFour.\u2028Five.",
    "the longest": "x" * (NARRATIVE - 1) + "y",
}


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


@pytest.fixture
def published(desk: Desk, text: str) -> Desk:
    """The text as narrative and as what was done, typed in a browser, submitted, accepted and published."""
    client = Client()
    client.force_login(desk.reporter)
    typed = {**PROGRESS, "narrative": text.replace("\n", "\r\n"), "done": text[:2000], "version": "0"}
    here = f"/returns/{desk.organisation.slug}/{desk.period.slug}/{desk.commitment.number}/"
    assert client.post(here, typed).status_code == 302
    desk.submit()
    desk.accept()
    with transaction.atomic():
        publish_past_all_rules(desk.period)
        sealed(desk.period)
    return desk


def squeezed(text: str) -> str:
    """As a page runs the words together."""
    return " ".join(text.split())


def test_it_comes_back_at_the_desk(published: Desk, text: str) -> None:
    client = Client()
    client.force_login(published.officer)
    root = f"/returns/{published.organisation.slug}/"
    page = read(client, f"{root}{published.period.slug}/{published.commitment.number}/")
    assert squeezed(text) in page.text
    receipt = published.organisation.receipts.get()
    name = receipt.manifest.split()[1]
    content = json.loads(client.get(f"{root}receipts/{receipt.reference}/{name}").content)
    assert content["narrative"] == text
    rows = list(csv.DictReader(io.StringIO(streamed(client, f"{root}history/?format=csv"))))
    assert unescaped(rows[0]["narrative"]) == text


def test_it_comes_back_in_public(published: Desk, text: str, client: Client) -> None:
    for address in (published.commitment.get_absolute_url(), published.organisation.get_absolute_url()):
        assert squeezed(text) in read(client, address).text, address
    told = client.get("/api/v1/progress-reports/").json()["results"]
    assert [(each["narrative"], each["done"]) for each in told] == [(text, text[:2000])]


@pytest.mark.django_db(transaction=True)  # the package is read in a transaction of its own
def test_it_comes_back_in_files(published: Desk, text: str, client: Client, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(streamed(client, "/reports/?format=csv"))))
    assert unescaped(rows[0]["narrative"]) == text
    answer: Any = client.get("/reports/?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    answer.close()
    assert sheet is not None
    heading, row = list(sheet.iter_rows(values_only=True))[:2]
    assert dict(zip(heading, row, strict=True))["narrative"] == text
    call_command("export_record", str(tmp_path / "package"), verbosity=0)
    with (tmp_path / "package" / "progress_reports.csv").open(newline="", encoding="utf-8-sig") as file:
        assert [each["official_wording"] for each in csv.DictReader(file)] == [text]
    assert ProgressReport.objects.get().official_wording == text


def streamed(client: Client, address: str) -> str:
    answer: Any = client.get(address)
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def unescaped(cell: str) -> str:
    """Without the sign that keeps a spreadsheet from reading a text as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t" else cell
