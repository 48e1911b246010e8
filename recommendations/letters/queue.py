"""Who is to have a letter of news. One job for a person waits at a time; what it writes is found out when it runs."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import suppress

from django.db import transaction
from django.db.models import Exists, OuterRef
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from organisations.models import Letter, Membership, Organisation
from organisations.models.membership import MembershipQuerySet
from recommendations.models import Period, Reminder
from recommendations.models.reminder import Step

from .dates import DueStep, step_due, today
from .owed import owing

AT_A_TIME = 500


def have_news(organisation: Organisation) -> None:
    """Say in a transaction that it changes something that an organisation's people are told.

    The job that this leaves behind asks for their letters. Not this itself: a letter that waits already might be
    written before this transaction is committed, and know nothing of it.
    """
    app.configure_task("recommendations.tasks.tell_people").defer(organisation=organisation.pk)


def everybody_has_news() -> None:
    """The same where all organisations are concerned: a period was opened or published."""
    app.configure_task("recommendations.tasks.tell_everybody").defer()


def people_of(organisation: int | None = None) -> Iterator[list[int]]:
    """Those who have a part in an organisation now, or in any, some at a time."""
    memberships = _present().filter(organisation=organisation) if organisation else _present()
    yield from _in_parts(memberships)


def people_to_remind() -> Iterator[list[int]]:
    """Those whose organisation owes something of which it was not told since it had to be, some at a time."""
    for period in Period.objects.filter(state=Period.State.OPEN):
        due = step_due(period, today())
        if due:
            yield from _in_parts(_untold(period, due), period)


def ask_for_letters(people: Iterable[int], at: datetime.datetime | None = None) -> None:
    """Let a letter be written to each of them, unless that waits to be done already."""
    wanted = {f"news for {person}": person for person in people}
    waiting = ProcrastinateJob.objects.filter(status="todo", queueing_lock__in=wanted)
    for lock in waiting.values_list("queueing_lock", flat=True):
        wanted.pop(str(lock), None)
    task = app.configure_task
    jobs = [
        task("recommendations.tasks.write_news", queueing_lock=lock, schedule_at=at, task_kwargs={"person": person}).job
        for lock, person in wanted.items()
    ]
    try:
        with transaction.atomic():
            app.job_manager.batch_defer_jobs(jobs)
    except AlreadyEnqueued:  # another was quicker with some of them
        for job in jobs:
            with suppress(AlreadyEnqueued), transaction.atomic():
                app.job_manager.defer_job(job)


def _present() -> MembershipQuerySet:
    return Membership.objects.current().filter(organisation__isnull=False, person__is_active=True)


def _untold(period: Period, due: DueStep) -> MembershipQuerySet:
    told = Reminder.objects.filter(
        letter__person=OuterRef("person"), organisation=OuterRef("organisation"), period=period, on=due.on
    )
    letter_of_today = Letter.objects.filter(kind=Letter.Kind.NEWS, person=OuterRef("person"), day=today())
    untold = _present().exclude(Exists(told)).exclude(Exists(letter_of_today))
    return untold if due.step == Step.OVERDUE else untold.filter(person__wants_reminders=True)


def _in_parts(memberships: MembershipQuerySet, period: Period | None = None) -> Iterator[list[int]]:
    """The people of these, of a period only where their organisation owes something in it."""
    last = 0
    rows = memberships.order_by("pk").values_list("pk", "person", "organisation")
    while part := list(rows.filter(pk__gt=last)[:AT_A_TIME]):
        last = part[-1][0]
        concerned = owing({organisation for _, _, organisation in part}, period) if period else None
        yield sorted({person for _, person, organisation in part if concerned is None or organisation in concerned})
