"""What the secretariat has before it when it decides: all that was said, what the checks ask, and what the date did."""

import datetime

import pytest
import time_machine
from django.test import Client

from organisations.models import Role
from recommendations.models import ProgressReport
from recommendations.reporting.dossier import dossier_of
from tests import factories as f
from tests.desk import address, browser_of
from tests.pages import read
from tests.returning import PROGRESS, Desk, open_period, person

pytestmark = pytest.mark.django_db


def next_period(desk: Desk) -> None:
    desk.period = open_period(position_date=desk.period.position_date + datetime.timedelta(days=91))


@pytest.fixture
def desk() -> Desk:
    """A body that gave a date, moved it, and moves it again in a report that waits for a decision."""
    desk = Desk.make()
    for year, reason in (("2091", ""), ("2092", "Samples were late."), ("2093", "Samples are later still.")):
        desk.save({**PROGRESS, "expected_on_year": year, **({"moved_because": reason} if reason else {})})
        desk.submit()
        if year != "2093":
            desk.accept()
            next_period(desk)
    return desk


@pytest.fixture
def secretariat() -> Client:
    return browser_of(person(Role.SECRETARIAT, is_staff=True, is_superuser=True))


@pytest.mark.parametrize("name", ["accept", "return"])
def test_whoever_decides_sees_what_became_of_the_date_and_why(desk: Desk, secretariat: Client, name: str) -> None:
    page = read(secretariat, address(ProgressReport, "act", desk.report.pk, name))
    assert (
        "First expected by 31 March 2091; now by 31 March 2092, 366 days later than at first. The date has moved once:"
    ) in page.text
    assert "From 31 March 2091 to 31 March 2092" in page.text
    assert "Samples were late." in page.text
    assert "Why that date moved Samples are later still." in page.text


def test_what_the_checks_ask_of_the_last_round_is_told_with_its_rule(desk: Desk, secretariat: Client) -> None:
    page = read(secretariat, address(ProgressReport, "change", desk.report.pk))
    assert "Words are new in a new period: This is nearly word for word what you said last period." in page.text
    assert "A date moves because something changed: The date has moved and the self-rating is the same" in page.text


def test_where_the_checks_find_nothing_that_is_told(secretariat: Client) -> None:
    desk = Desk.make()
    desk.save()
    desk.submit()
    page = read(secretariat, address(ProgressReport, "change", desk.report.pk))
    assert "The checks find nothing to ask of the last round." in page.text


def test_what_was_said_is_told_in_the_words_of_the_form(desk: Desk, secretariat: Client) -> None:
    text = read(secretariat, address(ProgressReport, "change", desk.report.pk)).text
    for told in ("What is reported Progress, in full", "How far it is In progress", "On track Yes"):
        assert told in text
    assert "What it said for the position at" in text
    assert "in_progress" not in text.split("As submitted")[1].split("What it says")[0]


@pytest.mark.parametrize(("day", "asked"), [("2090-10-01", False), ("2091-04-01", True)])
def test_the_checks_are_those_of_the_day_on_which_it_was_submitted(day: str, asked: bool) -> None:
    desk = Desk.make()
    with time_machine.travel(f"{day}T12:00:00Z", tick=False):
        desk.save()
        desk.submit()
    rules = {finding.rule for finding in dossier_of(desk.report).findings}
    assert ("What is on track has its date before it" in rules) == asked


def test_of_a_row_without_a_number_there_is_nothing_beside_it() -> None:
    row = f.ProgressReportFactory(commitment=None)
    assert (dossier_of(row).last, dossier_of(row).slippage.dates) == (None, ())


def test_whoever_decides_is_told_that_what_was_returned_says_the_same_as_before() -> None:
    desk = Desk.make()
    desk.save()
    desk.submit()
    desk.give_back()
    desk.submit()
    assert "What was returned is answered" in {finding.rule for finding in dossier_of(desk.report).findings}
