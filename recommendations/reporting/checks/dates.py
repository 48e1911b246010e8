"""Does the date by which it is expected to be done go with the rest?"""

from collections.abc import Iterator

from caldicott.govuk.words import date_in_words
from recommendations.reporting.content import AHEAD, Kind

from .finding import Case


def has_moved(case: Case) -> bool:
    """Whether the report gives another date than the one that stands."""
    given = case.content.expected_on if case.content.kind == Kind.PROGRESS else None
    return given is not None and case.expected_before is not None and given != case.expected_before


def moved_without_reason(case: Case) -> Iterator[tuple[str, str]]:
    if has_moved(case) and not case.content.moved_because:
        assert case.expected_before is not None  # noqa: S101 (or it could not have moved)
        yield (
            "moved_because",
            f"The date was {date_in_words(case.expected_before)}: say why it has moved.",
        )


def date_has_passed(case: Case) -> Iterator[tuple[str, str]]:
    content = case.content
    if content.on_track and content.self_rating in AHEAD and content.expected_on and content.expected_on < case.today:
        yield (
            "kind" if content.kind == Kind.AS_LAST_PERIOD else "expected_on_day",
            f"You expect to have done it by {date_in_words(content.expected_on)}, which has passed: is it on track?",
        )


def date_moved_and_nothing_else(case: Case) -> Iterator[tuple[str, str]]:
    if case.last and has_moved(case) and case.content.self_rating == case.last.content.self_rating:
        yield "self_rating", "The date has moved and the self-rating is the same as last period. Is that right?"
