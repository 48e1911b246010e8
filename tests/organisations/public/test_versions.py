"""One version beside the next: bars, shares, and what may and may not be said of them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from organisations.models import FigureCheck, OrganisationType, ToolkitTable
from organisations.public.presenters.comparisons import GroupComparison, compared
from organisations.public.presenters.of import Of
from organisations.public.presenters.versions import Comparison
from organisations.toolkit.figures import HIGHEST_TWO, share, share_of_answered
from organisations.toolkit.tables import COLUMNS
from tests.factories import RequirementGroupFactory
from tests.organisations.public import annex
from tests.pages import Page, read, words_of

pytestmark = pytest.mark.django_db

ADDRESS = "/toolkit/clinics/"


def two_versions(before: dict[str, Any], after: dict[str, Any], **tables: object) -> None:
    """Ten organisations at one requirement in version 10 and in version 11."""
    annex.row(annex.table("V10", 10, **tables), **before)
    annex.row(annex.table("V11", 10), **after)


def group_section(client: Client, query: str = "") -> str:
    return read(client, ADDRESS + query).section("a-group")


def bars(page: Page) -> list[str]:
    """The words of every bar: its name, and its parts."""
    return [words_of(bar) for bar in drawings(page)]


def drawings(page: Page) -> list[Any]:
    return list(page.root.iterfind(".//{*}svg[@role='img']"))


def test_both_versions_are_drawn_and_told_part_by_part(client: Client) -> None:
    two_versions({"level_1": 5, "level_2": 5}, {"level_2": 6, "level_3": 4})
    assert bars(read(client, ADDRESS)) == [
        "A Group, version 10 level 3 0.0%; level 2 50.0%; level 1 50.0%; level 0 0.0%",
        "A Group, version 11 level 3 40.0%; level 2 60.0%; level 1 0.0%; level 0 0.0%",
    ]


def test_the_table_beside_the_bars_gives_every_share_and_the_change_in_points(client: Client) -> None:
    two_versions({"level_1": 5, "level_2": 5}, {"level_2": 6, "level_3": 4})
    assert read(client, ADDRESS).rows[:6] == [
        ["Level 3", "0.0%", "40.0%", "+40.0"],
        ["Level 2", "50.0%", "60.0%", "+10.0"],
        ["Level 1", "50.0%", "0.0%", "−50.0"],
        ["Level 0", "0.0%", "0.0%", "0.0"],
        ["Level 2 and 3 together", "50.0%", "100.0%", "+50.0"],
        ["Of how many organisations", "10", "10", ""],
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (5, 8, "went from 50.0% to 80.0% of all organisations stated, up 30.0 points."),
        (8, 5, "went from 80.0% to 50.0% of all organisations stated, down 30.0 points."),
        (8, 8, "stayed at 80.0% of all organisations stated."),
    ],
)
def test_a_sentence_says_what_became_of_the_highest_levels(
    client: Client, before: int, after: int, sentence: str
) -> None:
    two_versions({"level_0": 10 - before, "level_2": before}, {"level_0": 10 - after, "level_3": after})
    assert f"Level 2 and 3 together {sentence}" in group_section(client)


def test_a_change_too_small_for_one_decimal_is_told_with_more(client: Client) -> None:
    annex.row(annex.table("V10", 10_000), level_0=2, level_3=9_998)
    annex.row(annex.table("V11", 10_000), level_0=1, level_3=9_999)
    assert "from 99.98% to 99.99% of all organisations stated, up 0.01 points" in group_section(client)


def test_the_switch_leaves_out_who_did_not_answer_and_says_so(client: Client) -> None:
    two_versions({"level_1": 1, "level_2": 4, "blank": 5}, {"level_2": 8, "blank": 2})
    page = read(client, f"{ADDRESS}?of=answered")
    assert "went from 80.0% to 100.0% of those that answered, up 20.0 points" in page.text
    assert (
        "Version 10: of those that answered, on average 5 organisations; left out are, on average, 5 that" in page.text
    )
    assert "Blank" not in page.section("a-group")
    assert words_of(page.root.find(".//main//strong[@aria-current='true']")) == "those that answered"
    assert page.links["?by=group&of=stated"] == "all organisations stated"


def test_those_that_answered_keep_who_found_it_not_relevant(client: Client) -> None:
    two_versions({"level_2": 5, "not_relevant": 5}, {"level_2": 10, "not_relevant": 0})
    assert "went from 50.0% to 100.0% of those that answered" in group_section(client, "?of=answered")


@pytest.mark.parametrize("query", ["", "?of=everyone", "?by=colour&of="])
def test_what_the_switch_does_not_know_is_as_printed(client: Client, query: str) -> None:
    two_versions({"level_2": 10}, {"level_2": 10})
    assert "of all organisations stated" in group_section(client, query)


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        ({"organisations_stated": None}, "no number of organisations is stated for version 10"),
        ({"blanks_included": False}, "the report on version 10 counts no blanks"),
    ],
)
def test_versions_that_count_others_are_not_compared_over_all_stated(
    client: Client, tables: dict[str, object], why: str
) -> None:
    two_versions({"level_2": 10, "blank": 0}, {"level_2": 5, "blank": 5})
    ToolkitTable.objects.filter(version="V10").update(**tables)
    page = read(client, ADDRESS)
    told = (
        "Level 2 and 3 together: 100.0% of 10 organisations in version 10 and 50.0% of 10 organisations in version 11."
    )
    assert f"{told} The two cannot be set side by side: {why}." in page.section("a-group")
    assert "Points" not in page.section("a-group")
    assert page.links["?by=group&of=answered"] == "Compare those that answered"
    answered = read(client, f"{ADDRESS}?of=answered")
    assert "stayed at 100.0% of those that answered" in answered.section("a-group")
    assert "cannot be set side by side" not in answered.text


def test_a_report_that_counts_no_blanks_is_not_said_to_have_none(client: Client) -> None:
    two_versions({"level_2": 10, "blank": 0}, {"level_2": 5, "blank": 5}, blanks_included=False)
    assert ["Blank", "not counted", "50.0%"] in read(client, ADDRESS).rows


def test_whom_the_rows_leave_out_is_a_part_of_the_bar(client: Client) -> None:
    two_versions({"level_2": 9}, {"level_2": 10})
    page = read(client, ADDRESS)
    assert ["Missing from the rows", "10.0%", "", "−10.0"] in page.rows
    assert "missing from the rows 10.0%" in bars(page)[0]


def test_rows_that_count_more_than_are_stated_say_so_below_nought(client: Client) -> None:
    two_versions({"level_2": 12}, {"level_2": 10})
    page = read(client, ADDRESS)
    assert ["Missing from the rows", "−20.0%", "", "+20.0"] in page.rows
    assert [part.get("width") for part in drawings(page)[0].iterfind("{*}rect")] == ["100.00%"]


def test_a_group_of_one_version_only_says_so(client: Client) -> None:
    two_versions({"level_2": 10}, {"level_2": 10, "group": RequirementGroupFactory(slug="other", name="Other")})
    page = read(client, ADDRESS)
    assert "Only version 10 prints it." in page.section("a-group")
    assert "Not in this version" in page.section("other")


def test_groups_of_another_number_of_requirements_say_so(client: Client) -> None:
    two_versions({"level_2": 10}, {"level_2": 10})
    annex.row(ToolkitTable.objects.get(version="V11"), "10-102", 2, level_2=10)
    assert "They are not the same requirements: version 10 has 1, version 11 has 2." in group_section(client)


def test_nobody_answering_is_no_share_at_all(client: Client) -> None:
    two_versions({"blank": 10}, {"blank": 10})
    assert "Nobody answered" in group_section(client, "?of=answered")
    two = group_section(client, "?of=answered&by=requirement")
    assert "Nobody answered" in two


def test_one_version_alone_is_shown_alone(client: Client) -> None:
    annex.row(annex.table("V10", 10), level_2=10)
    assert "Level 2 and 3 together: 100.0% of 10 organisations in version 10." in group_section(client)


def test_of_more_than_two_versions_the_two_latest_are_compared(client: Client) -> None:
    two_versions({"level_2": 5}, {"level_2": 6})
    annex.row(annex.table("V12", 10), level_2=7)
    assert "went from 60.0% to 70.0%" in group_section(client)


def test_requirements_of_the_same_number_stand_side_by_side(client: Client) -> None:
    two_versions({"level_2": 5, "level_0": 5}, {"level_2": 10})
    annex.row(ToolkitTable.objects.get(version="V10"), "10-102", 2, level_2=10)
    page = read(client, f"{ADDRESS}?by=requirement")
    assert "10-101: up 50.0 points" in page.section("a-group")
    assert "No requirement numbers are printed" not in page.section("a-group")
    assert "10-102 Version 10 100.0% at level 2 or 3" in page.section("a-group")
    assert "Version 11 Not in this version" in page.section("a-group")
    assert ["10-101, V10", "0.0%", "50.0%", "0.0%", "50.0%", "50.0%", "10"] in page.rows
    assert ["10-102, V10", "0.0%", "100.0%", "0.0%", "0.0%", "100.0%", "10"] in page.rows


def test_rows_without_a_number_are_set_beside_none(client: Client) -> None:
    two_versions({"requirement": "", "level_2": 5}, {"requirement": "", "level_2": 10})
    section = group_section(client, "?by=requirement")
    assert "no row of one version can be set beside one of the other" in section
    assert "Row 1 of version 10 Version 10 50.0% at level 2 or 3" in section
    assert "Row 1 of version 11 Version 11 100.0% at level 2 or 3" in section


def by_type(of: Of) -> Iterator[tuple[OrganisationType, list[GroupComparison]]]:
    """Every organisation type of the record with its groups."""
    for organisation_type in OrganisationType.objects.all():
        tables = list(organisation_type.tables.prefetch_related("returns__group").order_by("version"))
        yield organisation_type, compared(tables, of)


def comparisons(of: Of) -> list[Comparison]:
    """Every group and every requirement of the record."""
    return [each for _, groups in by_type(of) for group in groups for each in (group.whole, *group.requirements)]


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("of", Of)
def test_every_bar_of_the_record_is_a_hundred_and_drawn_from_end_to_end(of: Of) -> None:
    sides = [side for comparison in comparisons(of) for side in comparison.present]
    assert len(sides) == 362 + 46  # requirements, and groups in both versions
    for side in sides:
        if not side.shares:  # one row, where all stand in the column headed “?”
            assert side.spread is not None
            assert side.spread.whole == 0
            continue
        assert sum(side.shares.values()) == 100
        assert abs(sum((Decimal(part.width) for part in side.parts), Decimal(-100))) < Decimal("0.05")
        ends = [Decimal(part.start) + Decimal(part.width) for part in side.parts]
        starts = [Decimal(part.start) for part in side.parts[1:]]
        assert all(abs(end - start) <= Decimal("0.01") for end, start in zip(ends, starts, strict=False))


@pytest.mark.usefixtures("record")
def test_the_bars_of_the_record_show_what_the_figures_compute() -> None:
    for organisation_type in OrganisationType.objects.all():
        for table in organisation_type.tables.all():
            rows = list(table.returns.select_related("group"))
            for group in {row.group for row in rows}:
                counts = [row.counts for row in rows if row.group == group]
                answered = Of.ANSWERED.spread_of(table, counts)
                assert answered is not None
                assert answered.share(*HIGHEST_TWO) == share_of_answered(counts, HIGHEST_TWO)
                stated = Of.STATED.spread_of(table, counts)
                whole = table.organisations_stated or Fraction(
                    sum(map(sum, (row.values() for row in counts))), len(counts)
                )
                assert stated is not None
                assert [stated.share(name) for name in COLUMNS] == [share(counts, [name], whole) for name in COLUMNS]


@pytest.mark.usefixtures("record")
def test_what_is_said_of_those_that_answered_is_what_the_check_of_the_annexs_sentence_says() -> None:
    """Two ways from the rows to the words of a reader: they meet."""
    checks = FigureCheck.objects.filter(
        kind="like_for_like", measure="share at the two highest levels, of those that answered"
    )
    said = {
        (organisation_type.pk, group.group.pk): group.whole.sentence
        for organisation_type, groups in by_type(Of.ANSWERED)
        for group in groups
    }
    assert len(checks) > 10
    for check in checks:
        sentence = said[check.organisation_type_id, check.group_id]  # type: ignore[index]
        assert re.findall(r"[\d.]+%", check.computed) == re.findall(r"[\d.]+%", sentence), check.key
