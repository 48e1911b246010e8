"""Every printed figure and claim in one list."""

import pytest
from django.test import Client

from organisations.models import FigureCheck
from tests.factories import FigureCheckFactory, RequirementGroupFactory, ToolkitTableFactory
from tests.organisations.public import annex
from tests.pages import read

pytestmark = pytest.mark.django_db

ADDRESS = "/toolkit/figures/"


def test_it_lists_what_differs_unless_asked_otherwise(client: Client) -> None:
    FigureCheckFactory(measure="agreeing")
    FigureCheckFactory(measure="differing", computed="11")
    text = read(client, ADDRESS).text
    assert "Differing" in text
    assert "Agreeing" not in text
    assert "Agreeing" in read(client, f"{ADDRESS}?agrees=true").text
    assert "2 figures" in read(client, f"{ADDRESS}?agrees=").text


def test_a_row_gives_printed_computed_and_why_and_leads_to_where_it_stands(client: Client) -> None:
    check = FigureCheckFactory(
        organisation_type=annex.clinics(), group=annex.a_group(), version="V10", measure="total",
        printed="8507", computed="8506", explanation="One is missing.",
    )  # fmt: skip
    page = read(client, ADDRESS)
    assert page.rows == [
        ["Differs Total Total of a row, Clinics, V10, A Group", "8507", "8,506", "One is missing. Annex 3"]
    ]
    assert page.links[f"/toolkit/clinics/#{check.anchor}"] == "Clinics"


def test_what_turns_a_conclusion_round_comes_first(client: Client) -> None:
    for kind in ("percentage", "row_total", "judgement"):
        FigureCheckFactory(kind=kind, measure=f"a {kind}", computed="11")
    text = read(client, ADDRESS).text
    assert text.index("A judgement") < text.index("A row_total") < text.index("A percentage")
    text = read(client, f"{ADDRESS}?sort=print").text
    assert text.index("A percentage") < text.index("A row_total") < text.index("A judgement")


def test_it_is_narrowed_by_type_version_group_and_kind_each_choice_with_its_count(client: Client) -> None:
    ToolkitTableFactory(organisation_type=annex.clinics(), version="V11")
    FigureCheckFactory(
        organisation_type=annex.clinics(),
        version="V11",
        group=annex.a_group(),
        kind="label",
        measure="wanted",
        computed="1",
    )
    FigureCheckFactory(measure="other", computed="1")
    page = read(client, f"{ADDRESS}?organisation_type=clinics&version=V11&group=a-group&kind=label")
    assert [row[0].split(" Label")[0] for row in page.rows] == ["Differs Wanted"]
    options = {" ".join("".join(option.itertext()).split()) for option in page.root.iter("option")}
    assert {
        "Clinics (1)",
        "No one type (0)",
        "V11 (1)",
        "A Group (1)",
        "Label (1)",
        "Total of a row (0)",
        "No (1)",
    } <= options


def test_words_are_found_and_shown_in_what_matched(client: Client) -> None:
    FigureCheckFactory(computed="1", explanation="The averages were cut off.")
    FigureCheckFactory(computed="1", explanation="A slip.")
    page = read(client, f"{ADDRESS}?q=average")
    assert len(page.rows) == 1
    assert page.root.find(".//mark").text == "averages"


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("8507", "8507"),
        ("8,507", "8507"),
        ("5894", "5894"),
        ("88.9", "88.9%"),
        ("88.9%25", "88.9%"),
        ("slight improvement", "slight improvement"),
        ("unexplained", "unexplained"),
    ],
)
def test_what_is_printed_is_found_as_it_is_printed(client: Client, words: str, printed: str) -> None:
    assert printed in {row[1] for row in read(client, f"{ADDRESS}?agrees=&q={words}").rows}


@pytest.mark.parametrize("words", ["5893", "5,893"])
def test_what_is_computed_is_found_with_commas_and_without(client: Client, words: str) -> None:
    FigureCheckFactory(printed="5000", computed="5893")
    FigureCheckFactory(printed="rose to 4,000", computed="fell to 5,893")
    FigureCheckFactory(printed="5893.5", computed="893")
    page = read(client, f"{ADDRESS}?q={words}")
    assert sorted(row[2] for row in page.rows) == ["5,893", "fell to 5,893"]


def test_a_filter_that_is_not_understood_is_an_error_on_the_page(client: Client) -> None:
    FigureCheckFactory(computed="11", measure="differing")
    page = read(client, f"{ADDRESS}?agrees=perhaps", status=400)
    assert "This list cannot be narrowed like that" in page.text
    assert "Differing" not in page.text


def test_the_file_has_the_listed_rows(client: Client) -> None:
    FigureCheckFactory(kind="label", measure="wanted", computed="1000")
    FigureCheckFactory(computed="1")
    FigureCheckFactory(kind="label")
    lines = b"".join(client.get(f"{ADDRESS}?kind=label&format=csv")).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert ",label,wanted,10,1000," in lines[1]


def test_the_api_is_named_with_the_same_filters(client: Client) -> None:
    FigureCheckFactory(kind="label", computed="1")
    page = read(client, f"{ADDRESS}?kind=label")
    address = next(address for address in page.links if address.startswith("/api/"))
    assert address == "/api/v1/figure-checks/?kind=label&agrees=false"
    assert client.get(address).json()["count"] == 1


@pytest.mark.usefixtures("record")
def test_a_check_of_no_one_type_stands_where_its_address_says(client: Client) -> None:
    places = [each.get_absolute_url().partition("#") for each in FigureCheck.objects.filter(organisation_type=None)]
    (address,) = {address for address, _, _ in places}
    rows = {row.get("id") for row in read(client, address).root.iter("tr")}
    assert {anchor for _, _, anchor in places} <= rows


def test_a_group_that_nothing_is_checked_of_is_offered_with_none(client: Client) -> None:
    RequirementGroupFactory(name="Unchecked")
    assert "Unchecked (0)" in read(client, ADDRESS).text
