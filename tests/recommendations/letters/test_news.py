"""A letter of news: one a day for a person, of what is new and still true, over all the person's organisations."""

import time
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from organisations.letters import write_letter
from organisations.models import Letter, Role
from recommendations.letters import everybody_has_news, have_news, news
from recommendations.letters.news import write_news
from recommendations.models import Commitment, Period, ProgressReport, Reminder
from recommendations.tasks import remind
from tests.factories import AuditRowFactory, MembershipFactory, SubmissionFactory, UserFactory
from tests.publishing import publish_past_all_rules
from tests.workers import in_threads, let_the_wait_be_over, work_once

from .desks import DUE, collecting, decided, desk, leads, moment, news_of, reported

pytestmark = pytest.mark.django_db


def on(day: int, hour: int = 9) -> Any:
    return time_machine.travel(moment(day, hour), tick=False)


def text_of(letter: Letter | None) -> str:
    assert letter is not None
    return " ".join(letter.text.split())


def test_all_organisations_of_a_person_stand_in_one_letter() -> None:
    period = collecting()
    one, person = desk(name="Sample Trust A")
    desk(commitments=2, person=person, name="Sample Trust B")
    with on(2):
        decided(reported(period, one, leads(one), "submitted"), "accepted")
        letter = write_news(person.pk)

    text = text_of(letter)
    assert "Sample Trust A" in text
    assert "1 report due by 30 March 2027" in text
    assert "1 report accepted" in text
    assert "Sample Trust B" in text
    assert "2 reports due by 30 March 2027" in text
    assert len(news_of(person)) == 1
    assert {(each.organisation.name, each.step) for each in Reminder.objects.all()} == {
        ("Sample Trust A", "opening"),
        ("Sample Trust B", "opening"),
    }


def test_a_second_letter_of_the_same_day_waits_until_the_next_morning() -> None:
    period, (body, person) = collecting(), desk()
    with on(2):
        assert write_news(person.pk)
        decided(reported(period, body, leads(body), "submitted"), "accepted")
        assert write_news(person.pk) is None
    with on(2, 23):
        assert write_news(person.pk) is None

    (job,) = ProcrastinateJob.objects.filter(task_name="recommendations.tasks.write_news")
    assert job.scheduled_at == moment(3, 8)
    with on(3, 8):
        assert "1 report accepted" in text_of(write_news(person.pk))
    assert [letter.day for letter in news_of(person)] == [moment(2).date(), moment(3).date()]


def test_nothing_is_told_twice_and_nothing_new_is_no_letter() -> None:
    period, (body, person) = collecting(), desk(commitments=0)
    with on(2):
        assert write_news(person.pk) is None
        decided(reported(period, body, leads(body), "submitted"), "accepted")
        assert write_news(person.pk)
    for day in (3, 4):
        with on(day):
            assert write_news(person.pk) is None
    assert ProcrastinateJob.objects.filter(task_name="recommendations.tasks.write_news").count() == 0


def test_a_returned_report_is_told_with_its_reason() -> None:
    period, (body, person) = collecting(), desk()
    report = reported(period, body, Commitment.objects.get(), "submitted")
    with on(2):
        decided(report, "returned", reason="Say when.\nSay <b>who</b>.")
        letter = write_news(person.pk)

    assert f"Commitment {report.commitment_id}, position at 28 February 2027" in text_of(letter)
    assert letter is not None
    assert "  > Say when.\n  > Say <b>who</b>.\n" in letter.text
    assert "Say when.<br>Say &lt;b&gt;who&lt;/b&gt;." in letter.html


def test_a_report_submitted_again_is_not_told_as_returned() -> None:
    period, (body, person) = collecting(), desk()
    report = reported(period, body, Commitment.objects.get(), "submitted")
    with on(2):
        decided(report, "returned", reason="Say when.")
        SubmissionFactory(report=report, number=2, receipt__period=period)
        ProgressReport.objects.update(state="submitted")
        assert write_news(person.pk) is None
        decided(report, "returned", reason="Say who.", number=3)
        text = text_of(write_news(person.pk))

    assert "Say who." in text
    assert "Say when." not in text


