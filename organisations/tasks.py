"""What the worker does for people: sends the letters that were written."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import BigIntegerField, F
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.html import escape
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from procrastinate.types import JSONDict

from .accounts import invitation_letters, password_letters
from .models import Letter
from .undeliverable import Undeliverable, is_for_good, require_deliverable

FIRST_WAIT, LONGEST_WAIT = 30, 60 * 60  # seconds
AT_A_TIME = 500
# In all other letters the sign for it may be part of a name or a reason, and stays as it is.
PRIVATE_LINKS: dict[str, Callable[[Letter], str]] = {
    Letter.Kind.INVITATION: invitation_letters.link,
    Letter.Kind.PASSWORD: password_letters.link,
}


class UntilItIsSent(BaseRetryStrategy):
    """A mail server that is down for days delays a letter and loses none: it is tried at least each hour.

    For ever, but for a letter that is refused for good: see `organisations.undeliverable`.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        wait = min(FIRST_WAIT * 2 ** min(job.attempts, 16), LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": wait})


@app.task(retry=UntilItIsSent())
def send_letter(letter: int) -> None:
    """Hand one letter to the mail server, unless it has been. Raises what the mail server says, to be tried again.

    A letter that can never be sent is given up.
    """
    try:
        _send(letter)
    except Exception as failure:
        says = str(failure) if isinstance(failure, Undeliverable) else f"{type(failure).__name__}: {failure}"
        given_up_at = timezone.now() if is_for_good(failure) else None
        Letter.objects.waiting().filter(pk=letter).update(
            attempts=F("attempts") + 1, failure=says.replace("\x00", "")[:2000], given_up_at=given_up_at
        )
        if not given_up_at:
            raise


@transaction.atomic
def _send(letter: int) -> None:
    """Holds the letter's row while it sends: a second worker waits, and then finds it sent."""
    written = Letter.objects.select_for_update().get(pk=letter)
    if written.sent_at is None and written.given_up_at is None:
        require_deliverable(written)
        message_of(written).send()
        Letter.objects.filter(pk=letter).update(sent_at=timezone.now(), attempts=F("attempts") + 1, failure="")


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The letter as it leaves, with its private link if it has one."""
    text, html = letter.text, letter.html
    if letter.kind in PRIVATE_LINKS and Letter.PRIVATE_LINK in text + html:
        link = PRIVATE_LINKS[letter.kind](letter)
        text = text.replace(Letter.PRIVATE_LINK, link)
        html = html.replace(Letter.PRIVATE_LINK, escape(link))
    headers = {"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(
        letter.subject, text, settings.DEFAULT_FROM_EMAIL, [letter.address], headers=headers
    )
    if html:
        message.attach_alternative(html, "text/html")
    return message


def message_id(letter: Letter) -> str:
    """The same for every attempt: where an answer was lost and a letter leaves twice, it can be known for the same."""
    return f"<letter-{letter.pk}-{letter.written_at:%Y%m%d%H%M%S%f}@{urlsplit(settings.SITE_URL).hostname}>"


@app.periodic(cron="*/10 * * * *")
@app.task
def send_forgotten_letters(timestamp: int) -> None:
    """Every letter that waits has a job, even if the table of jobs was lost. `timestamp` is when this was due."""
    jobs = ProcrastinateJob.objects.filter(task_name=send_letter.name, status__in=["todo", "doing"])
    with_a_job = jobs.values_list(Cast(KT("args__letter"), BigIntegerField()))
    without = Letter.objects.waiting().exclude(pk__in=with_a_job).order_by("pk").values_list("pk", flat=True)
    last = 0
    while found := list(without.filter(pk__gt=last)[:AT_A_TIME]):
        jobs_for_them: list[JSONDict] = [{"letter": letter} for letter in found]
        send_letter.batch_defer(*jobs_for_them)
        last = found[-1]
