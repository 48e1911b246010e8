"""Is everything there that a report of its kind and rating needs?"""

from collections.abc import Iterator

from recommendations.models import SelfRating
from recommendations.reporting.content import AHEAD, Content, Kind

from .finding import Case

WITH_DEEDS = (SelfRating.IN_PROGRESS, SelfRating.COMPLETE)


def incomplete(case: Case) -> Iterator[tuple[str, str]]:
    content = case.content
    match content.kind:
        case Kind.NOTHING:
            if not content.nil_reason:
                yield "nil_reason", "Say why there is nothing to report."
        case Kind.AS_LAST_PERIOD:
            if case.last is None or case.last.content.tells_nothing:
                yield "kind", "There is no report of last period that could stand: report progress in full."
            elif not content.narrative:
                yield "still", "Say in one sentence what has happened since last period."
        case Kind.PROGRESS:
            yield from _progress(content)
        case _:
            yield "kind", "Choose what you report: progress, the same as last period, or nothing."


def _progress(content: Content) -> Iterator[tuple[str, str]]:
    if not content.self_rating:
        yield "self_rating", "Choose how far it is."
    if not content.narrative:
        yield "narrative", "Say where it stands."
    if content.self_rating in WITH_DEEDS and not content.done:
        yield "done", "Say what was done since last period."
    if content.self_rating in AHEAD:
        yield from _ahead(content)
    if content.self_rating == SelfRating.STOPPED and not content.why_not_on_track:
        yield "why_not_on_track", "Say why it has stopped."


def _ahead(content: Content) -> Iterator[tuple[str, str]]:
    if not content.next_steps:
        yield "next_steps", "Say what comes next."
    if content.expected_on is None:
        yield "expected_on_day", "Give the date by which you expect to have done it."
    if content.on_track is None:
        yield "on_track", "Choose whether it is on track."
    if content.on_track is False:
        if not content.why_not_on_track:
            yield "why_not_on_track", "Say why it is not on track."
        if not content.remedy:
            yield "remedy", "Say what is being done about its not being on track."


def evidence_incomplete(case: Case) -> Iterator[tuple[str, str]]:
    for place, link in enumerate(case.content.evidence, 1):
        for field, there, what in (
            ("title", link.title, "title"),
            ("url", link.url, "link"),
            ("about_on_day", link.about_on, "date that it is about"),
        ):
            if not there:
                yield f"evidence-{place - 1}-{field}", f"Evidence {place} has no {what}: give it, or empty the row."


def risk_incomplete(case: Case) -> Iterator[tuple[str, str]]:
    for place, risk in enumerate(case.content.risks, 1):
        for field, there, what in (
            ("kind", risk.kind, "word whether it is a risk or an issue"),
            ("text", risk.text, "description"),
            ("owner", risk.owner, "owner"),
        ):
            if not there:
                yield f"risks-{place - 1}-{field}", f"Risk or issue {place} has no {what}: give it, or empty the row."
