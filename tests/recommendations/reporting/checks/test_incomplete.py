"""Is everything there that a report of its kind and rating needs?"""

import dataclasses
from typing import Any

import pytest

from recommendations.models import SelfRating

from .cases import LINK, RISK, case, found, last

ANSWERS, EVIDENCE, RISKS = (
    "A report answers its questions",
    "Evidence has a title, a link and a date",
    "A risk or an issue has an owner",
)
RATINGS = [rating for rating in SelfRating if rating != SelfRating.NOT_REPORTED]


@pytest.mark.parametrize("kind", ["", "something"])
def test_a_report_says_of_what_kind_it_is(kind: str) -> None:
    assert found(ANSWERS, case(kind=kind)) == ["kind"]


def test_nothing_to_report_needs_a_reason_and_no_more() -> None:
    assert found(ANSWERS, case(kind="nothing_to_report", self_rating="", narrative="")) == ["nil_reason"]
    assert found(ANSWERS, case(kind="nothing_to_report", self_rating="", nil_reason="Not ours.")) == []


def test_as_last_period_needs_one_sentence() -> None:
    same: dict[str, Any] = {"kind": "as_last_period", "last": last()}
    assert found(ANSWERS, case(**same, narrative="")) == ["still"]
    assert found(ANSWERS, case(**same, narrative="Nothing new.")) == []


def test_as_last_period_needs_a_last_period_that_told_something() -> None:
    assert found(ANSWERS, case(kind="as_last_period")) == ["kind"]
    assert found(ANSWERS, case(kind="as_last_period", last=last(kind="nothing_to_report"))) == ["kind"]


@pytest.mark.parametrize(
    ("answer", "missing", "field"),
    [
        ("self_rating", "", "self_rating"),
        ("narrative", "", "narrative"),
        ("done", "", "done"),
        ("next_steps", "", "next_steps"),
        ("expected_on", None, "expected_on_day"),
        ("on_track", None, "on_track"),
    ],
)
def test_what_is_in_progress_needs_each_answer(answer: str, missing: Any, field: str) -> None:
    assert found(ANSWERS, case(**{answer: missing})) == [field]
    assert found(ANSWERS, case()) == []


@pytest.mark.parametrize("rating", RATINGS)
def test_what_each_rating_asks_for(rating: str) -> None:
    bare = case(self_rating=rating, done="", next_steps="", expected_on=None, on_track=None)
    ahead = ["next_steps", "expected_on_day", "on_track"]
    assert (
        found(ANSWERS, bare)
        == {
            "not_begun": ahead,
            "in_progress": ["done", *ahead],
            "complete": ["done"],
            "stopped": ["why_not_on_track"],
            "unclear": [],
        }[rating]
    )


def test_what_is_not_on_track_says_why_and_what_is_done_about_it() -> None:
    assert found(ANSWERS, case(on_track=False)) == ["why_not_on_track", "remedy"]
    assert found(ANSWERS, case(on_track=False, why_not_on_track="Samples are late.", remedy="More are made.")) == []


@pytest.mark.parametrize(
    ("answer", "missing", "field"),
    [("title", "", "title"), ("url", "", "url"), ("about_on", None, "about_on_day")],
)
def test_each_piece_of_evidence_is_whole(answer: str, missing: object, field: str) -> None:
    half = dataclasses.replace(LINK, **{answer: missing})  # type: ignore[arg-type]
    assert found(EVIDENCE, case(evidence=(LINK, half))) == [f"evidence-1-{field}"]
    assert found(EVIDENCE, case(evidence=(LINK, dataclasses.replace(LINK, page="")))) == []


@pytest.mark.parametrize("answer", ["kind", "text", "owner"])
def test_each_risk_is_whole(answer: str) -> None:
    half = dataclasses.replace(RISK, **{answer: ""})
    assert found(RISKS, case(risks=(RISK, half))) == [f"risks-1-{answer}"]
    assert found(RISKS, case(risks=(RISK,))) == []
