"""The histories by every role: the search of them all, and those of rows that are not there any more."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from organisations.histories.searching import kinds_with_history
from organisations.models import HistoryRow, Organisation, User
from tests import factories as f
from tests.desk import address
from tests.desk_by_role.cast import INSIDE, OUTSIDE, UNSUBMITTED, Cast
from tests.desk_by_role.sending import written_by

ALL = reverse("admin:organisations_historyrow_changelist")
ASKED: list[dict[str, Any]] = [
    {},
    {"q": "sample"},
    {"who": "Sample"},
    {"done": "abbreviation"},
    {"since": "2013-01-01", "until": datetime.date.max.isoformat()},
    {"after": "x"},
    *({"kind": kind} for kind in kinds_with_history()),
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_all_histories_are_searched_by_whoever_is_at_the_desk_and_by_nobody_else(
    cast: Cast, asked: dict[str, Any]
) -> None:
    told = {role: cast.browsers[role].get(ALL, asked).context["entries"] for role in INSIDE}
    assert all(told[role] == told[INSIDE[0]] for role in INSIDE)
    assert [cast.browsers[role].get(ALL, asked).status_code for role in OUTSIDE] == [302] * len(OUTSIDE)


def test_what_is_sent_to_the_search_writes_nothing(cast: Cast) -> None:
    for role, browser in cast.browsers.items():
        assert not written_by(browser, ALL, {"q": "sample", "action": "delete_selected", "post": "yes"}), role


def test_what_an_organisation_has_not_submitted_is_in_no_history(cast: Cast) -> None:
    unsubmitted = cast.row("progressreport", "unsubmitted")
    pages = [(ALL, {"q": UNSUBMITTED}), (address(type(unsubmitted), "history", unsubmitted.pk), {})]
    for role in INSIDE:
        found, of_the_row = (cast.browsers[role].get(page, asked) for page, asked in pages)
        assert list(found.context["entries"]) == [], role
        assert UNSUBMITTED not in of_the_row.text, role


def test_no_password_is_in_any_history(cast: Cast) -> None:
    for person in User.objects.exclude(password=""):
        assert not HistoryRow.objects.with_words(person.password).exists()
        page = cast.browsers[INSIDE[0]].get(address(User, "history", person.pk)).text
        assert person.password not in page


def test_the_history_of_a_row_that_is_gone_is_for_the_same_people(cast: Cast) -> None:
    gone = f.OrganisationFactory()
    where = address(Organisation, "history", gone.pk)
    gone.delete()
    answers = {role: browser.get(where).status_code for role, browser in cast.browsers.items()}
    assert answers == {**dict.fromkeys(INSIDE, 200), **dict.fromkeys(OUTSIDE, 302)}
