"""What the worker does for returns: opens and closes periods, and writes the letters that are due or were caused."""

import datetime

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from recommendations.letters import news
from recommendations.letters.dates import is_day
from recommendations.letters.queue import ask_for_letters, people_of, people_to_remind
from recommendations.reporting.periods import turn_by_the_clock

AGAIN = RetryStrategy(max_attempts=20, wait=60)
AFTER_A_FAILURE = datetime.timedelta(hours=1)


@app.task(retry=AGAIN)
def tell_people(organisation: int) -> None:
    for people in people_of(organisation):
        ask_for_letters(people)


@app.task(retry=AGAIN)
def tell_everybody() -> None:
    for people in people_of():
        ask_for_letters(people)


@app.task
def write_news(person: int) -> None:
    """Not tried again by the queue, in which another for the same person may wait by then: it asks anew itself."""
    try:
        news.write_news(person)
    except Exception:
        ask_for_letters([person], at=timezone.now() + AFTER_A_FAILURE)
        raise


@app.periodic(cron="0 * * * *")
@app.task(retry=AGAIN)
def remind(timestamp: int) -> None:
    """Every hour from eight in London, whoever was not reminded yet is; so a worker that was down catches up.

    The clock of the queue is UTC and knows no summer time. `timestamp` is when this was due, in seconds.
    """
    if is_day():
        for people in people_to_remind():
            ask_for_letters(people)


@app.periodic(cron="*/10 * * * *")
@app.task
def open_and_close_periods(timestamp: int) -> None:
    """Every ten minutes, for midnight in London is at another hour of UTC in summer. `timestamp` is not needed here."""
    turn_by_the_clock()
