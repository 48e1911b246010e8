"""Every printed row in one list."""

import pytest
from django.test import Client

from tests.organisations.public import annex
from tests.pages import read

pytestmark = pytest.mark.django_db

ADDRESS = "/toolkit/returns/"


def test_a_row_gives_its_counts_and_leaves_empty_what_the_report_does_not_have(client: Client) -> None:
    annex.row(annex.table("V10", 2000), level_1=1500, level_2=300, blank=0)
    assert read(client, ADDRESS).rows == [
        ["10-101, V10", "Clinics A Group", "0", "1,500", "300", "0", "0", "", "", "", "1,800"]
    ]


def test_a_row_without_a_number_is_named_by_its_place(client: Client) -> None:
    annex.row(annex.table("V10", 10), "", 7)
    assert read(client, ADDRESS).rows[0][0] == "Row 7, V10"


def test_rows_are_in_printed_order_or_by_requirement(client: Client) -> None:
    for version in ("V11", "V10"):
        table = annex.table(version, 10)
        annex.row(table, "10-102", 1)
        annex.row(table, "10-101", 2)
    printed = [cells[0] for cells in read(client, ADDRESS).rows]
    assert printed == ["10-102, V10", "10-101, V10", "10-102, V11", "10-101, V11"]
    sorted_ = [cells[0] for cells in read(client, f"{ADDRESS}?sort=requirement").rows]
    assert sorted_ == ["10-101, V10", "10-101, V11", "10-102, V10", "10-102, V11"]


def test_it_is_narrowed_with_counts_on_the_page_and_in_the_files(client: Client) -> None:
    for version in ("V10", "V11"):
        annex.row(annex.table(version, 10), level_3=4)
    query = "?organisation_type=clinics&version=V11&group=a-group&requirement=10-101"
    page = read(client, f"{ADDRESS}{query}")
    assert [cells[0] for cells in page.rows] == ["10-101, V11"]
    assert "V10 (1)" in page.text
    lines = b"".join(client.get(f"{ADDRESS}{query}&format=csv")).decode("utf-8-sig").splitlines()
    heading = "organisation_type,version,group,position,requirement"
    counts = "level_0,level_1,level_2,level_3,blank,not_relevant,exempt,unspecified,total"
    assert lines == [
        f"{heading},{counts}",
        "clinics,V11,a-group,1,10-101,0,0,0,4,,,,,4",
    ]
    assert b"".join(client.get(f"{ADDRESS}{query}&format=xlsx")).startswith(b"PK")
    api = next(address for address in page.links if address.startswith("/api/"))
    assert client.get(api).json()["count"] == 1


def test_a_requirement_that_is_not_printed_is_an_error(client: Client) -> None:
    annex.row(annex.table("V10", 10))
    read(client, f"{ADDRESS}?requirement=10-999", status=400)
