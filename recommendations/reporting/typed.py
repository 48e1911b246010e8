"""What was typed into a report's form: kept as it is, read as far as it goes."""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.forms import BaseFormSet

from caldicott.govuk.dates import PARTS
from caldicott.plain_text import first_unkeepable, with_plain_line_ends
from recommendations.models import SelfRating

from .content import AHEAD, Audience, Content, Kind, Link, Risk, RiskState
from .forms import (
    EVIDENCE,
    MOST_ROWS,
    ON_TRACK,
    RISKS,
    EvidenceForm,
    EvidenceFormSet,
    ReportForm,
    RiskForm,
    RiskFormSet,
)
from .last import Last

Typed = dict[str, str]

# Of anything typed; no answer may be nearly as long. What is longer was not typed by a person.
LONGEST = 50_000


def _names(form: Any) -> list[str]:
    named = []
    for name, field in form.base_fields.items():
        parts = getattr(field.widget, "widgets_names", [""])
        named += [f"{name}{part}" for part in parts]
    return named


_PLACES = "|".join(map(str, range(MOST_ROWS)))
_ROW = "|".join(
    rf"{prefix}-({_PLACES})-({'|'.join(_names(form))})"
    for prefix, form in ((EVIDENCE, EvidenceForm), (RISKS, RiskForm))
)
NAME = re.compile(rf"({'|'.join(_names(ReportForm))}|({EVIDENCE}|{RISKS})-TOTAL_FORMS|{_ROW})\Z")


def typed_in(sent: Mapping[str, str]) -> Typed:
    """Of everything that a browser sent, the answers; lines end in one way, and nothing else is changed."""
    return {name: with_plain_line_ends(sent[name]) for name in sent if NAME.match(name) and sent[name] != ""}


def unkeepable(typed: Typed) -> dict[str, str]:
    """By field, why its text cannot be kept at all: everything else can, however incomplete."""
    found = {}
    for name, text in typed.items():
        place = first_unkeepable(text)
        if place is not None:
            found[name] = (
                f"Take out the sign for machines U+{ord(text[place]):04X} after “{text[max(0, place - 20) : place]}”: "
                "no page can show it. It often comes along when text is copied from another program."
            )
        elif len(text) > LONGEST:
            found[name] = f"This has {len(text):,} characters; {LONGEST:,} can be kept."
    return found


def rows_of(typed: Typed, prefix: str) -> int:
    """How many rows of evidence, or of risks and issues, the form has: no fewer than anything was typed in."""
    count = typed.get(f"{prefix}-TOTAL_FORMS", "0")
    said = min(int(count), MOST_ROWS) if re.fullmatch(r"[0-9]{1,3}", count) else 0
    return max([said, *(place + 1 for place in range(MOST_ROWS) if _row(typed, prefix, place))])


def _row(typed: Typed, prefix: str, place: int) -> dict[str, str]:
    """What is in one row, each text by its name within it."""
    begins = f"{prefix}-{place}-"
    return {name.removeprefix(begins): text for name, text in typed.items() if name.startswith(begins)}


def with_another_row(typed: Typed, prefix: str) -> Typed:
    return {**typed, f"{prefix}-TOTAL_FORMS": str(min(rows_of(typed, prefix) + 1, MOST_ROWS))}


