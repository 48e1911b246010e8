"""What the worker does for people: sends the letters that were written."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .letters import as_sent
from .models import Letter

# A mail server that is down for days delays a letter and loses none: the waiting grows to some nine hours and stays.
AGAIN = RetryStrategy(max_attempts=200, exponential_wait=2)


@app.task(retry=AGAIN)
def send_letter(letter: int) -> None:
    """Hand one letter to the mail server, unless it has been. Raises what the mail server says, to be tried again."""
    with transaction.atomic():
        written = Letter.objects.select_for_update().get(pk=letter)
        if written.sent_at is not None:
            return
        text, html = as_sent(written)
        message = EmailMultiAlternatives(written.subject, text, settings.DEFAULT_FROM_EMAIL, [written.address])
        if html:
            message.attach_alternative(html, "text/html")
        message.send()
        Letter.objects.filter(pk=written.pk).update(sent_at=timezone.now(), attempts=written.attempts + 1)
