"""The worker sends every letter once, however often it has to try and however many try at once."""

import time
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from pytest_django import Settings

from organisations import tasks
from organisations.letters import write_letter
from organisations.models import Invitation, Letter
from organisations.tasks import UntilItIsSent, send_forgotten_letters, send_letter
from tests.factories import LetterFactory, UserFactory
from tests.workers import in_threads, let_the_wait_be_over, work_once

DOWN = "tests.organisations.test_tasks.Down"


class Down(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages: Any) -> int:
        raise SMTPServerDisconnected("Connection \x00 unexpectedly closed")


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_a_letter_in_both_forms(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Tracker <tracker@example.org>"
    letter = write_letter("receipt", subject="A receipt", text="It came.", html="<p>It came.</p>", to=UserFactory())

    work_once()

    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    assert (sent.subject, sent.body, sent.to) == ("A receipt", "It came.", [letter.address])
    assert sent.from_email == "Tracker <tracker@example.org>"
    assert [part[:2] for part in sent.alternatives] == [("<p>It came.</p>", "text/html")]
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert (letter.attempts, letter.failure) == (1, "")
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_a_letter_that_was_sent_is_not_sent_again() -> None:
    letter = LetterFactory()
    send_letter(letter.pk)
    sent_at = Letter.objects.get().sent_at

    send_letter(letter.pk)

    assert len(mail.outbox) == 1
    assert (Letter.objects.get().sent_at, Letter.objects.get().attempts) == (sent_at, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = LetterFactory()
    sent = []

    def slowly(message: EmailMultiAlternatives) -> None:
        sent.append(message)
        time.sleep(0.3)

    monkeypatch.setattr(EmailMultiAlternatives, "send", slowly)
    in_threads(lambda: send_letter(letter.pk), lambda: send_letter(letter.pk))

    assert len(sent) == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_delays_letters_and_loses_none(settings: Settings) -> None:
    written = [write_letter("receipt", subject=f"Receipt {n}", text="It came.", to=UserFactory()) for n in range(3)]
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = DOWN
    for _ in range(4):
        let_the_wait_be_over()
        work_once()
    for letter in Letter.objects.all():
        assert (letter.sent_at, letter.attempts) == (None, 4)
        assert letter.failure == "SMTPServerDisconnected: Connection  unexpectedly closed"

    settings.EMAIL_BACKEND = works
    let_the_wait_be_over()
    work_once()
    work_once()

    assert sorted(sent.subject for sent in mail.outbox) == [letter.subject for letter in written]
    assert not Letter.objects.waiting().exists()
    assert set(Letter.objects.values_list("failure", "attempts")) == {("", 5)}


def test_a_week_without_a_mail_server_is_waited_through_and_its_end_noticed_within_the_hour() -> None:
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=send_letter.name, priority=0)
    waits: list[float] = []
    while sum(waits) < 8 * 24 * 60 * 60:
        decision = UntilItIsSent().get_retry_decision(exception=OSError(), job=job.evolve(attempts=len(waits)))
        assert decision.retry_at is not None
        waits.append((decision.retry_at - timezone.now()).total_seconds())

    assert waits[0] <= 30
    assert max(waits) <= 3600
    assert len(waits) < 210


@pytest.mark.django_db
def test_every_attempt_has_the_same_message_id_and_no_two_letters_share_one() -> None:
    one, other = LetterFactory.create_batch(2)
    for letter in (one, other):
        send_letter(letter.pk)
    Letter.objects.filter(pk=one.pk).update(sent_at=None)
    send_letter(one.pk)

    first, second, again = [str(sent.message()["Message-ID"]) for sent in mail.outbox]
    assert first == again != second


@pytest.mark.django_db
def test_a_private_link_is_in_what_is_sent_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        tasks.PRIVATE_LINKS, "invitation", lambda letter: f"https://x.org/?a&token={letter.facts['invitation']}"
    )
    letter = write_letter(
        "invitation",
        subject="Come in",
        text="Go to {private link}",
        html='<a href="{private link}">Go</a>',
        address="new@example.org",
        facts={"invitation": 7},
    )

    send_letter(letter.pk)

    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    assert sent.body == "Go to https://x.org/?a&token=7"
    assert 'href="https://x.org/?a&amp;token=7"' in str(sent.alternatives[0])
    letter.refresh_from_db()
    assert letter.text == "Go to {private link}"
    assert "token" not in str(ProcrastinateJob.objects.get().args)


@pytest.mark.django_db
def test_a_letter_whose_private_link_cannot_be_made_is_not_sent_without() -> None:
    letter = LetterFactory(kind="invitation", text="Go to {private link}")

    with pytest.raises(Invitation.DoesNotExist):
        send_letter(letter.pk)

    assert mail.outbox == []


@pytest.mark.django_db
def test_the_sign_for_a_private_link_is_but_a_name_elsewhere() -> None:
    send_letter(LetterFactory(text="Received from {private link} Trust").pk)

    assert mail.outbox[0].body == "Received from {private link} Trust"


@pytest.mark.django_db(transaction=True)
def test_a_letter_whose_job_was_lost_is_given_a_new_one_and_no_other_is() -> None:
    LetterFactory(kind="receipt", sent_at="2101-01-01T09:00Z")
    write_letter("receipt", subject="Has a job", text="It came.", to=UserFactory())
    lost = LetterFactory(subject="Lost its job")

    send_forgotten_letters(timestamp=0)
    send_forgotten_letters(timestamp=0)

    assert ProcrastinateJob.objects.filter(args={"letter": lost.pk}).count() == 1
    assert ProcrastinateJob.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_forgotten_letters_are_looked_for_by_the_clock() -> None:
    assert "organisations.tasks.send_forgotten_letters" in {
        task.task.name for task in app.periodic_registry.periodic_tasks.values()
    }
