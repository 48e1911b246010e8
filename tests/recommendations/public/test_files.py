"""Every list as a file: the rows of all its pages, in the same order, and nothing else."""

import csv
import datetime
import importlib
import io
import pkgutil
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook  # type: ignore[import-untyped]

import organisations.public.views
import recommendations.public.views
from caldicott.govuk.words import date_in_words
from caldicott.lists import PublicList, paging, public_list
from caldicott.tables.comma_separated import BYTE_ORDER_MARK
from recommendations.models import Change, Commitment
from tests.factories import OrganisationFactory
from tests.pages import Page, read, words_of

Row = dict[str, str]

# How the first cell of a list's row on its page begins, from the row in the file.
LISTS: dict[str, Callable[[Row], str]] = {
    "/recommendations/": lambda row: f"{row['number']}. {row['title']}",
    "/commitments/": lambda row: f"{row['kind'].capitalize()} {row['number']}",
    "/organisations/": lambda row: row["name"],
    "/reports/": lambda row: f"{kind_of(row['commitment'])} under {place_of(row)}",
    "/additional-information/": lambda row: place_of(row),
    "/assessments/": lambda row: place_of(row) if row["recommendation"] else "The system overall",
    "/periods/": lambda row: date_in_words(datetime.date.fromisoformat(row["slug"])),
    "/periods/editions/": lambda row: f"{position_of(row)}, edition {row['number']}",
    "/toolkit/figures/": lambda row: f"{'agrees' if row['agrees'] == 'true' else 'differs'} {row['measure']}",
    "/toolkit/returns/": lambda row: f"{row['requirement']}, {row['version']}",
}


def kind_of(number: str) -> str:
    """A commitment or expectation as a page names it."""
    return str(Commitment.objects.get(number=number)) if number else "A row without a number"


def position_of(row: Row) -> str:
    return date_in_words(datetime.date.fromisoformat(row["period"]))


def place_of(row: Row) -> str:
    return f"Recommendation {row['recommendation']}:" if row["recommendation"] else "Introduction"


QUERIES = [
    ("/recommendations/", ""),
    ("/recommendations/", "rating=amber"),
    ("/recommendations/", "sort=worst&sufficiency=assists"),
    ("/recommendations/", "q=information&sort=title"),
    ("/commitments/", ""),
    ("/commitments/", "status=in_progress&sort=status"),
    ("/commitments/", "lead_organisation=nhs-england&q=information"),
    ("/commitments/", "recommendation=7&kind=commitment"),
    ("/organisations/", ""),
    ("/organisations/", "kind=collective"),
    ("/organisations/", "q=nhs&sort=commitments"),
    ("/reports/", ""),
    ("/reports/", "recommendation=7&sort=commitment"),
    ("/reports/", "self_rating=complete&sort=organisation"),
    ("/reports/", "q=guidance&period=2014-09-30"),
    ("/additional-information/", ""),
    ("/additional-information/", "organisation=nhs-england&sort=expected"),
    ("/additional-information/", "q=guidance&sort=organisation"),
    ("/assessments/", ""),
    ("/assessments/", "rating=amber&sort=recommendation"),
    ("/assessments/", "q=progress&sort=worst"),
    ("/periods/", ""),
    ("/periods/editions/", "period=2014-09-30"),
    ("/toolkit/figures/", ""),
    ("/toolkit/figures/", "organisation_type=acute-trusts&sort=print"),
    ("/toolkit/returns/", "organisation_type=general-practices"),
]


def csv_of(client: Client, address: str, query: str) -> list[Row]:
    response = client.get(f"{address}?{query}&format=csv")
    assert response.status_code == 200
    text = response.getvalue().decode().removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def xlsx_of(client: Client, address: str, query: str) -> list[Row]:
    response = client.get(f"{address}?{query}&format=xlsx")
    assert response.status_code == 200
    sheet = load_workbook(io.BytesIO(response.getvalue())).active
    heading, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, map(in_words, row), strict=True)) for row in rows]