@dataclass(frozen=True)
class Answers:
    """The typed answers as forms, which know what is wrong with them, and as what they say together."""

    typed: Typed
    last: Last | None = None

    @cached_property
    def form(self) -> ReportForm:
        return ReportForm(self.typed)

    @cached_property
    def evidence(self) -> "BaseFormSet[Any]":
        return self._rows(EvidenceFormSet, EVIDENCE)

    @cached_property
    def risks(self) -> "BaseFormSet[Any]":
        return self._rows(RiskFormSet, RISKS)

    @property
    def forms(self) -> Iterator[Any]:
        """In the order of the page."""
        yield self.form
        yield from self.evidence
        yield from self.risks

    @cached_property
    def content(self) -> Content:
        """What they say. An answer that cannot be read is not there, nor is one to a question that is not asked."""
        self.form.is_valid()
        said = self.form.cleaned_data
        kind = said.get("kind", "")
        if kind == Kind.NOTHING:
            return Content(kind=kind, nil_reason=said.get("nil_reason", ""), risks=self._risks())
        if kind == Kind.AS_LAST_PERIOD:
            before = self.last.content if self.last else Content()
            return replace(before, kind=kind, narrative=said.get("still", ""), moved_because="", risks=self._risks())
        rating = said.get("self_rating", "")
        ahead = rating in AHEAD or not rating
        on_track = ON_TRACK.get(said.get("on_track", "")) if ahead else None
        off_track = on_track is False or rating == SelfRating.STOPPED
        return Content(
            kind=kind,
            self_rating=rating,
            on_track=on_track,
            narrative=said.get("narrative", ""),
            done=said.get("done", ""),
            next_steps=said.get("next_steps", "") if ahead else "",
            expected_on=said.get("expected_on") if ahead else None,
            moved_because=said.get("moved_because", "") if ahead else "",
            why_not_on_track=said.get("why_not_on_track", "") if off_track else "",
            remedy=said.get("remedy", "") if off_track else "",
            evidence=self._links(),
            risks=self._risks(),
        )

    def _rows(self, formset: Any, prefix: str) -> "BaseFormSet[Any]":
        # Of evidence one row is always there: it is where one is led that says something is complete and shows nothing.
        rows = max(rows_of(self.typed, prefix), 1 if prefix == EVIDENCE else 0)
        managed = {f"{prefix}-TOTAL_FORMS": str(rows), f"{prefix}-INITIAL_FORMS": "0"}
        made: BaseFormSet[Any] = formset({**self.typed, **managed}, prefix=prefix)
        return made

    def _links(self) -> tuple[Link, ...]:
        return tuple(
            Link(
                title=each.get("title", ""),
                url=each.get("url", ""),
                page=each.get("page", ""),
                about_on=each.get("about_on"),
                audience=Audience.PUBLIC if each.get("is_public") else Audience.PANEL,
            )
            for each in _filled(self.evidence)
        )

    def _risks(self) -> tuple[Risk, ...]:
        return tuple(
            Risk(
                key=str(each.get("key") or ""),
                kind=each.get("kind", ""),
                text=each.get("text", ""),
                owner=each.get("owner", ""),
                state=each.get("state") or RiskState.OPEN,
            )
            for each in _filled(self.risks)
        )


# What stands in a row before anybody has typed in it.
_UNTYPED = {"key", "state", "is_public"}


def _filled(rows: "BaseFormSet[Any]") -> Iterator[dict[str, Any]]:
    """The rows in which anything was typed: who empties one takes it out."""
    for form in rows:
        form.is_valid()
        if set(form.changed_data) - _UNTYPED:
            yield form.cleaned_data


def beginning(last: Last | None, expected_on: Any = None) -> Typed:
    """The form of a report that nobody has begun: the date that stands, and what was still open last period."""
    typed: Typed = {f"{EVIDENCE}-TOTAL_FORMS": "1", f"{RISKS}-TOTAL_FORMS": "0"}
    if expected_on:
        parts = (expected_on.day, expected_on.month, expected_on.year)
        typed |= {f"expected_on_{part}": str(value) for part, value in zip(PARTS, parts, strict=True)}
    going_on = [risk for risk in last.content.risks if risk.state != RiskState.CLOSED] if last else []
    for place, risk in enumerate(going_on):
        row = {"key": risk.key, "kind": risk.kind, "text": risk.text, "owner": risk.owner, "state": risk.state}
        typed |= {f"{RISKS}-{place}-{name}": value for name, value in row.items()}
    typed[f"{RISKS}-TOTAL_FORMS"] = str(len(going_on))
    return typed


def closed_up(typed: Typed) -> Typed:
    """Without the rows that are empty between others, so that the page, the checks and the report count alike."""
    closed = {name: text for name, text in typed.items() if not re.fullmatch(_ROW, name)}
    for prefix in (EVIDENCE, RISKS):
        rows = [_row(typed, prefix, place) for place in range(MOST_ROWS)]
        filled = [row for row in rows if any(text.strip() for name, text in row.items() if name not in _UNTYPED)]
        for place, row in enumerate(filled):
            closed |= {f"{prefix}-{place}-{name}": text for name, text in row.items()}
    return closed


def with_keys(typed: Typed) -> Typed:
    """With a key for each risk and issue that has none, by which it is known from period to period."""
    keyed = dict(typed)
    for place in range(rows_of(typed, RISKS)):
        row = _row(typed, RISKS, place)
        if row and "key" not in row:
            keyed[f"{RISKS}-{place}-key"] = str(uuid.uuid4())
    return keyed
