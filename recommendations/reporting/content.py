"""What one report says: as values, and as the text that is received, fingerprinted and never written anew."""

import dataclasses
import datetime
import json
from dataclasses import dataclass
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