def in_words(cell: Any) -> str:
    """A cell of the workbook as the CSV file has it."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case datetime.datetime():
            return cell.date().isoformat()
    return str(cell)


def first_cells(client: Client, address: str, query: str) -> list[str]:
    """Of every row on every page of the list."""
    found: list[str] = []
    for number in range(1, 100):
        page = read(client, f"{address}?{query}&page={number}")
        found += [row[0] for row in page.rows]
        if not leads_on(page):
            break
    return found


def leads_on(page: Page) -> bool:
    return any(re.search(r"\bNext\b", words) for words in page.links.values())


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(("address", "query"), QUERIES)
def test_a_file_has_the_rows_of_all_pages_in_their_order(
    client: Client, address: str, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_rows_a_page(monkeypatch)
    rows = csv_of(client, address, query)
    listed = first_cells(client, address, query)

    assert len(rows) == len(listed) > 0
    for row, cell in zip(rows, listed, strict=True):
        assert cell.lower().startswith(LISTS[address](row).lower())


def few_rows_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the rows of the record stand on several pages."""
    whole = paging.page_of
    monkeypatch.setattr(public_list, "page_of", lambda *args, **options: whole(*args, **{"rows": 20, **options}))


def test_every_public_list_is_among_these() -> None:
    modules = [
        importlib.import_module(f"{room.__name__}.{found.name}")
        for room in (recommendations.public.views, organisations.public.views)
        for found in pkgutil.iter_modules(room.__path__)
    ]
    found = {each.table.name for module in modules for each in vars(module).values() if isinstance(each, PublicList)}
    named = {address.strip("/").rpartition("/")[2] for address in LISTS}
    assert found == {
        {"reports": "progress-reports", "figures": "figure-checks", "returns": "toolkit-returns"}.get(name, name)
        for name in named
    } | {"changes"}


# Of editions the moment is told, which a workbook has without the last figures of its seconds.
@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("address", sorted(set(LISTS) - {"/periods/editions/"}))
def test_both_files_say_the_same(client: Client, address: str) -> None:
    assert xlsx_of(client, address, "") == csv_of(client, address, "")


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("query", ["", "kind=assessment", "recommendation=7"])
def test_the_file_of_changes_has_them_in_the_order_of_its_pages(
    client: Client, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_rows_a_page(monkeypatch)
    listed: list[str] = []
    for number in range(1, 100):
        page = read(client, f"/changes/?{query}&page={number}")
        listed += [
            words_of(line)
            for line in page.root.iterfind(".//main//ul[@class='govuk-list govuk-list--bullet app-changes']/li/a")
        ]
        if not leads_on(page):
            break

    rows = csv_of(client, "/changes/", query)
    assert [row["subject"] for row in rows] == listed
    known = {change.pk: change for change in Change.objects.select_related("period")}
    for row in rows:
        change = known[int(row["id"])]
        assert row["rating_after"] == (change.after or {}).get("rating", "")
        assert row["at"] == change.at.isoformat().replace("+00:00", "Z")
        assert row["period"] == change.period.slug


@pytest.mark.django_db
def test_a_file_is_called_by_its_list_what_narrowed_it_and_the_day(client: Client) -> None:
    response = client.get("/organisations/?kind=arms_length_body&sort=name&format=csv&q=Über+“words”")
    name = f"organisations-kind-arms-length-body-uber-words-{timezone.localdate().isoformat()}.csv"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.django_db
def test_a_long_name_is_cut_and_keeps_the_day(client: Client) -> None:
    response = client.get(f"/organisations/?format=csv&q={'word+' * 40}")
    name = response["Content-Disposition"].partition('"')[2].rstrip('"')
    assert len(name) < 120
    assert name.endswith(f"-w-{timezone.localdate().isoformat()}.csv")


@pytest.mark.django_db
@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("asked", ["pdf", "CSV", "json", "\x00", "a" * 500])
def test_a_file_that_there_is_not_is_told_in_a_sentence(client: Client, address: str, asked: str) -> None:
    page = Page(client.get(address, {"format": asked}), None)
    assert page.response.status_code == 400
    told = read(client, page.response.wsgi_request.get_full_path(), status=400)
    assert told.title.startswith("Error: ")
    assert "There is no such file of this list. It comes as a page, CSV or XLSX." in told.text
    assert told.rows == []


@pytest.mark.django_db
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@pytest.mark.parametrize("query", ["kind=nothing", f"q={'a' * 201}"])
def test_a_list_asked_for_wrongly_is_a_page_that_says_so(client: Client, query: str, format_: str) -> None:
    OrganisationFactory()
    page = read(client, f"/organisations/?{query}&format={format_}", status=400)
    assert page.title.startswith("Error: ")
    assert page.response["Content-Type"].startswith("text/html")


@pytest.mark.django_db
def test_a_list_without_rows_is_a_file_with_its_heading(client: Client) -> None:
    response = client.get("/organisations/?format=csv")
    assert response.getvalue().decode().startswith("\ufeffslug,name,")
    assert response.getvalue().count(b"\r\n") <= 1
