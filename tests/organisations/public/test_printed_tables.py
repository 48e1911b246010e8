"""The tables as printed: every figure in its cell, what follows beside it, and why the two differ."""

import pytest
from django.test import Client

from organisations.models import FigureCheck, OrganisationType, ToolkitReturn
from tests.organisations.public import annex
from tests.organisations.public.annex import check
from tests.pages import Page, read, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> ToolkitReturn:
    """One requirement of clinics, with ten organisations of eleven."""
    return annex.row(annex.table("V10", 11), level_2=3, level_3=7)


def element(page: Page, name: str) -> str:
    """The words of what stands at the end of a link within the page."""
    found = page.root.find(f".//*[@id='{name}']")
    assert found is not None, name
    return words_of(found)


def test_a_table_gives_the_counts_and_every_level(client: Client, row: ToolkitReturn) -> None:
    assert ["10-101", "0", "0", "3", "7", "10"] in read(client, "/toolkit/clinics/").rows


def test_a_column_that_the_report_does_not_have_is_not_shown(client: Client, row: ToolkitReturn) -> None:
    assert "Exempt" not in read(client, "/toolkit/clinics/").text
    ToolkitReturn.objects.update(exempt=0)
    assert "Exempt" in read(client, "/toolkit/clinics/").text


def test_a_figure_that_agrees_is_shown_once(client: Client, row: ToolkitReturn) -> None:
    check(row, "percentage", 1, "percentage, level 2", "27.3", "27.3")
    assert ["10-101", "0", "0", "3 27.3%", "7", "10"] in read(client, "/toolkit/clinics/").rows


def test_a_figure_that_differs_is_shown_as_printed_and_as_computed_with_its_reason(
    client: Client, row: ToolkitReturn
) -> None:
    check(row, "percentage", 1, "percentage, level 3", "70.0", "63.6", explanation="Taken over ten.")
    check(row, "row_total", 1, "organisations in the row", "11", "10", explanation="One is missing.")
    page = read(client, "/toolkit/clinics/")
    cells = ["10-101", "0", "0", "3", "7 printed 70.0% computed 63.6% reason 1", "10 expected 11 reason 2"]
    assert cells in page.rows
    assert element(page, "V10-a-group-1") == "Taken over ten."
    assert element(page, "V10-a-group-2") == "One is missing."
    assert {"#V10-a-group-1", "#V10-a-group-2"} <= set(page.links)


def test_figures_that_differ_alike_share_a_reason(client: Client, row: ToolkitReturn) -> None:
    annex.row(row.table, "10-102", 2, level_3=10)
    for place in (1, 2):
        check(row, "row_total", place, "organisations in the row", "11", "10", explanation="One is missing.")
    page = read(client, "/toolkit/clinics/")
    assert [cells[-1] for cells in page.rows].count("10 expected 11 reason 1") == 2
    assert page.text.count("One is missing.") == 1


def test_printed_figures_stand_as_printed_and_computed_ones_have_commas(client: Client, row: ToolkitReturn) -> None:
    check(row, "average", "a-group", "average, level 2", "3128.3", "4128.3")
    assert "printed 3128.3 computed 4,128.3" in read(client, "/toolkit/clinics/").text


def test_averages_stand_below_their_group(client: Client, row: ToolkitReturn) -> None:
    check(row, "average", "a-group", "average, level 2", "3.0", "3.0")
    check(row, "average_percentage", "a-group", "percentage of the average, level 2", "27.0", "27.3")
    average = ["Average", "", "", "3.0 printed 27.0% computed 27.3% reason 1", "", ""]
    assert average in read(client, "/toolkit/clinics/").rows


@pytest.mark.parametrize(
    ("requirement", "group", "stands"),
    [
        ("10-101", True, "10-101 What it is called: differs"),
        ("", True, "A Group, V10 What it is called: differs"),
        ("10-999", True, "A Group, V10 What it is called: differs"),
        ("", False, "Clinics, one version. What it is called: differs"),
    ],
    ids=["row", "group", "requirement without a row", "table"],
)
def test_what_is_wrong_with_a_name_is_marked_where_the_name_stands(
    client: Client, row: ToolkitReturn, requirement: str, group: bool, stands: str
) -> None:
    row.table.note = "Clinics, one version."
    row.table.save()
    wrong = check(
        row, "label", "table", "what it is called", "this", "that",
        requirement=requirement, group=row.group if group else None,
    )  # fmt: skip
    page = read(client, "/toolkit/clinics/")
    assert stands in page.text
    assert f"#{wrong.anchor}" in page.links
    assert "this that The row adds up." in element(page, wrong.anchor)


def test_the_sentences_of_a_type_stand_with_the_reason(client: Client, row: ToolkitReturn) -> None:
    check(row, "sentence", "a-group", "share at the highest levels", "99%", "91%")
    check(row, "direction", "a-group", "which way it went", "increased", "increased")
    section = read(client, "/toolkit/clinics/").section("sentences")
    assert "Differs Share at the highest levels" in section
    assert "99% 91% The row adds up." in section
    assert "1 figure or claim agrees" in section


def test_a_row_without_a_requirement_is_named_by_its_place(client: Client, row: ToolkitReturn) -> None:
    ToolkitReturn.objects.update(requirement="")
    assert ["Row 1", "0", "0", "3", "7", "10"] in read(client, "/toolkit/clinics/").rows


def test_a_type_that_is_not_there_is_not_found(client: Client) -> None:
    read(client, "/toolkit/hospitals/", status=404)


@pytest.mark.usefixtures("record")
def test_every_printed_figure_of_the_record_stands_in_its_cell(client: Client) -> None:
    for organisation_type in OrganisationType.objects.all():
        page = read(client, organisation_type.get_absolute_url())
        ids = {found.get("id") for found in page.root.iter() if found.get("id")}
        checks = organisation_type.figure_checks.all()
        assert [each.key for each in checks if each.anchor not in ids] == []


@pytest.mark.usefixtures("record")
def test_whatever_differs_in_the_record_gives_printed_computed_and_reason(client: Client) -> None:
    for organisation_type in OrganisationType.objects.all():
        page = read(client, organisation_type.get_absolute_url())
        cells = {found.get("id"): parent for parent in page.root.iter() for found in parent if found.get("id")}
        rows = {found.get("id"): found for found in page.root.iter("tr")}
        for each in organisation_type.figure_checks.filter(agrees=False):
            whole = words_of(rows[each.anchor] if each.anchor in rows else cells[each.anchor])
            assert each.printed in whole, each.key
            assert each.computed_for_reading in whole, each.key
            assert each.explanation in whole or each.explanation in reasons_of(cells[each.anchor], page), each.key


def reasons_of(cell: object, page: Page) -> list[str]:
    """What the links of a cell lead to."""
    links = cell.iterfind(".//a")  # type: ignore[attr-defined]
    return [element(page, link.get("href").removeprefix("#")) for link in links]


@pytest.mark.usefixtures("record")
def test_no_two_figures_of_the_record_have_the_same_anchor() -> None:
    anchors = [check.anchor for check in FigureCheck.objects.all()]
    assert len(anchors) == len(set(anchors)) > 3000