def test_what_was_committed_while_a_letter_was_written_is_in_the_next() -> None:
    """Its moment lies before that of the letter, which did not see it."""
    period, (body, person) = collecting(), desk()
    with on(2):
        report = reported(period, body, leads(body), "submitted")
        write_news(person.pk)
    with time_machine.travel(moment(2, 8, 59), tick=False):
        decided(report, "accepted")
    with on(3):
        assert "1 report accepted" in text_of(write_news(person.pk))
    with on(4):
        assert write_news(person.pk) is None


def test_a_person_hears_nothing_of_before_their_part_began_or_after_it_ended() -> None:
    period, (body, _) = collecting(), desk()
    late = MembershipFactory(organisation=body, begins_at=moment(5)).person
    gone = MembershipFactory(organisation=body, ends_at=moment(4)).person
    left = MembershipFactory(organisation=body, person__is_active=False).person
    with on(3):
        decided(reported(period, body, leads(body), "submitted"), "accepted")
    with on(6):
        assert "accepted" not in text_of(write_news(late.pk)).split("Reminders before")[0]
        assert write_news(gone.pk) is None
        assert write_news(left.pk) is None


def test_a_published_period_is_told_once() -> None:
    period, (_, person) = collecting(), desk(commitments=0)
    with on(2):
        AuditRowFactory(verb="publish_period", subject=period, at=moment(2))
        assert write_news(person.pk) is None
        publish_past_all_rules()
        letter = write_news(person.pk)
    with on(3):
        assert write_news(person.pk) is None

    assert "Published, Position at 28 February 2027: http://localhost:8000/periods/2027-02-28/" in text_of(letter)


def test_of_long_lists_ten_are_named_and_the_rest_counted() -> None:
    collecting()
    _, person = desk(commitments=84)
    with on(2):
        letter = write_news(person.pk)

    text = text_of(letter)
    assert "84 reports due by 30 March 2027" in text
    assert text.count("- Commitment") == 10
    assert "- and 74 more" in text
    assert letter is not None
    assert letter.html.count("<li>Commitment") == 10


def test_a_draft_is_owed_and_what_was_submitted_is_not() -> None:
    period, (body, person) = collecting(), desk(commitments=3)
    drafted, submitted, untouched = Commitment.objects.order_by("number")
    reported(period, body, drafted, "draft")
    reported(period, body, submitted, "submitted")
    with on(2):
        text = text_of(write_news(person.pk))

    assert f"Commitment {drafted.number} (a draft is saved): Sample duty." in text
    assert f"Commitment {untouched.number}: Sample duty." in text
    assert f"Commitment {submitted.number}" not in text


def test_the_off_switch_leaves_what_is_overdue_and_what_was_decided() -> None:
    period = collecting()
    body, person = desk(person=UserFactory(wants_reminders=False))
    with on(2):
        assert write_news(person.pk) is None
        decided(reported(period, body, leads(body), "submitted"), "accepted")
        text = text_of(write_news(person.pk))
        assert "1 report accepted" in text
        assert "due by" not in text
    with time_machine.travel(moment(DUE.replace(month=4, day=6)), tick=False):
        assert "1 report overdue since 30 March 2027" in text_of(write_news(person.pk))


