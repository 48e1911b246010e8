"""What is new to a person since the last letter, and still true; and the one letter of the day that tells it."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from organisations.accounts.roles import organisations_of
from organisations.letters import write_letter
from organisations.models import AuditRow, Letter, Membership, Organisation, Succession, User
from recommendations.models import Correction, Decision, Period, Reminder, Submission
from recommendations.models.reminder import Step

from .dates import DueStep, step_due, today, tomorrow_morning
from .owed import Owed, owed_by
from .queue import ask_for_letters
from .words import words_of

# The verb of the audit row by which a period was published.
PUBLISHED = "publish_period"
# A transaction may be committed after a letter that did not see it: so long one looks back behind the last letter.
LOOKING_BACK = datetime.timedelta(hours=1)
LETTERS_LOOKED_AT = 3
TOLD_ONCE = ("decisions", "periods", "editions")


@dataclass(frozen=True)
class Owing:
    """What an organisation owes in a period, and the step that makes it be told."""

    period: Period
    due: DueStep
    reports: list[Owed]


@dataclass
class OfOrganisation:
    organisation: Organisation
    owing: list[Owing] = field(default_factory=list)
    returned: list[Decision] = field(default_factory=list)
    accepted: list[Decision] = field(default_factory=list)
    corrected: list[Correction] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.owing or self.returned or self.accepted or self.corrected)


@dataclass(frozen=True)
class News:
    organisations: list[OfOrganisation]
    published: list[Period]

    def __bool__(self) -> bool:
        return bool(self.organisations or self.published)

    @property
    def facts(self) -> dict[str, list[int]]:
        """What is told by this letter and never again."""
        decisions = [each.pk for part in self.organisations for each in part.returned + part.accepted]
        editions = {each.edition_id for part in self.organisations for each in part.corrected if each.edition_id}
        periods = [period.pk for period in self.published]
        return {"decisions": decisions, "periods": periods, "editions": sorted(editions)}


@transaction.atomic
def write_news(person: int) -> Letter | None:
    """The letter, if there is anything to tell; what a letter of today has left untold waits until tomorrow.

    The person's row is held, so that a second worker finds the first one's letter.
    """
    to = User.objects.select_for_update(no_key=True).get(pk=person)
    day = today()
    news = news_for(to, day) if to.is_active else None
    if not news:
        return None
    if Letter.objects.filter(kind=Letter.Kind.NEWS, person=to, day=day).exists():
        ask_for_letters([to.pk], at=tomorrow_morning())
        return None
    letter = write_letter(Letter.Kind.NEWS, to=to, day=day, facts=news.facts, **words_of(news, day))
    Reminder.objects.bulk_create(
        Reminder(
            letter=letter, organisation=part.organisation, period=owing.period, step=owing.due.step, on=owing.due.on
        )
        for part in news.organisations
        for owing in part.owing
    )
    return letter


def news_for(person: User, day: datetime.date) -> News:
    memberships = organisations_of(person)
    if not memberships:
        return News([], [])
    letters = list(
        Letter.objects.filter(kind=Letter.Kind.NEWS, person=person).order_by("-written_at")[:LETTERS_LOOKED_AT]
    )
    since = letters[0].written_at - LOOKING_BACK if letters else None
    told = {name: {key for letter in letters for key in letter.facts.get(name, ())} for name in TOLD_ONCE}
    parts = {each.organisation_id: OfOrganisation(each.organisation) for each in memberships if each.organisation}
    for decision in _decisions(memberships, since, told["decisions"]):
        part = parts[decision.submission.report.organisation_id]
        (part.returned if decision.outcome == Decision.Outcome.RETURNED else part.accepted).append(decision)
    records = _records_of(parts)
    for correction in _corrected(memberships, records, since, told["editions"]):
        parts[records[correction.row.organisation_id]].corrected.append(correction)
    for organisation, owing in _owing(person, list(parts), day):
        parts[organisation].owing.append(owing)
    return News([part for part in parts.values() if part], _published(memberships, since, told["periods"]))


def _decisions(memberships: list[Membership], since: datetime.datetime | None, told: Collection[int]) -> list[Decision]:
    """Those on the organisations' reports that still stand: what was submitted again is not told as returned."""
    theirs = Q()
    for each in memberships:
        begins_at = max(each.begins_at, since) if since else each.begins_at
        theirs |= Q(submission__report__organisation=each.organisation_id, at__gte=begins_at)
    later = Submission.objects.filter(report=OuterRef("submission__report"), number__gt=OuterRef("submission__number"))
    return list(
        Decision.objects.filter(theirs)
        .exclude(Exists(later))
        .exclude(pk__in=told)
        .select_related("submission__report__period", "submission__report__commitment")
        .order_by("submission__report__commitment", "pk")
    )


def _records_of(organisations: Iterable[int | None]) -> dict[int | None, int | None]:
    """To which of the organisations a record belongs: its own, and those that were merged into it."""
    records = {key: key for key in organisations}
    reached = list(records)
    while reached:
        mergers = Succession.objects.filter(kind=Succession.Kind.MERGER, successor__in=reached)
        rows = mergers.exclude(predecessor__in=records).values_list("predecessor", "successor")
        merged: dict[int | None, int | None] = {predecessor: records[successor] for predecessor, successor in rows}
        records.update(merged)
        reached = list(merged)
    return records


def _corrected(
    memberships: list[Membership],
    records: Mapping[int | None, int | None],
    since: datetime.datetime | None,
    told: Collection[int],
) -> list[Correction]:
    """What the panel has corrected, in public, of what the organisations reported or added."""
    theirs = Q()
    for each in memberships:
        begins_at = max(each.begins_at, since) if since else each.begins_at
        its_own = [record for record, of in records.items() if of == each.organisation_id]
        of_it = Q(report__organisation__in=its_own) | Q(addition__organisation__in=its_own)
        theirs |= of_it & Q(edition__published_at__gte=begins_at)
    return list(
        Correction.objects.filter(theirs, state=Correction.State.PUBLISHED)
        .exclude(edition__in=told)
        .select_related("edition__period", "assessment", "report", "addition")
        .order_by("edition__place", "report__commitment", "addition__recommendation", "pk")
    )


def _owing(person: User, organisations: list[int | None], day: datetime.date) -> "list[tuple[int, Owing]]":
    """What is owed and has to be told by now, and was not told to this person since."""
    found = []
    keys = [key for key in organisations if key is not None]
    open_periods = Period.objects.filter(state=Period.State.OPEN).order_by("due_on")
    due = [(period, step) for period in open_periods if (step := step_due(period, day))]
    reminded = Reminder.objects.filter(letter__person=person, period__in=[period for period, _ in due])
    told = set(reminded.values_list("organisation", "period", "on"))
    for period, step in due:
        asked = [key for key in keys if (key, period.pk, step.on) not in told]
        if asked and (person.wants_reminders or step.step == Step.OVERDUE):
            found += [(key, Owing(period, step, reports)) for key, reports in owed_by(asked, period).items()]
    return found


def _published(memberships: list[Membership], since: datetime.datetime | None, told: Collection[int]) -> list[Period]:
    begin = min(each.begins_at for each in memberships)
    rows = AuditRow.objects.filter(
        verb=PUBLISHED,
        subject_type=ContentType.objects.get_for_model(Period),
        at__gte=max(begin, since) if since else begin,
    )
    return list(Period.objects.published().filter(pk__in=rows.values("subject_id")).exclude(pk__in=told))
