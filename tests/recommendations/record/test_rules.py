"""The written rules give each of the panel's conclusions its rating, and each reported progress its self-rating."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recommendations.models import GOOD_PROGRESS
from recommendations.record import rules
from recommendations.record.rules import (
    RATING_RULES,
    SELF_RATING_RULES,
    rating_of,
    self_rating_of,
)

ASSESSMENTS = Path(rules.__file__).parent / "data" / "assessments.toml"
CONCLUSIONS = {
    assessment.get("recommendation", "overall"): assessment["conclusion"]
    for assessment in tomllib.loads(ASSESSMENTS.read_text(encoding="utf-8"))["assessment"]
}
RATINGS: dict[str, list[int | str]] = {
    "green": [1, 2, 21],
    "amber_green": [17, 20, 26],
    "amber": [4, 5, 6, 7, 9, 10, 11, 12, 13, 19, 22, 23, 24, 25],
    "amber_red": [8, 14, 15, "overall"],
    "red": [3, 16, 18],
}
SELF_RATINGS = {"not_begun", "in_progress", "complete", "stopped", "unclear", "not_reported"}


def test_six_of_the_26_recommendations_show_good_progress_as_the_panel_says():
    good = {
        number
        for number, conclusion in CONCLUSIONS.items()
        if number != "overall" and rating_of(conclusion) in GOOD_PROGRESS
    }

    assert good == {1, 2, 17, 20, 21, 26}


@pytest.mark.parametrize(("rating", "number"), [(rating, number) for rating in RATINGS for number in RATINGS[rating]])
def test_every_conclusion_has_its_rating(rating, number):
    assert rating_of(CONCLUSIONS[number]) == rating


def test_every_conclusion_is_expected_to_have_a_rating():
    assert set(CONCLUSIONS) == {number for numbers in RATINGS.values() for number in numbers}


def test_every_rating_rule_is_needed_for_some_conclusion():
    assert {rating_of(conclusion) for conclusion in CONCLUSIONS.values()} == {rule.value for rule in RATING_RULES}


@pytest.mark.parametrize("conclusion", ["good progress", " GOOD\nPROGRESS. ", "“Good progress”"])
def test_case_line_breaks_and_quotation_marks_do_not_change_a_rating(conclusion):
    assert rating_of(conclusion) == "green"


def test_a_but_takes_the_plain_green_from_good_progress():
    assert rating_of("Good progress, but only in hospitals") == "amber_green"


@pytest.mark.parametrize(
    "conclusion",
    [
        "",
        "Excellent",
        "No good progress",
        "Not much progress has been made",
        "There is little evidence that some progress was made",
        "Good progress in a few places",
    ],
)
def test_a_conclusion_without_a_rule_is_refused_rather_than_guessed(conclusion):
    with pytest.raises(ValueError, match=f"^No rule gives a rating for the conclusion {re.escape(repr(conclusion))}"):
        rating_of(conclusion)


@pytest.mark.parametrize("words", ["", " \n", "“”", "—"])
def test_where_nothing_is_printed_nothing_is_reported(words):
    assert self_rating_of(words) == "not_reported"


@pytest.mark.parametrize(
    "words",
    [
        "See above",
        "See additional information below.",
        "See progress on recommendation four above.\n\n.",
        "CQC response set out against recommendation two.",
    ],
)
def test_a_row_that_only_points_elsewhere_is_unclear(words):
    assert self_rating_of(words) == "unclear"


def test_a_report_that_also_points_elsewhere_is_judged_by_what_it_reports():
    assert self_rating_of("We are testing it. See also below.") == "in_progress"


@pytest.mark.parametrize(
    ("words", "self_rating"),
    [
        ("It had started. Since then the work has stopped.", "stopped"),
        ("The group is working on it, but the pilot stopped", "stopped"),
        ("“Not yet begun”.", "not_begun"),
        ("Cannot yet progress", "not_begun"),
        ("The work does not appear to have commenced", "not_begun"),
        ("The service is not live", "not_begun"),
        ("Waiting for the others", "not_begun"),
        ("Complete", "complete"),
        ("‘Achieved.’", "complete"),
        ("The panel produced this report", "complete"),
        ("The Department is leading this", "in_progress"),
        ("We are also considering it", "in_progress"),
        ("Guidance being developed", "in_progress"),
        ("It is underway", "in_progress"),
        ("The code, under review since May", "in_progress"),
        ("Progressing, slowly", "in_progress"),
        ("Good progress in some places", "in_progress"),
        ("At an early stage", "in_progress"),
        ("More work is required", "in_progress"),
        ("The details are still to be confirmed", "in_progress"),
        ("A policy that covers some of it", "in_progress"),
        ("The rights have been included", "in_progress"),
        ("We have made a start", "in_progress"),
        ("Some changes were made", "in_progress"),
        ("The centre established the group", "in_progress"),
        ("Breaches are handled with care", "in_progress"),
        ("Apologies are key considerations", "in_progress"),
        ("The strategy will be reviewed", "unclear"),
        ("The leaflet on how data is used will be reviewed", "unclear"),
        ("Nothing; there is nothing to say", "unclear"),
    ],
)
def test_words_of_state_decide_the_self_rating(words, self_rating):
    assert self_rating_of(words) == self_rating


def test_work_that_has_not_begun_is_not_begun_whatever_else_was_done():
    assert self_rating_of("This has not yet begun, although a standard has been sponsored") == "not_begun"


def test_not_yet_doing_one_thing_while_doing_another_is_in_progress():
    assert self_rating_of("While not yet working with one body, we are working with another") == "in_progress"


def test_an_achievement_of_which_a_part_is_only_being_discussed_is_in_progress():
    assert self_rating_of("Achieved. Talks have begun about the rest.") == "in_progress"


def test_something_completed_on_the_way_is_not_the_whole():
    assert self_rating_of("Work will start in May, to be completed in June") == "unclear"


def test_the_self_rating_rules_know_every_self_rating():
    assert {rule.value for rule in SELF_RATING_RULES} == SELF_RATINGS


@pytest.mark.parametrize("rule", [*RATING_RULES, *SELF_RATING_RULES])
def test_every_rule_explains_itself_in_one_sentence(rule):
    assert re.fullmatch(r"[A-Z“][^.]+\.", rule.explanation)


@given(st.text())
@example("has " * 1000)
@example("is also " * 1000)
@example("\x00\u2028İ")
def test_any_text_whatever_has_a_self_rating(words):
    assert self_rating_of(words) in SELF_RATINGS


@given(st.text() | st.sampled_from(sorted(CONCLUSIONS.values())).flatmap(lambda one: st.text().map(one.__add__)))
def test_any_text_whatever_has_a_rating_or_is_refused(conclusion):
    try:
        rating = rating_of(conclusion)
    except ValueError:
        return
    assert rating in RATINGS
