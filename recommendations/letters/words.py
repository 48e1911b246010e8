"""How news read: the same lists in the text and in the HTML of a letter."""

import datetime
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse

from caldicott.govuk.words import counted, date_in_words, enumerated, sentence_case
from organisations.letters import told
from recommendations.models import Commitment, Correction, Decision, Edition, Period

if TYPE_CHECKING:
    from .news import News, OfOrganisation, Owing

ITEMS = 10  # of each list; more would not be read in a letter
REASON = 2000  # characters; all of it stands on the report's page


@dataclass(frozen=True)
class Item:
    words: str
    said: list[str] = field(default_factory=list)  # somebody's own words, line by line
    address: str = ""  # where all of it stands


@dataclass(frozen=True)
class Listing:
    says: str
    items: list[Item]
    more: int


@dataclass(frozen=True)
class Part:
    name: str
    slug: str
    listings: list[Listing]


def words_of(news: "News", day: datetime.date) -> dict[str, str]:
    """The `subject`, `text` and `html` of a letter of news."""
    listed = {report.number for part in news.organisations for each in part.owing for report in each.reports[:ITEMS]}
    texts = {each.number: each.text for each in Commitment.objects.filter(number__in=listed)}
    parts = [
        Part(each.organisation.name, each.organisation.slug, _listings(each, texts, day)) for each in news.organisations
    ]
    return told("news", subject=_subject(news, day), parts=parts, published=news.published)


def _subject(news: "News", day: datetime.date) -> str:
    owing = [each for part in news.organisations for each in part.owing]
    says = [
        _told(sum(len(part.returned) for part in news.organisations), "returned"),
        *(f"{_reports(len(each.reports))} {_when(each, day)}" for each in owing[:2]),
        _told(sum(len(part.accepted) for part in news.organisations), "accepted"),
        _corrections(sum(len(part.corrected) for part in news.organisations)),
        *(f"{period.label} published" for period in news.published[:1]),
    ]
    names = [part.organisation.short_name for part in news.organisations]
    about = f"{names[0]}: " if len(names) == 1 else "Your organisations: " if names else ""
    return about + ", ".join(each for each in says if each)


def _told(number: int, what: str) -> str:
    return f"{_reports(number)} {what}" if number else ""


def _corrections(number: int) -> str:
    return f"{counted(number, 'correction', 'corrections')} published" if number else ""


def _reports(number: int) -> str:
    return counted(number, "report", "reports")


def _when(owing: "Owing", day: datetime.date) -> str:
    due = owing.period.due_on
    assert due is not None  # noqa: S101 (an open period has dates: the database's rule)
    if due < day:
        return f"overdue since {date_in_words(due)}"
    return "due today" if due == day else f"due by {date_in_words(due)}"


def _listings(part: "OfOrganisation", texts: dict[int, str], day: datetime.date) -> list[Listing]:
    lists = []
    if part.returned:
        says = f"{_reports(len(part.returned))} returned by the secretariat, with what it asks"
        lists.append(_listing(says, [_decided(each) for each in part.returned]))
    for owing in part.owing:
        says = f"{_reports(len(owing.reports))} {_when(owing, day)}, for the {_period(owing.period)}"
        items = [Item(_owed(each.number, each.state, texts.get(each.number, ""))) for each in owing.reports]
        lists.append(_listing(says, items))
    if part.accepted:
        lists.append(_listing(f"{_reports(len(part.accepted))} accepted", [_decided(each) for each in part.accepted]))
    if part.corrected:
        says = "what was published of it was corrected by the panel, for a reason that everybody reads"
        lists.append(_listing(says, [_corrected(*each) for each in _by_edition(part.corrected)]))
    return lists


def _listing(says: str, items: list[Item]) -> Listing:
    return Listing(f"{sentence_case(says)}:", items[:ITEMS], max(len(items) - ITEMS, 0))


def _owed(number: int, state: str, text: str) -> str:
    standing = {"draft": " (a draft is saved)", "returned": " (returned)"}.get(state, "")
    about = textwrap.shorten(text, 100, placeholder=" …")
    return f"Commitment {number}{standing}" + (f": {about}" if about else "")


def _decided(decision: Decision) -> Item:
    report = decision.submission.report
    on = f"Commitment {report.commitment_id}" if report.commitment_id else "A row without a number"
    return Item(f"{on}, {_period(report.period)}", _cut(decision.reason) if decision.outcome == "returned" else [])


def _by_edition(corrections: list[Correction]) -> Iterator[tuple[Edition, list[Correction]]]:
    for edition, some in groupby(corrections, key=lambda each: each.edition):
        assert edition is not None  # noqa: S101 (a published correction names its edition: the database's rule)
        yield edition, list(some)


def _corrected(edition: Edition, corrections: list[Correction]) -> Item:
    """What of the organisation's an edition corrects, and why."""
    about = list(dict.fromkeys(_about(each) for each in corrections))
    more = [f"{len(about) - ITEMS} more"] if len(about) > ITEMS else []
    words = f"{sentence_case(enumerated([*about[:ITEMS], *more]))}, {_period(edition.period)}, edition {edition.number}"
    address = reverse("edition-differences", args=[edition.period.slug, edition.number])
    return Item(words, _cut(edition.reason), address)


def _about(correction: Correction) -> str:
    if correction.report:
        number = correction.report.commitment_id
        return f"commitment {number}" if number else "a row without a number"
    number = correction.addition.recommendation_id if correction.addition else None
    return f"additional information on {f'recommendation {number}' if number else 'the Introduction'}"


def _cut(reason: str) -> list[str]:
    reason = reason.strip()
    return (reason if len(reason) <= REASON else f"{reason[:REASON]} …").splitlines()


def _period(period: Period) -> str:
    return period.label[:1].lower() + period.label[1:]
