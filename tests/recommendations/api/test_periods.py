"""The resource of reporting periods."""

import datetime

import pytest
from django.test import Client

from tests.caldicott.api.reading import one, refused, values
from tests.factories import PeriodFactory

pytestmark = pytest.mark.django_db


def test_a_period_tells_what_the_contract_names() -> None:
    PeriodFactory(position_date=datetime.date(2014, 9, 30), note="As the annexes tell.")

    assert one("periods", "2014-09-30") == {
        "url": "http://testserver/api/v1/periods/2014-09-30/",
        "html_url": "http://testserver/periods/2014-09-30/",
        "slug": "2014-09-30",
        "label": "Position at 30 September 2014",
        "position_date": "2014-09-30",
        "opens_on": None,
        "due_on": None,
        "state": "published",
        "edition": 1,
        "note": "As the annexes tell.",
    }


def test_the_latest_comes_first_and_can_come_last() -> None:
    for year in (2015, 2014, 2016):
        PeriodFactory(position_date=datetime.date(year, 9, 30))

    assert values("periods", "slug") == ["2016-09-30", "2015-09-30", "2014-09-30"]
    assert values("periods", "slug", ordering="position_date") == ["2014-09-30", "2015-09-30", "2016-09-30"]


@pytest.mark.parametrize("state", ["planned", "open", "closed"])
def test_a_period_is_there_only_once_it_is_published(state: str) -> None:
    period = PeriodFactory(open_=True, state=state)

    assert values("periods", "slug") == []
    assert values("periods", "slug", state=state) == []
    assert Client().get(f"/api/v1/periods/{period.slug}/").status_code == 404


def test_state_narrows_the_list() -> None:
    period = PeriodFactory()

    assert values("periods", "slug", state="published") == [period.slug]
    assert "planned, open, closed, published" in refused("periods", state="secret")["state"][0]


def test_search_finds_words_in_the_note() -> None:
    PeriodFactory(note="No deadline is told", position_date=datetime.date(2014, 9, 30))
    PeriodFactory(note="")

    assert values("periods", "slug", search="deadline") == ["2014-09-30"]


@pytest.mark.parametrize("slug", ["2014-09-31", "nonsense", "20140930", "0000-00-00"])
def test_an_address_that_is_no_date_is_not_found(slug: str) -> None:
    PeriodFactory(position_date=datetime.date(2014, 9, 30))

    assert Client().get(f"/api/v1/periods/{slug}/").status_code == 404
