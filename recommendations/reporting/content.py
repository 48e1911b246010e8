"""What one report says: as values, and as the text that is received, fingerprinted and never written anew."""

import dataclasses
import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from django.db import models

from recommendations.models import SelfRating


class Kind(models.TextChoices):
    """What an organisation has to tell."""

    PROGRESS = "progress", "Progress, in full"
    AS_LAST_PERIOD = "as_last_period", "The same as last period"
    NOTHING = "nothing_to_report", "Nothing to report"


AHEAD = (SelfRating.NOT_BEGUN, SelfRating.IN_PROGRESS)  # there is something left to do


class Audience(models.TextChoices):
    PUBLIC = "public", "Everybody"
    PANEL = "panel", "The panel only"


class RiskKind(models.TextChoices):
    RISK = "risk", "Risk"
    ISSUE = "issue", "Issue"


class RiskState(models.TextChoices):
    OPEN = "open", "Open"
    UNDER_CONTROL = "under_control", "Under control"
    CLOSED = "closed", "Closed"


@dataclass(frozen=True)
class Link:
    """One piece of evidence. Without a date in what is not yet complete."""

    title: str
    url: str
    page: str
    about_on: datetime.date | None
    audience: str

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC


@dataclass(frozen=True)
class Risk:
    """A risk or an issue. `key` is the same from period to period. Without a kind it is not yet complete."""

    key: str
    kind: str
    text: str
    owner: str
    state: str

    @property
    def state_label(self) -> str:
        return str(RiskState(self.state).label) if self.state else ""

    @property
    def kind_label(self) -> str:
        return str(RiskKind(self.kind).label) if self.kind else ""


class Shape(StrEnum):
    """What an answer looks like, and so how a page shows it."""

    LINE = "line"
    WORDS = "words"
    RATING = "rating"
    DAY = "day"
    LINKS = "links"
    RISKS = "risks"


@dataclass(frozen=True)
class Entry:
    """One answer as it is read: what it tells, and the answer itself."""

    label: str
    value: Any
    shape: Shape


@dataclass(frozen=True)
class Content:
    """All that a report says; what is not said is empty."""

    kind: str = ""
    self_rating: str = ""
    on_track: bool | None = None
    narrative: str = ""
    done: str = ""
    next_steps: str = ""
    expected_on: datetime.date | None = None
    moved_because: str = ""
    why_not_on_track: str = ""
    remedy: str = ""
    nil_reason: str = ""
    evidence: tuple[Link, ...] = ()
    risks: tuple[Risk, ...] = ()

    @property
    def tells_nothing(self) -> bool:
        return self.kind == Kind.NOTHING

    @property
    def rating_label(self) -> str:
        return str(SelfRating(self.self_rating or SelfRating.NOT_REPORTED).label)

    @property
    def entries(self) -> list[Entry]:
        """Every answer that was given, in the order in which it is read. Each desk shows these and no others."""
        return [entry for entry in self.questions() if entry.value not in ("", (), None)]

    def questions(self) -> Iterator[Entry]:
        """Every answer, given or not: those of two reports stand beside each other."""
        yield Entry("What is reported", str(Kind(self.kind).label) if self.kind else "", Shape.LINE)
        yield Entry("Why there is nothing", self.nil_reason, Shape.WORDS)
        yield Entry("How far it is", SelfRating(self.self_rating) if self.self_rating else "", Shape.RATING)
        same = self.kind == Kind.AS_LAST_PERIOD
        yield Entry("What has happened" if same else "Where it stands", self.narrative, Shape.WORDS)
        yield Entry("What was done", self.done, Shape.WORDS)
        yield Entry("What comes next", self.next_steps, Shape.WORDS)
        yield Entry("On track", {None: "", True: "Yes", False: "No"}[self.on_track], Shape.LINE)
        yield Entry("Why not", self.why_not_on_track, Shape.WORDS)
        yield Entry("What is being done", self.remedy, Shape.WORDS)
        yield Entry("Expected by", self.expected_on, Shape.DAY)
        yield Entry("Why that date moved", self.moved_because, Shape.WORDS)
        yield Entry("Evidence", self.evidence, Shape.LINKS)
        yield Entry("Risks and issues", self.risks, Shape.RISKS)

    def to_text(self, **about: Any) -> str:
        """As UTF-8 JSON with its names in order. `about` says what it is on, by whom and in which round."""
        return (
            json.dumps(
                {**about, **dataclasses.asdict(self)}, default=_as_text, ensure_ascii=False, indent=2, sort_keys=True
            )
            + "\n"
        )

    @classmethod
    def from_text(cls, text: str) -> Self:
        told = json.loads(text)
        # What was received before a question was asked has no answer to it.
        named = {field.name: told[field.name] for field in dataclasses.fields(cls) if field.name in told}
        named["expected_on"] = _date(told.get("expected_on"))
        named["evidence"] = tuple(
            Link(**{**each, "about_on": _date(each["about_on"])}) for each in told.get("evidence", ())
        )
        named["risks"] = tuple(Risk(**each) for each in told.get("risks", ()))
        return cls(**named)


def _as_text(value: datetime.date) -> str:
    return value.isoformat()


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
