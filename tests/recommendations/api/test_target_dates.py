"""The resource of target dates: the first, and each to which one moved."""

import datetime

import pytest

from recommendations.models import TargetDate
from tests.caldicott.api.reading import listed, one, values
from tests.factories import PeriodFactory, TargetDateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved() -> TargetDate:
    first = TargetDateFactory(
        commitment__number=9,
        organisation__slug="body",
        period=PeriodFactory(position_date=datetime.date(2026, 3, 31)),
        expected_on=datetime.date(2026, 12, 31),
    )
    later: TargetDate = TargetDateFactory(
        commitment=first.commitment,
        organisation=first.organisation,
        period=PeriodFactory(position_date=datetime.date(2026, 6, 30)),
        number=1,
        previously_on=first.expected_on,
        expected_on=datetime.date(2027, 1, 31),
        reason="The law was late.",
    )
    return later


def test_a_moved_date_tells_from_where_how_far_and_why(moved: TargetDate) -> None:
    assert one("target-dates", moved.public_id) == {
        "url": f"http://testserver/api/v1/target-dates/{moved.public_id}/",
        "html_url": "http://testserver/commitments/9/#expected",
        "id": moved.public_id,
        "commitment": 9,
        "organisation": "body",
        "period": "2026-06-30",
        "number": 1,
        "expected_on": "2027-01-31",
        "previously_on": "2026-12-31",
        "reason": "The law was late.",
        "first_on": "2026-12-31",
        "days_slipped": 31,
    }


def test_a_first_date_has_moved_from_nowhere(moved: TargetDate) -> None:
    (first,) = listed("target-dates", period="2026-03-31")["results"]
    told = [first[name] for name in ("number", "previously_on", "reason", "first_on", "days_slipped")]
    assert told == [0, None, None, "2026-12-31", 0]


def test_it_is_narrowed_by_what_it_is_about(moved: TargetDate) -> None:
    TargetDateFactory(commitment__number=8)
    assert values("target-dates", "number", commitment=9) == [0, 1]
    assert values("target-dates", "number", organisation="body", ordering="-number") == [1, 0]
    assert values("target-dates", "commitment", search="late") == [9]
