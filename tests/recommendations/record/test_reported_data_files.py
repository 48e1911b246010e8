"""The record's files of progress reports, additional information and assessments hold everything that Annex 1 shows."""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from recommendations.record.rules import SELF_RATING_RULES, rating_of

DATA = Path(__file__).resolve().parents[3] / "recommendations" / "record" / "data"
INTRODUCTION = "Introduction"


def rows(file: str, table: str) -> list[dict[str, Any]]:
    with (DATA / file).open("rb") as stream:
        return tomllib.load(stream)[table]


REPORTS = rows("progress_reports.toml", "progress_report")
ADDITIONS = rows("additional_information.toml", "additional_information")
ASSESSMENTS = rows("assessments.toml", "assessment")
SLUGS = {organisation["slug"] for organisation in rows("organisations.toml", "organisation")}
COMMITMENTS = rows("commitments.toml", "commitment")

# Counted by hand in Annex 1; the Introduction stands last.
REPORTS_PER_RECOMMENDATION = [3, 7, 1, 7, 3, 7, 3, 3, 2, 4, 4, 9, 1, 4, 5, 2, 2, 1, 3, 1, 0, 3, 3, 1, 5, 3, 8]
ADDITIONS_PER_RECOMMENDATION = [4, 3, 1, 1, 2, 3, 4, 1, 1, 1, 1, 1, 0, 1, 3, 0, 1, 1, 1, 0, 1, 0, 0, 0, 1, 0, 3]
EMPTY_ROWS = {
    (6, 71),
    (8, 78),
    (10, 55),
    (12, 61),
    (12, 81),
    (12, 83),
    (12, 40),
    (12, 49),
    (14, 53),
    (15, 41),
    (15, 42),
    (15, 43),
    (16, None),
    (INTRODUCTION, 32),
    (INTRODUCTION, 33),
}


def place(row: dict[str, Any]) -> tuple[int | str, int | None]:
    return row["recommendation"], row.get("commitment")


def per_recommendation(rows: list[dict[str, Any]]) -> list[int]:
    counts = Counter(row["recommendation"] for row in rows)
    assert set(counts) <= {*range(1, 27), INTRODUCTION}
    return [counts[section] for section in [*range(1, 27), INTRODUCTION]]


def sections_in_order(rows: list[dict[str, Any]]) -> list[int]:
    return [27 if row["recommendation"] == INTRODUCTION else row["recommendation"] for row in rows]


def test_there_are_95_progress_reports():
    assert len(REPORTS) == 95


def test_each_recommendation_has_as_many_reports_as_its_table_has_rows():
    assert per_recommendation(REPORTS) == REPORTS_PER_RECOMMENDATION


def test_no_two_reports_are_by_one_organisation_on_one_commitment_under_one_recommendation():
    keys = Counter((*place(report), report.get("organisation")) for report in REPORTS)

    assert [key for key, count in keys.items() if count > 1] == []


def test_the_reports_are_on_the_commitments_that_annex_1_shows_there():
    shown = {(section, commitment["number"]) for commitment in COMMITMENTS for section in commitment["annex_1"]}

    assert {place(report) for report in REPORTS} - {(16, None)} == shown


@pytest.mark.parametrize("rows", [REPORTS, ADDITIONS], ids=["progress reports", "additional information"])
def test_every_speaker_is_an_organisation_of_the_record(rows):
    assert {row["organisation"] for row in rows if "organisation" in row} <= SLUGS


@pytest.mark.parametrize("rows", [REPORTS, ADDITIONS], ids=["progress reports", "additional information"])
def test_the_recommendations_follow_each_other_and_the_introduction_comes_last(rows):
    assert sections_in_order(rows) == sorted(sections_in_order(rows))


def test_the_rows_that_report_nothing_are_recorded_as_that():
    silent = {place(report) for report in REPORTS if report["self_rating"] == "not_reported"}

    assert silent == EMPTY_ROWS


def test_a_report_has_a_summary_unless_its_row_is_empty():
    for report in REPORTS:
        assert bool(report["summary"]) == (report["self_rating"] != "not_reported"), place(report)


def test_every_self_rating_is_one_that_the_rule_can_give():
    assert {report["self_rating"] for report in REPORTS} == {rule.value for rule in SELF_RATING_RULES}


@pytest.mark.parametrize(
    ("section", "commitment", "self_rating"),
    [(3, 10, "stopped"), (INTRODUCTION, 4, "not_begun"), (23, 58, "complete"), (23, 65, "in_progress")],
)
def test_the_rows_that_are_easily_misread_have_their_self_rating(section, commitment, self_rating):
    assert [report["self_rating"] for report in REPORTS if place(report) == (section, commitment)] == [self_rating]


def test_both_sides_of_the_joint_undertaking_note_that_they_report_differently():
    notes = {report["commitment"]: report["note"] for report in REPORTS if report.get("commitment") in (58, 65)}

    assert "commitment 65" in notes[58]
    assert "commitment 58" in notes[65]


def test_a_row_that_the_response_does_not_number_says_so():
    [unnumbered] = [report for report in REPORTS if "commitment" not in report]

    assert (unnumbered["recommendation"], unnumbered["organisation"]) == (16, "nhs-england")
    assert "Table B" in unnumbered["note"]


def test_each_recommendation_has_the_additional_information_that_stands_there():
    assert per_recommendation(ADDITIONS) == ADDITIONS_PER_RECOMMENDATION


def test_anticipated_progress_and_nothing_else_has_a_date():
    anticipated = [addition for addition in ADDITIONS if addition["kind"] == "anticipated"]

    assert [(one["recommendation"], one["expected_by"]) for one in anticipated] == [
        (1, date(2015, 3, 31)),
        (1, date(2016, 3, 31)),
    ]
    assert all("expected_by" not in addition for addition in ADDITIONS if addition["kind"] == "additional")


def test_additional_information_is_of_a_known_kind_and_says_something():
    for addition in ADDITIONS:
        assert addition["kind"] in {"additional", "anticipated"}
        assert addition["summary"].strip()


def test_there_is_one_assessment_a_recommendation_and_one_for_the_system_overall():
    assert [assessment.get("recommendation") for assessment in ASSESSMENTS] == [*range(1, 27), None]


def test_every_assessment_has_a_narrative_and_a_conclusion_that_the_rule_can_rate():
    for assessment in ASSESSMENTS:
        assert assessment["summary"].strip()
        assert rating_of(assessment["conclusion"])


def test_the_conclusions_are_exactly_as_published(annexes_text):
    published = " ".join(annexes_text.read_text(encoding="utf-8").split())

    for assessment in ASSESSMENTS:
        conclusion = assessment["conclusion"]
        # What follows a conclusion is a heading or a statement, which begins with a capital letter.
        after = published.partition(f"Conclusion: {conclusion} ")[2]
        assert after[:1].isupper(), conclusion
