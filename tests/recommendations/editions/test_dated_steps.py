"""How those who are silent were asked for their returns is sealed with what they did not give."""

import csv
import datetime

import pytest

from recommendations.editions.sealing import DATED_STEPS
from recommendations.editions.store import text_of
from recommendations.models import Edition, Reminder
from tests.factories import (
    CommitmentFactory,
    LetterFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    ReminderFactory,
)
from tests.recommendations.package.packages import seal_what_is_public

pytestmark = pytest.mark.django_db

Step = Reminder.Step


def test_the_steps_of_the_silent_are_sealed_with_the_days_on_which_they_were_asked() -> None:
    period = PeriodFactory()
    silent, other, telling = (OrganisationFactory(slug=slug) for slug in ("a", "b", "c"))
    for organisation in (silent, other, telling):
        commitment = CommitmentFactory()
        commitment.lead_organisations.add(organisation)
        if organisation == telling:
            ProgressReportFactory(period=period, organisation=telling, commitment=commitment)
    for organisation, step, day in (
        (silent, Step.OVERDUE, 20),
        (silent, Step.OPENING, 1),
        (silent, Step.OPENING, 2),  # to another person of the same
        (telling, Step.OPENING, 1),
        (other, Step.OPENING, None),  # it has not left
    ):
        sent = day and datetime.datetime(2100, 6, day, 23, 30, tzinfo=datetime.UTC)  # the next day in London
        letter = LetterFactory(sent_at=sent)
        on = datetime.date(2100, 6, 1 if step == Step.OPENING else 20)
        ReminderFactory(letter=letter, organisation=organisation, period=period, step=step, on=on)

    seal_what_is_public()
    with text_of(Edition.objects.get(), DATED_STEPS) as file:
        assert list(csv.reader(file)) == [
            ["organisation", "step", "on"],
            ["a", "opening", "2100-06-02"],
            ["a", "overdue", "2100-06-21"],
        ]
