"""The dated steps by which an organisation was asked: from letters that left, without a person, once it is public."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from organisations.models import Organisation
from recommendations.letters.steps import DatedStep, steps_of, with_own_steps, with_steps
from recommendations.models import Period, Reminder
from recommendations.models.reminder import Step
from tests.factories import LetterFactory, OrganisationFactory, PeriodFactory, ReminderFactory

pytestmark = pytest.mark.django_db

OPENED = datetime.date(2101, 3, 1)


def reminder(period: Period, organisation: Organisation, step: Step, on: datetime.date, sent: str | None) -> Reminder:
    letter = LetterFactory(sent_at=datetime.datetime.fromisoformat(sent) if sent else None)
    made: Reminder = ReminderFactory(letter=letter, period=period, organisation=organisation, step=step, on=on)
    return made


def steps(period: Period, organisation: Organisation) -> list[DatedStep]:
    return steps_of(with_steps(Organisation.objects.all(), period).get(pk=organisation.pk))


def test_each_step_is_told_once_with_the_day_in_london_on_which_its_first_letter_left() -> None:
    period, body = PeriodFactory(), OrganisationFactory()
    reminder(period, body, Step.OPENING, OPENED, "2101-03-02T09:00Z")
    reminder(period, body, Step.OPENING, OPENED, "2101-03-01T09:00Z")
    reminder(period, body, Step.FORTNIGHT, datetime.date(2101, 6, 1), "2101-06-01T23:30Z")
    reminder(period, body, Step.OVERDUE, datetime.date(2101, 6, 22), "2101-06-22T08:00Z")
    reminder(period, body, Step.OVERDUE, datetime.date(2101, 6, 29), "2101-06-29T08:00Z")

    assert steps(period, body) == [
        DatedStep(Step.OPENING, datetime.date(2101, 3, 1)),
        DatedStep(Step.FORTNIGHT, datetime.date(2101, 6, 2)),
        DatedStep(Step.OVERDUE, datetime.date(2101, 6, 22)),
        DatedStep(Step.OVERDUE, datetime.date(2101, 6, 29)),
    ]
    assert steps(period, body)[0].label == "Asked for its return"


def test_a_letter_that_never_left_is_no_step() -> None:
    period, body = PeriodFactory(), OrganisationFactory()
    reminder(period, body, Step.OPENING, OPENED, None)

    assert steps(period, body) == []


@pytest.mark.parametrize("state", ["planned", "open", "closed"])
def test_nothing_is_public_before_the_period_is_published(state: str) -> None:
    period, body = PeriodFactory(open_=True, state=state), OrganisationFactory()
    reminder(period, body, Step.OPENING, OPENED, "2101-03-01T09:00Z")

    assert steps(period, body) == []
    itself = with_own_steps(Organisation.objects.all(), period).get(pk=body.pk)
    assert steps_of(itself) == [DatedStep(Step.OPENING, OPENED)]


def test_the_steps_of_many_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    period, silent = PeriodFactory(), OrganisationFactory()
    asked = OrganisationFactory.create_batch(30)
    for body in asked:
        reminder(period, body, Step.OPENING, OPENED, "2101-03-01T09:00Z")
    reminder(PeriodFactory(), silent, Step.OPENING, OPENED, "2101-03-01T09:00Z")

    with django_assert_num_queries(1):
        told = {body: steps_of(body) for body in with_steps(Organisation.objects.all(), period)}

    assert told == {silent: [], **{body: [DatedStep(Step.OPENING, OPENED)] for body in asked}}
