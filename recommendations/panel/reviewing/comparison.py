"""One report beside last period's, question by question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caldicott.differences import Part, differences
from caldicott.govuk.words import date_in_words
from recommendations.reporting.content import Content, Entry, Link, Risk, Shape


@dataclass(frozen=True)
class Compared:
    """One question: what is said now and was said last. `parts` is empty where there is nothing to compare."""

    now: Entry
    before: Entry | None

    @property
    def label(self) -> str:
        return self.now.label

    @property
    def said(self) -> bool:
        return self.now.value not in NOT_SAID

    @property
    def said_before(self) -> bool:
        return self.before is not None and self.before.value not in NOT_SAID

    @property
    def changed(self) -> bool:
        return self.before is not None and self.now.value != self.before.value

    @property
    def parts(self) -> list[Part]:
        return differences(_text(self.before), _text(self.now)) if self.before and self.changed else []


NOT_SAID: tuple[Any, ...] = ("", (), None)


def compared(now: Content, before: Content | None) -> list[Compared]:
    """Every question that was answered now or then, in the order in which it is read."""
    then: Iterator[Entry | None] = before.questions() if before else (None for _ in now.questions())
    rows = [Compared(*pair) for pair in zip(now.questions(), then, strict=True)]
    return [row for row in rows if row.said or row.said_before]


def _text(entry: Entry) -> str:
    value = entry.value
    if value in NOT_SAID:
        return ""
    if entry.shape == Shape.DAY:
        return date_in_words(value)
    if entry.shape == Shape.RATING:
        return str(value.label)
    if entry.shape == Shape.LINKS:
        return "\n".join(map(_link, value))
    if entry.shape == Shape.RISKS:
        return "\n".join(map(_risk, value))
    return str(value)


def _link(link: Link) -> str:
    day = f"about {date_in_words(link.about_on)}" if link.about_on else ""
    return ", ".join(filter(None, (link.title, link.page, day, link.url)))


def _risk(risk: Risk) -> str:
    return ", ".join(filter(None, (f"{risk.kind_label}, {risk.state_label.lower()}: {risk.text}", risk.owner)))
