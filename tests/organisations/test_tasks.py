"""The worker sends every letter once, however often it has to try and however many try at once."""

import time
from collections.abc import Callable
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected
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
from organisations.models import Invitation, Letter, Membership, User
from organisations.tasks import UntilItIsSent, send_forgotten_letters, send_letter
from tests.factories import LetterFactory, MembershipFactory, UserFactory
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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("answer", "final"),
    [
        (SMTPRecipientsRefused({"a@example.org": (550, b"5.1.1 No such mailbox")}), True),
        (SMTPRecipientsRefused({"a@example.org": (450, b"Come back later")}), False),
        (SMTPRecipientsRefused({"a@example.org": (550, b"5.7.1 Relaying denied")}), False),
        (SMTPRecipientsRefused({"a@example.org": (530, b"Sign in first")}), False),
        (SMTPDataError(552, b"Too large"), True),
        (SMTPDataError(451, b"Out of space"), False),
        (SMTPSenderRefused(553, b"Sender unknown", "tracker@example.org"), False),
    ],
    ids=str,
)
def test_only_what_is_refused_for_good_is_given_up(
    answer: SMTPException, final: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: EmailMultiAlternatives) -> None:
        raise answer

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuses)
    write_letter("receipt", subject="A receipt", text="It came.", to=UserFactory())

    work_once()

    letter = Letter.objects.get()
    assert (letter.sent_at, letter.attempts, letter.given_up_at is not None) == (None, 1, final)
    assert letter.failure.startswith(type(answer).__name__)
    assert ProcrastinateJob.objects.exists() != final
    send_forgotten_letters(timestamp=0)
    assert ProcrastinateJob.objects.exists() != final


@pytest.mark.django_db
def test_a_letter_that_was_given_up_is_not_sent() -> None:
    send_letter(LetterFactory(given_up_at=timezone.now(), failure="No such mailbox").pk)

    assert mail.outbox == []


@pytest.mark.django_db
def test_an_address_to_which_no_letter_can_be_written_ends_the_tries() -> None:
    letter = LetterFactory(address="a@" + "b" * 100 + ".é.example")

    send_letter(letter.pk)

    letter.refresh_from_db()
    assert letter.given_up_at is not None
    assert "No letter can be sent to this address" in letter.failure


@pytest.mark.django_db
def test_a_mistake_in_a_setting_of_ours_costs_no_letter(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "two\nlines@example.org"
    letter = LetterFactory()

    with pytest.raises(ValueError, match="newlines"):
        send_letter(letter.pk)

    letter.refresh_from_db()
    assert letter.given_up_at is None


@pytest.mark.django_db
def test_a_long_address_is_not_shortened() -> None:
    long = "a" * 60 + "@" + ".".join(["b" * 50] * 3) + ".example.org"

    send_letter(write_letter("receipt", subject="A receipt", text="It came.", address=long).pk)

    assert mail.outbox[0].to == [long]


def news_for(member: Membership, **fields: Any) -> Letter:
    assert member.organisation is not None
    text = f"Returned, here: https://example.org/returns/{member.organisation.slug}/"
    letter: Letter = LetterFactory(kind="news", person=member.person, day="2101-01-01", text=text, **fields)
    return letter


def inactive(member: Membership) -> None:
    User.objects.filter(pk=member.person.pk).update(is_active=False)


def out_of_it(member: Membership) -> None:
    Membership.objects.filter(pk=member.pk).update(ends_at=timezone.now())


def out_of_it_and_in_another(member: Membership) -> None:
    out_of_it(member)
    MembershipFactory(person=member.person)


@pytest.mark.django_db
@pytest.mark.parametrize("left", [inactive, out_of_it, out_of_it_and_in_another])
def test_news_do_not_reach_whose_part_in_it_has_ended(left: Callable[[Membership], None]) -> None:
    member = MembershipFactory()
    letter = news_for(member)
    left(member)

    send_letter(letter.pk)

    letter.refresh_from_db()
    assert mail.outbox == []
    assert letter.given_up_at is not None
    assert "no longer active" in letter.failure or "any more" in letter.failure


@pytest.mark.django_db
def test_news_reach_who_has_another_role_in_it_by_now_or_has_left_another_organisation() -> None:
    member = MembershipFactory()
    letter = news_for(member)
    out_of_it(member)
    MembershipFactory(
        person=member.person, organisation=member.organisation, role="authorised_officer", begins_at=timezone.now()
    )
    out_of_it(MembershipFactory(person=member.person))

    send_letter(letter.pk)

    assert mail.outbox[0].to == [member.person.email]


@pytest.mark.django_db
def test_a_receipt_reaches_whose_part_has_ended() -> None:
    member = MembershipFactory()
    letter = LetterFactory(person=member.person)
    out_of_it(member)

    send_letter(letter.pk)

    assert len(mail.outbox) == 1


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
