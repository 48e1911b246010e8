"""How a silent organisation was asked for its return, told once the period is published, with nobody's name."""

import datetime

import pytest
from django.test import Client

from organisations.models import Organisation
from recommendations.models import Period, Reminder
from tests.factories import MappingFactory, PeriodFactory, ProgressReportFactory, ReminderFactory
from tests.pages import read
from tests.recommendations.public.organisations import lead

pytestmark = pytest.mark.django_db

SENTENCE = (
    "No report: no report Asked for its return on 1 October 2026; reminded three days before the deadline on "
    "28 December 2026; told that its return is overdue on 8 January 2027"
)


def remind(organisation: Organisation, period: Period, step: str, *moment: int) -> None:
    at = datetime.datetime(*moment, tzinfo=datetime.UTC) if moment else None  # type: ignore[misc, arg-type]
    ReminderFactory(
        organisation=organisation,
        period=period,
        step=step,
        letter__sent_at=at,
        letter__person__name="A Sample Person",
        letter__address="sample@example.org",
    )


@pytest.fixture
def silent() -> Organisation:
    """It was asked in three steps: the last by a letter late on a winter's evening, one letter never left."""
    organisation, period = lead(name="No report", slug="silent"), PeriodFactory()
    remind(organisation, period, Reminder.Step.OVERDUE, 2027, 1, 8, 23, 30)
    for hour in (7, 9):
        remind(organisation, period, Reminder.Step.OPENING, 2026, 10, 1, hour)
    remind(organisation, period, Reminder.Step.THREE_DAYS, 2026, 12, 28, 8)
    remind(organisation, period, Reminder.Step.DEADLINE)
    remind(organisation, PeriodFactory(open_=True), Reminder.Step.FORTNIGHT, 2027, 2, 1)
    remind(lead(), period, Reminder.Step.FORTNIGHT, 2026, 12, 17)
    return organisation


def published() -> Period:
    return Period.objects.published().get()


def test_the_page_of_the_silent_tells_each_step_once_on_its_day(client: Client, silent: Organisation) -> None:
    page = read(client, f"{published().get_absolute_url()}silence/")
    assert SENTENCE in page.text
    assert "Sample" not in page.response.content.decode()
    assert "sample@" not in page.response.content.decode()


def test_the_organisations_page_tells_them_beside_what_it_owes(client: Client, silent: Organisation) -> None:
    section = read(client, "/organisations/silent/").section("owes")
    assert (
        "How it was asked for what it did not report Asked for its return on 1 October 2026 Reminded three days before "
        "the deadline on 28 December 2026 Told that its return is overdue on 8 January 2027" in section
    )
    assert "fortnight" not in section


def test_a_letter_of_a_summers_night_counts_for_the_day_in_london(client: Client) -> None:
    organisation, period = lead(slug="silent"), PeriodFactory()
    remind(organisation, period, Reminder.Step.OVERDUE, 2026, 7, 1, 23, 30)
    assert "overdue on 2 July 2026" in read(client, "/organisations/silent/").text


def test_whoever_reported_all_that_it_owes_is_not_told_to_have_been_asked(client: Client, silent: Organisation) -> None:
    ProgressReportFactory(organisation=silent, commitment=silent.commitments.get(), period=published())
    assert "How it was asked" not in read(client, "/organisations/silent/").text
    assert "1 October 2026" not in read(client, f"{published().get_absolute_url()}silence/").text


def test_whoever_left_one_commitment_out_is_told_to_have_been_asked(client: Client, silent: Organisation) -> None:
    ProgressReportFactory(organisation=silent, commitment=silent.commitments.get(), period=published())
    MappingFactory().commitment.lead_organisations.set([silent])
    assert "How it was asked" in read(client, "/organisations/silent/").text


def test_nothing_is_told_before_the_period_is_published(client: Client) -> None:
    organisation = lead(slug="silent")
    remind(organisation, PeriodFactory(open_=True), Reminder.Step.OPENING, 2026, 10, 1, 8)
    assert "1 October 2026" not in read(client, "/organisations/silent/").text
