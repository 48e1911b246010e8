"""Sealed editions in public: each at its address for good, its bytes as they were hashed, and a check that works."""

import hashlib
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from recommendations.models import Assessment, Edition, Period
from tests.factories import AssessmentFactory, EditionFactory, PeriodFactory, UserFactory
from tests.pages import read
from tests.publishing import sealed

pytestmark = pytest.mark.django_db

HERE = "/periods/2014-09-30/editions/1/"
REASON = "The printed conclusion was another."


def sent(client: Client, address: str) -> bytes:
    response: Any = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response)


def code(client: Client, address: str) -> list[str]:
    """What stands on a page to be typed, block by block."""
    return ["".join(block.itertext()) for block in read(client, address).root.iterfind(".//main//pre")]


def first_and_second() -> tuple[Edition, Edition]:
    """An edition, and the one that corrected it."""
    assessment = AssessmentFactory(conclusion="Slow", recommendation__number=7)
    first = sealed(assessment.period)
    Assessment.objects.update(conclusion="Quick")
    return first, sealed(assessment.period, REASON)


@pytest.mark.usefixtures("record")
def test_an_edition_tells_what_it_says_from_its_own_bytes(client: Client) -> None:
    Assessment.objects.update(conclusion="Never published")
    page = read(client, HERE)
    assert "Good progress on 6 of 26 recommendations. 80 reports that tell something, and 15 rows" in page.text
    assert "On 17 of 84 commitments and expectations nothing is reported." in page.section("missing")
    assert ["1. Audit trail", "Green", "Good progress"] in page.rows
    assert "the system should have done better" in page.section("concluded")
    assert "Never published" not in page.text


@pytest.mark.usefixtures("record")
def test_an_edition_lists_its_manifest_and_leads_to_the_bytes_of_every_file(client: Client) -> None:
    edition = Edition.objects.get()
    page = read(client, HERE)
    assert edition.manifest_sha256 in page.text
    for line in edition.manifest.splitlines():
        digest, name = line.split("  ")
        assert digest in page.section("files")
        assert page.links[f"{HERE}files/{name}"] == name
    assert page.links[f"{HERE}SHA256SUMS"]


@pytest.mark.usefixtures("record")
def test_every_file_is_served_as_the_bytes_that_were_hashed(client: Client) -> None:
    manifest = sent(client, f"{HERE}SHA256SUMS")
    assert hashlib.sha256(manifest).hexdigest() == Edition.objects.get().manifest_sha256
    for line in manifest.decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(sent(client, f"{HERE}files/{name}")).hexdigest() == digest


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("SHA256SUMS", "text/plain; charset=utf-8"),
        ("files/assessments.csv", "text/csv; charset=utf-8; header=present"),
        ("files/report/cover.json", "application/json"),
    ],
)
def test_bytes_are_kept_for_good_known_by_their_digest_and_cannot_run(
    client: Client, name: str, media_type: str
) -> None:
    response = client.get(f"{HERE}{name}")
    assert response["Content-Type"] == media_type
    assert response["ETag"] == f'"{hashlib.sha256(b"".join(response)).hexdigest()}"'
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    for known, tells in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")):
        again = client.get(f"{HERE}{name}", headers={tells: response[known]})
        assert again.status_code == 304
    assert "Set-Cookie" not in response


