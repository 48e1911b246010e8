"""The resource of changes: a reader can follow them and miss none."""

import datetime
from typing import Any

import pytest
from django.test import Client

from recommendations.changes import record_changes
from recommendations.models import Change, Period, Rating
from tests.caldicott.api.reading import listed, one, refused, values
from tests.factories import (
    AssessmentFactory,
    ChangeFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


def test_a_change_tells_what_the_contract_names() -> None:
    change = ChangeFactory(
        at=datetime.datetime(2014, 12, 1, 9, 30, tzinfo=datetime.UTC),
        period__position_date=datetime.date(2014, 9, 30),
        kind=Change.Kind.SELF_RATING,
        recommendation=RecommendationFactory(number=4),
        commitment=CommitmentFactory(number=56),
        organisation=OrganisationFactory(slug="cqc", name="The Commission"),
        before={"self_rating": "in_progress"},
        after={"self_rating": "complete"},
        reason="A slip of the printer.",
    )

    assert one("changes", change.pk) == {
        "url": f"http://testserver/api/v1/changes/{change.pk}/",
        "html_url": "http://testserver/commitments/56/",
        "id": change.pk,
        "at": "2014-12-01T09:30:00Z",
        "kind": "self_rating",
        "subject": "Commitment 56 under recommendation 4, The Commission",
        "period": "2014-09-30",
        "recommendation": 4,
        "commitment": 56,
        "organisation": "cqc",
        "before": {"self_rating": "in_progress"},
        "after": {"self_rating": "complete"},
        "reason": "A slip of the printer.",
        "edition": 1,
    }


def test_what_was_not_told_is_null() -> None:
    told = one("changes", ChangeFactory().pk)
    assert [told[name] for name in ("recommendation", "commitment", "organisation", "before")] == [None] * 4
    assert told["after"] == {"period": told["period"]}


def test_a_reader_goes_on_where_it_stopped() -> None:
    first, second = PeriodFactory(), PeriodFactory()
    recommendation = RecommendationFactory()
    for period, rating in ((first, Rating.RED), (second, Rating.GREEN)):
        AssessmentFactory(period=period, recommendation=recommendation, rating=rating)
    record_changes(first.editions.get(), None)
    seen = values("changes", "id")
    record_changes(second.editions.get(), None)

    new = listed("changes", since=seen[-1])["results"]

    assert [change["period"] for change in new] == [second.slug] * 2
    assert (
        values("changes", "id", since=0) == seen + [change["id"] for change in new] == sorted(values("changes", "id"))
    )
    assert listed("changes", since=new[-1]["id"])["count"] == 0


@pytest.mark.parametrize("since", ["2014-01-01", "-1", "1.0", "x", "1_0", "١٠", "9" * 19, "9" * 5000, "1\x00", "1\n"])
def test_a_place_to_go_on_from_that_is_none_is_refused(since: str) -> None:
    assert refused("changes", since=since) == {"since": ["Give the id of the last change that you have, not a date."]}


def test_a_place_beyond_the_end_gives_nothing() -> None:
    ChangeFactory()
    assert listed("changes", since="9" * 18)["count"] == 0


def test_each_filter_narrows_the_list() -> None:
    wanted = ChangeFactory(
        period__position_date=datetime.date(2014, 9, 30),
        kind=Change.Kind.SELF_RATING,
        recommendation=RecommendationFactory(number=4),
        commitment=CommitmentFactory(number=56),
        organisation=OrganisationFactory(slug="cqc"),
    )
    ChangeFactory()
    query: dict[str, Any] = {
        "kind": "self_rating",
        "recommendation": 4,
        "commitment": 56,
        "organisation": "cqc",
        "period": "2014-09-30",
    }
    for name, value in query.items():
        assert values("changes", "id", **{name: value}) == [wanted.pk], name
    assert values("changes", "id", **query, since=wanted.pk - 1) == [wanted.pk]


def test_search_finds_reasons_titles_and_organisations() -> None:
    wanted = [
        ChangeFactory(reason="The Leeds figure was wrong."),
        ChangeFactory(recommendation=RecommendationFactory(title="Leeds")),
        ChangeFactory(organisation=OrganisationFactory(name="Leeds Project")),
    ]
    ChangeFactory()
    assert values("changes", "id", search="leeds") == [change.pk for change in wanted]


@pytest.mark.parametrize("state", [Period.State.PLANNED, Period.State.OPEN, Period.State.CLOSED])
def test_nothing_of_a_period_that_is_not_published_is_told(state: str) -> None:
    change = ChangeFactory(period=PeriodFactory(open_=True, state=state))
    assert listed("changes")["count"] == 0
    assert Client().get(f"/api/v1/changes/{change.pk}/").status_code == 404
