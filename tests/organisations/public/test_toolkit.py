from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from organisations.models import FigureCheck, OrganisationType, ToolkitReturn
from tests.factories import (
    FigureCheckFactory,
    OrganisationTypeFactory,
    RequirementGroupFactory,
    ToolkitReturnFactory,
    ToolkitTableFactory,
)
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> ToolkitReturn:
    """One requirement of one type, with ten organisations."""
    table = ToolkitTableFactory(
        organisation_type__slug="clinics", organisation_type__name="Clinics", organisations_stated=11, version="V10"
    )
    group = RequirementGroupFactory(slug="a-group", name="A Group")
    made: ToolkitReturn = ToolkitReturnFactory(
        table=table, group=group, requirement="10-101", position=1, level_2=3, level_3=7
    )
    return made


def check(row: ToolkitReturn, kind: str, place: object, measure: str, printed: str, computed: str) -> FigureCheck:
    """A check as the record's own are keyed."""
    organisation_type = row.table.organisation_type
    made: FigureCheck = FigureCheckFactory(
        key=f"{kind}/{organisation_type.slug}/{row.table.version}/{place}/{measure}",
        organisation_type=organisation_type,
        kind=kind,
        measure=measure,
        printed=printed,
        computed=computed,
    )
    return made


def test_a_table_gives_the_counts_and_every_level(client: Client, row: ToolkitReturn) -> None:
    assert ["10-101", "0", "0", "3", "7", "10"] in read(client, "/toolkit/clinics/").rows


def test_a_column_that_the_report_does_not_have_is_not_shown(client: Client, row: ToolkitReturn) -> None:
    assert "Exempt" not in read(client, "/toolkit/clinics/").text
    ToolkitReturn.objects.update(exempt=0)
    assert "Exempt" in read(client, "/toolkit/clinics/").text


def test_a_figure_that_agrees_is_shown_once(client: Client, row: ToolkitReturn) -> None:
    check(row, "percentage", 1, "percentage, level 2", "27.3", "27.3")
    assert ["10-101", "0", "0", "3 27.3%", "7", "10"] in read(client, "/toolkit/clinics/").rows


def test_a_figure_that_differs_is_shown_as_printed_and_as_computed(client: Client, row: ToolkitReturn) -> None:
    check(row, "percentage", 1, "percentage, level 3", "70.0", "63.6")
    check(row, "row_total", 1, "organisations in the row", "11", "10")
    rows = read(client, "/toolkit/clinics/").rows
    assert ["10-101", "0", "0", "3", "7 printed 70.0% computed 63.6%", "10 expected 11"] in rows


def test_averages_stand_below_their_group(client: Client, row: ToolkitReturn) -> None:
    check(row, "average", "a-group", "average, level 2", "3.0", "3.0")
    check(row, "average_percentage", "a-group", "percentage of the average, level 2", "27.0", "27.3")
    assert ["Average", "", "", "3.0 printed 27.0% computed 27.3%", "", ""] in read(client, "/toolkit/clinics/").rows


def test_the_sentences_of_a_type_stand_with_the_reason(client: Client, row: ToolkitReturn) -> None:
    check(row, "sentence", "a-group", "share at the highest levels", "99%", "91%")
    check(row, "direction", "a-group", "which way it went", "increased", "increased")
    section = read(client, "/toolkit/clinics/").section("sentences")
    assert "Differs Share at the highest levels" in section
    assert "99% 91% The row adds up." in section
    assert "1 figure or claim agrees" in section


def test_a_row_without_a_requirement_is_named_by_its_place(client: Client, row: ToolkitReturn) -> None:
    ToolkitReturn.objects.update(requirement="")
    assert read(client, "/toolkit/clinics/").rows[0][0] == "Row 1"


def test_a_type_that_is_not_there_is_not_found(client: Client) -> None:
    read(client, "/toolkit/hospitals/", status=404)


def test_the_overview_counts_the_checks_of_each_type(client: Client) -> None:
    organisation_type = OrganisationTypeFactory(name="Clinics")
    ToolkitTableFactory(organisation_type=organisation_type, version="V10", organisations_stated=1254)
    ToolkitTableFactory(organisation_type=organisation_type, version="V11")
    FigureCheckFactory(organisation_type=organisation_type)
    FigureCheckFactory(organisation_type=organisation_type, computed="11")
    page = read(client, "/toolkit/")
    assert ["Clinics", "V10: 1,254, V11: none stated", "2", "1"] in page.rows


def test_the_overview_lists_what_differs_unless_asked_otherwise(client: Client) -> None:
    FigureCheckFactory(measure="agreeing")
    FigureCheckFactory(measure="differing", computed="11")
    text = read(client, "/toolkit/").text
    assert "Differing" in text
    assert "Agreeing" not in text
    assert "Agreeing" in read(client, "/toolkit/?agrees=true").text
    assert "2 figures" in read(client, "/toolkit/?agrees=").text


def test_what_turns_a_conclusion_round_comes_first(client: Client) -> None:
    for kind in ("percentage", "row_total", "judgement"):
        FigureCheckFactory(kind=kind, measure=f"a {kind}", computed="11")
    text = read(client, "/toolkit/").text
    assert text.index("A judgement") < text.index("A row_total") < text.index("A percentage")


def test_a_filter_that_is_not_understood_is_an_error_on_the_page(client: Client) -> None:
    FigureCheckFactory(computed="11", measure="differing")
    page = read(client, "/toolkit/?agrees=perhaps", status=400)
    assert "This list cannot be narrowed like that" in page.text
    assert "Differing" not in page.text


@pytest.mark.parametrize("number", [1, 6])
def test_the_pages_cost_the_same_for_few_and_many(
    client: Client, django_assert_num_queries: Callable[[int], Any], number: int
) -> None:
    table = ToolkitTableFactory()
    for place in range(number):
        ToolkitReturnFactory(table=table)
        ToolkitReturnFactory(table=ToolkitTableFactory(organisation_type=table.organisation_type, version=f"V{place}"))
        FigureCheckFactory(organisation_type=table.organisation_type, group=RequirementGroupFactory(), computed="11")
    with django_assert_num_queries(8):
        read(client, "/toolkit/")
    with django_assert_num_queries(5):
        read(client, table.organisation_type.get_absolute_url())


@pytest.mark.usefixtures("record")
def test_every_printed_figure_of_the_record_stands_in_its_cell(client: Client) -> None:
    for organisation_type in OrganisationType.objects.all():
        page = read(client, organisation_type.get_absolute_url())
        in_tables = organisation_type.figure_checks.filter(
            kind__in=["percentage", "average", "average_percentage", "row_total"]
        )
        shown = sum(1 for element in page.root.iter() if "app-figure" in (element.get("class") or "").split())
        totals_that_agree = in_tables.filter(kind="row_total", agrees=True).count()
        computed_beside = in_tables.filter(agrees=False).exclude(kind="row_total").count()
        assert shown == in_tables.count() - totals_that_agree + computed_beside
