"""At the same moment: two chairs, and an editor who changes everything while it is published. On real PostgreSQL."""

import csv
import io
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connections, transaction

from organisations.models import Organisation
from recommendations.editions.publishing import publish_period
from recommendations.editions.sealing import seal
from recommendations.editions.snapshot import of_one_snapshot
from recommendations.editions.store import contents_of
from recommendations.models import Assessment, Change, Commitment, Edition, Period, Recommendation
from tests import factories as f
from tests.publishing import Panel, closed_period, published_period
from tests.recommendations.reporting.racing import TIMES, broken, pair, refused

pytestmark = pytest.mark.django_db(transaction=True)

# In what an editor writes everywhere at once, in one transaction: an edition that has two of them is torn.
WORDS = ("even", "odd")


def test_of_two_chairs_at_once_one_publishes_and_the_other_reads_why_not() -> None:
    panel, other = Panel(), Panel()
    with pair() as both:
        for _ in range(TIMES // 4):
            period = closed_period()
            outcomes = both.do(*(partial(publish_period, period=period, by=each.chair) for each in (panel, other)))
            assert not broken(outcomes)
            assert [refused(each) for each in outcomes].count(True) == 1
            assert period.editions.count() == 1
    places = list(Edition.objects.order_by("place").values_list("place", flat=True))
    assert places == list(range(1, len(places) + 1))


class Editor:
    """Writes one word everywhere, again and again, each time in one transaction, until it is told to stop."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.failed: list[Exception] = []
        self.thread = threading.Thread(target=self._edit)

    def _edit(self) -> None:
        turn = 0
        try:
            while not self.stop.is_set():
                turn += 1
                flip(WORDS[turn % 2])
        except Exception as error:
            self.failed.append(error)
        finally:
            connections.close_all()

    def __enter__(self) -> "Editor":
        self.thread.start()
        return self

    def __exit__(self, *args: Any) -> None:
        self.stop.set()
        self.thread.join()
        assert not self.failed, self.failed


@transaction.atomic
def flip(word: str) -> None:
    """Reference rows, which nobody has to seal: names of bodies, titles, wordings and comments."""
    Organisation.objects.update(note=word)
    Recommendation.objects.update(title=word)
    Commitment.objects.update(note=word)


def words_in(edition: Edition) -> set[str]:
    """Which of the words an edition says, in whichever of its files."""
    files = contents_of(edition, ["organisations.csv", "recommendations.csv", "commitments.csv"])
    told = [row for content in files.values() for row in csv.DictReader(io.StringIO(content.decode()))]
    return {row[name] for row in told for name in ("note", "title") if row.get(name) in WORDS}


@pytest.fixture
def period() -> Period:
    with transaction.atomic():
        row = f.ProgressReportFactory()
        f.OrganisationFactory.create_batch(5)
        f.AssessmentFactory(period=row.period, recommendation=row.recommendation)
        seal(row.period, by=None, reason="A sample.")
    flip(WORDS[0])
    return row.period


def torn(period: Period, publish: Callable[[Period], Any], times: int) -> int:
    """How many editions of so many say both words, while an editor writes."""
    with Editor():
        for _ in range(times):
            publish(period)
    return sum(len(words_in(edition)) > 1 for edition in period.editions.all())


def of_one_moment(period: Period) -> None:
    of_one_snapshot(seal)(period, by=None, reason="A sample.")


def of_many_moments(period: Period) -> None:
    """The wrong variant: each file is of the moment at which it is written."""
    seal(period, by=None, reason="A sample.")


def test_while_an_editor_changes_everything_no_edition_is_torn(period: Period) -> None:
    assert torn(period, of_one_moment, TIMES) == 0


def test_an_edition_of_many_moments_is_torn(period: Period) -> None:
    """So that the test above can fail."""
    assert torn(period, of_many_moments, 40) > 0


def wait_for(writers: list[threading.Thread], published: threading.Event) -> None:
    for writer in writers:
        writer.join()
    published.set()


@of_one_snapshot
def correct(period: Period, word: str) -> None:
    Assessment.objects.filter(period=period).update(conclusion=word)
    seal(period, by=None, reason="A sample.")


def test_who_polls_the_changes_while_four_publish_misses_nothing_and_sees_nothing_twice() -> None:
    panel = Panel()
    periods = [published_period(panel).period for _ in range(4)]
    published = threading.Event()
    failed: list[Exception] = []

    def publish(period: Period) -> None:
        try:
            for turn in range(10):
                correct(period, WORDS[turn % 2])
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=publish, args=(period,)) for period in periods]
    for writer in writers:
        writer.start()
    threading.Thread(target=wait_for, args=(writers, published)).start()
    seen: list[int] = []
    ended = False
    while not ended:
        ended = published.is_set()  # looked at before the last look at the changes
        since = seen[-1] if seen else 0
        seen += Change.objects.published().filter(pk__gt=since).order_by("pk").values_list("pk", flat=True)
    assert not failed, failed
    assert seen == list(range(1, len(seen) + 1))
    assert len(seen) == Change.objects.count() >= 4 * 10 * 2
