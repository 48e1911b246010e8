"""Who is silent is told on several pages and in a file: each of them tells the same."""

import csv

import pytest
from django.test import Client

from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

POSITION = "/periods/2014-09-30/"


def test_the_overview_the_period_the_list_and_the_report_agree_on_who_is_silent(client: Client) -> None:
    overview, period = read(client, "/"), read(client, POSITION)
    report = read(client, f"{POSITION}report/")
    organisations = read(client, "/organisations/")
    for page in (overview, period):
        assert "Nothing reported by 4 bodies: " in page.section("silence")
        assert "No report from 5 collectives: " in page.section("silence")
    assert "Nothing reported (4) No report (5)" in organisations.text
    assert "9 organisations" in read(client, f"{POSITION}silence/").text
    rows = [list(map(int, row[1:])) for row in report.rows if len(row) == 5]
    assert [sum(column) for column in zip(*rows, strict=True)] == [22, 13, 4, 5]
    assert "1 organisation more reported, asked neither by name nor as a member on record." in report.section(
        "reported"
    )
    assert "Asked Reported Nothing reported No report" in report.section("reported")


def test_the_file_of_the_silent_has_those_that_the_overview_names(client: Client) -> None:
    section = read(client, "/").section("silence")
    for standing, number in (("nothing_reported", 4), ("no_report", 5)):
        response = client.get(f"/organisations/?format=csv&standing={standing}")
        rows = list(csv.DictReader(response.getvalue().decode("utf-8-sig").splitlines()))
        assert len(rows) == number
        assert all(row["name"] in section for row in rows)


def test_whoever_is_asked_only_as_one_of_all_organisations_is_not_told_to_be_unasked(client: Client) -> None:
    assert "Asked only as one of all organisations (52) Not asked (0)" in read(client, "/organisations/").text
    (found,) = [row for row in read(client, "/organisations/?q=general+practices").rows if row[0].startswith("General")]
    assert found[-1] == "Asked only as one of all organisations"
