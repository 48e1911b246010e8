"""Does the date by which it is expected to be done go with the rest?"""

import datetime
from typing import Any

import pytest

from .cases import AHEAD, TODAY, case, found, last

DAY = datetime.timedelta(days=1)
REASON, BEFORE_IT, SOMETHING = (
    "A date that moves has a reason",
    "What is on track has its date before it",
    "A date moves because something changed",
)


def test_a_date_that_moves_has_a_reason() -> None:
    assert found(REASON, case(expected_before=AHEAD - DAY)) == ["moved_because"]
    assert found(REASON, case(expected_before=AHEAD - DAY, moved_because="Samples were late.")) == []


def test_a_date_that_comes_nearer_has_one_too() -> None:
    assert found(REASON, case(expected_before=AHEAD + DAY)) == ["moved_because"]


def test_the_first_date_and_the_same_date_need_none() -> None:
    assert found(REASON, case()) == []
    assert found(REASON, case(expected_before=AHEAD)) == []
    assert found(REASON, case(expected_before=AHEAD, expected_on=None, self_rating="complete")) == []


def test_a_report_as_last_period_moves_no_date() -> None:
    same = case(kind="as_last_period", expected_before=AHEAD - DAY, last=last(self_rating="in_progress"))
    assert found(REASON, same) == found(SOMETHING, same) == []


@pytest.mark.parametrize(("days", "asked"), [(-1, True), (0, False), (1, False)])
def test_what_is_on_track_has_not_passed_its_date(days: int, asked: bool) -> None:
    here = case(expected_on=TODAY + days * DAY)
    assert found(BEFORE_IT, here) == (["expected_on_day"] if asked else [])


@pytest.mark.parametrize("said", [{"on_track": False}, {"self_rating": "complete"}, {"on_track": None}])
def test_what_is_not_on_track_or_done_may_have_passed_it(said: dict[str, Any]) -> None:
    assert found(BEFORE_IT, case(expected_on=TODAY - DAY, **said)) == []


def test_a_date_that_moves_goes_with_another_self_rating() -> None:
    moved: Any = {"expected_before": AHEAD - DAY, "moved_because": "Samples were late."}
    assert found(SOMETHING, case(last=last(self_rating="in_progress"), **moved)) == ["self_rating"]
    assert found(SOMETHING, case(last=last(self_rating="not_begun"), **moved)) == []
    assert found(SOMETHING, case(last=last(self_rating="in_progress"), expected_before=AHEAD)) == []