@pytest.mark.usefixtures("record")
def test_the_archive_has_the_manifest_and_all_files_and_is_always_the_same(client: Client) -> None:
    response = client.get(f"{HERE}edition.zip")
    packed = b"".join(response)
    assert response["Content-Length"] == str(len(packed))
    assert 'filename="caldicott2-2014-09-30-edition-1.zip"' in response["Content-Disposition"]
    assert packed == sent(client, f"{HERE}edition.zip")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        edition = Edition.objects.get()
        names = ["SHA256SUMS", *(line.split("  ")[1] for line in edition.manifest.splitlines())]
        assert archive.namelist() == names
        assert archive.read("SHA256SUMS").decode() == edition.manifest
    assert client.get(f"{HERE}edition.zip", headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.usefixtures("record")
def test_the_commands_on_the_page_find_an_edition_whole_and_a_changed_byte(client: Client, tmp_path: Path) -> None:
    """The download itself is done by the test: it has no site that a command could ask."""
    if not (shutil.which("unzip") and shutil.which("sha256sum")):
        pytest.skip("unzip or sha256sum is not installed")
    commands, expected, looked_up, line = (block.strip() for block in code(client, HERE))
    download, unpack, enter, *check = commands.splitlines()
    _, _, name, address = download.split()
    assert download.startswith("curl --output ")
    (tmp_path / name).write_bytes(sent(client, address.removeprefix("http://testserver")))
    script = "\n".join(["set -e", unpack, enter, *check])

    told = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S607
    assert told.stdout.splitlines()[-1] == expected
    assert told.stdout.count(": OK\n") == Edition.objects.get().files.count()
    known, _, look_up = looked_up.removeprefix("curl --silent ").partition(" | ")
    (tmp_path / "known").write_bytes(sent(client, known.removeprefix("http://testserver")))
    script = f"{enter} && cat ../known | {look_up}"
    told = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S607
    assert told.stdout == f"{line}\n"

    changed = tmp_path / enter.split()[1] / "assessments.csv"
    changed.write_bytes(changed.read_bytes().replace(b"Good", b"Poor", 1))
    failed = subprocess.run(  # noqa: S602
        f"{enter} && {check[0]}", shell=True, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert failed.returncode
    assert "assessments.csv: FAILED" in failed.stdout


def test_an_edition_says_by_whom_it_was_published_in_words_of_the_role(client: Client) -> None:
    last = sealed(PeriodFactory())
    period = last.period
    by = UserFactory(name="Sample chair", email="chair@example.org")
    EditionFactory(period=period, published_by=by, number=last.number + 1)
    assert "by those who keep this site" in read(client, last.get_absolute_url()).text
    told = client.get("/api/v1/editions/").content.decode() + sent(client, "/periods/editions/").decode()
    assert "Sample chair" not in told
    assert "chair@example.org" not in told


def test_an_edition_that_is_superseded_says_by_which_and_why_and_stays(client: Client) -> None:
    first, second = first_and_second()
    page = read(client, first.get_absolute_url())
    assert f"Edition {first.number} is superseded." in page.text
    assert f"Why: {REASON}" in page.text
    assert page.links[second.get_absolute_url()] == f"edition {second.number}"
    assert page.links[f"{second.get_absolute_url()}differences/"]
    assert "Slow" in page.section("concluded")

    current = read(client, second.get_absolute_url())
    assert "superseded" not in current.text
    assert "Status Current" in current.text
    assert f"Why {REASON}" in current.text
    assert "Quick" in current.section("concluded")


def test_the_period_and_its_report_say_which_edition_they_are(client: Client) -> None:
    first, second = first_and_second()
    period = second.period.get_absolute_url()
    for address in (period, f"{period}report/"):
        page = read(client, address)
        assert f"Edition {second.number}, published here on" in page.text
        assert f"corrects edition {first.number}. Why: {REASON}" in page.text
        assert page.links[f"{second.get_absolute_url()}differences/"] == "What it changed"


@pytest.mark.parametrize("part", ["", "annex-1/", "annex-2/", "annex-3/"])
def test_the_report_of_an_older_edition_stays_marked_and_names_the_current_one(client: Client, part: str) -> None:
    first, second = first_and_second()
    current = f"{second.period.get_absolute_url()}report/{part}"
    old = read(client, f"{first.get_absolute_url()}report/{part}")
    assert f"Edition {first.number} is superseded." in old.text
    assert old.root.find(".//link[@rel='canonical']").get("href") == f"http://testserver{current}"
    inside = [link for link in old.links if "/report/annex" in link]
    assert inside
    assert all(link.startswith(first.get_absolute_url()) for link in inside)
    new = read(client, f"{second.get_absolute_url()}report/{part}")
    assert "superseded" not in new.text
    assert new.root.find(".//link[@rel='canonical']").get("href") == f"http://testserver{current}"
    if part in ("", "annex-1/"):
        assert ("Slow" in old.text, "Quick" in old.text) == (True, False)
        assert ("Slow" in new.text, "Quick" in new.text) == (False, True)


def test_the_list_of_hashes_has_every_edition_in_the_order_of_the_chain(client: Client) -> None:
    first_and_second()
    sealed(PeriodFactory(), "Another.")
    expected = [
        f"{each.manifest_sha256}  {each.period.slug}/{each.number}" for each in Edition.objects.order_by("place")
    ]
    response = client.get("/periods/editions.sha256")
    assert response.content.decode().splitlines() == expected
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    page = read(client, "/periods/editions/")
    assert all(edition.manifest_sha256 in page.text for edition in Edition.objects.all())
    assert page.links["/periods/editions.sha256"]


def test_the_list_of_editions_is_narrowed_by_period_and_given_as_a_file(client: Client) -> None:
    _, second = first_and_second()
    other = sealed(PeriodFactory())
    narrowed = f"/periods/editions/?period={other.period.slug}"
    assert client.get(f"/periods/{other.period.slug}/editions/")["Location"] == narrowed
    page = read(client, narrowed)
    assert other.manifest_sha256 in page.text
    assert second.manifest_sha256 not in page.text
    rows = sent(client, f"{narrowed}&format=csv").decode("utf-8-sig").splitlines()
    assert rows[0] == "period,number,published_at,reason,superseded_by,manifest_sha256,previous_sha256"
    assert len(rows) == 1 + other.period.editions.count()


PARTS = (
    "", "SHA256SUMS", "files/", "files/edition.json", "edition.zip", "differences/", "report/", "report/annex-1/",
    "report.pdf",
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_an_edition_that_is_not_there_is_not_found(client: Client, part: str) -> None:
    period = sealed(PeriodFactory()).period
    assert client.get(f"/periods/{period.slug}/editions/99/{part}").status_code == 404
    assert client.get(f"/periods/{period.slug}/editions/{10**30}/{part}").status_code == 404
    assert client.get(f"/periods/1999-09-30/editions/1/{part}").status_code == 404


@pytest.mark.parametrize("name", ["nothing.csv", "../SHA256SUMS", "report/", "report/cover.json/", "REPORT/cover.json"])
def test_a_file_that_an_edition_does_not_have_is_not_found(client: Client, name: str) -> None:
    edition = sealed(PeriodFactory())
    assert client.get(f"{edition.get_absolute_url()}files/{name}").status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_nothing_of_an_edition_shows_while_its_period_is_not_published(client: Client, part: str) -> None:
    """No edition is of such a period; if one ever were, it would not leave."""
    edition = sealed(AssessmentFactory(conclusion="Slow").period)
    Period.objects.update(state=Period.State.CLOSED, opens_on="2101-09-01", due_on="2101-09-30")
    assert client.get(f"{edition.get_absolute_url()}{part}").status_code == 404
    assert client.get("/periods/editions.sha256").content == b""
    assert edition.manifest_sha256 not in read(client, "/periods/editions/").text
    assert "editions/" not in client.get("/sitemap-editions.xml").content.decode()


def test_editions_are_found_by_search_engines_and_by_what_people_call_them(client: Client) -> None:
    edition = sealed(PeriodFactory())
    assert edition.get_absolute_url() in client.get("/sitemap-editions.xml").content.decode()
    assert "/periods/editions/" in read(client, "/search/?q=checksums").links
    assert "/periods/editions/" in read(client, "/data/").links


@pytest.mark.parametrize("number", [1, 60])
@pytest.mark.parametrize(
    ("address", "queries"), [("{edition}", 3), ("{edition}differences/", 4), ("/periods/editions/", 3)]
)
def test_it_costs_the_same_for_few_and_many(
    client: Client, django_assert_max_num_queries: Callable[[int], Any], number: int, address: str, queries: int
) -> None:
    period = PeriodFactory()
    AssessmentFactory.create_batch(number, period=period)
    sealed(period)
    Assessment.objects.update(summary="Other words.")
    edition = sealed(period, REASON)
    with django_assert_max_num_queries(queries):
        read(client, address.format(edition=edition.get_absolute_url()))