def test_a_letter_costs_as_many_queries_for_thirty_organisations_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    period = collecting()
    _, person = desk()
    _, busy = desk(commitments=5)
    for _ in range(30):
        body, _ = desk(commitments=5, person=busy)
        with on(2):
            decided(reported(period, body, leads(body), "submitted"), "accepted")
    ContentType.objects.get_for_model(Period)  # which is asked for once in a process
    for to in (person, busy):
        with on(2), django_assert_num_queries(17):
            assert write_news(to.pk)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    collecting()
    _, person = desk()

    def slowly(*arguments: Any, **more: Any) -> Letter:
        time.sleep(0.3)
        return write_letter(*arguments, **more)

    monkeypatch.setattr(news, "write_letter", slowly)
    with on(2):
        in_threads(*[lambda: write_news(person.pk)] * 3)

    assert len(news_of(person)) == 1
    assert Reminder.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_news_is_told_if_and_only_if_what_causes_it_is_committed() -> None:
    period, (body, person) = collecting(), desk(commitments=0)
    report = reported(period, body, leads(body), "submitted")

    def undone() -> None:
        with transaction.atomic():
            have_news(body)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    work_once()
    assert not ProcrastinateJob.objects.exists()

    with transaction.atomic():
        decided(report, "accepted")
        have_news(body)
        have_news(body)
    work_once()

    assert len(news_of(person)) == 1
    assert [sent.to for sent in mail.outbox] == [[person.email]]
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_cannot_be_written_is_tried_again_within_the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    period, (body, person) = collecting(), desk(commitments=0)
    decided(reported(period, body, leads(body), "submitted"), "accepted")
    have_news(body)
    with monkeypatch.context() as broken:
        broken.setattr(news, "words_of", lambda news, day: 1 / 0)
        work_once()
    assert news_of(person) == []
    assert ProcrastinateJob.objects.filter(status="todo").count() == 1

    let_the_wait_be_over()
    work_once()

    assert len(news_of(person)) == 1


@pytest.mark.django_db(transaction=True)
def test_everybody_hears_of_what_concerns_all() -> None:
    people = [desk(commitments=0)[1] for _ in range(3)]
    MembershipFactory(panel=True, role=Role.CHAIR)
    period = collecting()
    publish_past_all_rules()
    AuditRowFactory(verb="publish_period", subject=period)
    everybody_has_news()

    work_once()

    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(person.email for person in people)


@pytest.mark.django_db(transaction=True)
def test_reminders_go_out_from_eight_to_whoever_owes_once_a_step_and_the_latest_is_caught_up() -> None:
    collecting()
    body, person = desk()
    desk(commitments=0)
    reluctant = MembershipFactory(organisation=body, person__wants_reminders=False).person
    for day, hours in ((1, (7, 8, 9, 20)), (2, (9,)), (15, (9,)), (16, (12,)), (28, (9,)), (30, (9,)), (31, (9,))):
        for hour in hours:
            with on(day, hour):
                remind(timestamp=0)
                let_the_wait_be_over()
                work_once()

    days = [
        (reminder.step, reminder.letter.day.day) for reminder in Reminder.objects.order_by("pk") if reminder.letter.day
    ]
    assert days == [("opening", 1), ("fortnight", 16), ("three_days", 28), ("deadline", 30)]
    assert news_of(reluctant) == []
    assert {sent.to[0] for sent in mail.outbox} == {person.email}

    with time_machine.travel(moment(DUE.replace(month=4, day=27)), tick=False):
        remind(timestamp=0)
        work_once()
        remind(timestamp=0)
        work_once()
    assert [reminder.on.isoformat() for reminder in Reminder.objects.filter(step="overdue")] == ["2027-04-27"] * 2
    assert len(news_of(reluctant)) == 1


def test_whoever_was_told_of_a_step_is_not_asked_about_until_the_next() -> None:
    collecting()
    _, person = desk()
    with on(2):
        write_news(person.pk)
    for day, asked in ((2, 0), (3, 0), (15, 0), (16, 1)):
        with on(day):
            remind(timestamp=0)
        assert ProcrastinateJob.objects.filter(task_name="recommendations.tasks.write_news").count() == asked


def test_whoever_has_submitted_everything_is_not_reminded() -> None:
    period, (body, _) = collecting(), desk()
    reported(period, body, Commitment.objects.get(), "submitted")
    with on(2):
        remind(timestamp=0)

    assert not ProcrastinateJob.objects.exists()


def test_who_is_to_be_reminded_costs_as_many_queries_for_fifty_people_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    collecting()
    desk()
    with on(2), django_assert_num_queries(8):
        remind(timestamp=0)
    for _ in range(50):
        desk()
    with on(2), django_assert_num_queries(8):
        remind(timestamp=0)
    assert ProcrastinateJob.objects.count() == 51
