"""What one report says, as values and as the text that is received: neither loses anything of the other."""

import dataclasses
import datetime
import hashlib
import json
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caldicott.plain_text import first_unkeepable
from recommendations.models import Submission
from recommendations.reporting.content import Audience, Content, Kind, Link, Risk, RiskKind, RiskState
from tests.returning import PROGRESS, Desk

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
DATES = st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))
LINKS = st.builds(Link, TEXTS, TEXTS, TEXTS, DATES, st.sampled_from(Audience.values))
RISKS = st.builds(
    Risk, TEXTS, st.sampled_from(["", *RiskKind.values]), TEXTS, TEXTS, st.sampled_from(["", *RiskState.values])
)
CONTENTS = st.builds(
    Content,
    kind=st.sampled_from(["", *Kind.values]),
    self_rating=TEXTS,
    on_track=st.none() | st.booleans(),
    narrative=TEXTS,
    done=TEXTS,
    next_steps=TEXTS,
    expected_on=DATES,
    moved_because=TEXTS,
    why_not_on_track=TEXTS,
    remedy=TEXTS,
    nil_reason=TEXTS,
    evidence=st.lists(LINKS, max_size=3).map(tuple),
    risks=st.lists(RISKS, max_size=3).map(tuple),
)

# Line ends that only some programs know, formulas, markup, and letters beyond the first plane.
ODD = "one\u2028two\u2029three\ttab\n=1+1 <b>{{ 7*7 }}</b> \\u0000 “𝒳” 🙂 \u202e"


@settings(deadline=None)
@given(CONTENTS)
def test_it_comes_back_from_its_text_as_it_was(content: Content) -> None:
    assert Content.from_text(content.to_text(commitment=56, round=1)) == content


@settings(deadline=None)
@given(CONTENTS)
def test_the_same_is_always_told_in_the_same_text(content: Content) -> None:
    text = content.to_text(round=1, commitment=56)
    assert text == Content.from_text(text).to_text(commitment=56, round=1)
    assert text.endswith("}\n")
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_its_text_has_every_answer_by_its_name() -> None:
    assert {field.name for field in dataclasses.fields(Content)} <= set(json.loads(Content().to_text()))


def test_what_was_received_before_a_question_was_asked_has_no_answer_to_it() -> None:
    assert Content.from_text('{"kind": "progress", "narrative": "Half done."}') == Content(
        kind="progress", narrative="Half done."
    )


@settings(deadline=None)
@given(CONTENTS)
def test_what_is_not_yet_complete_is_shown_all_the_same(content: Content) -> None:
    for risk in content.risks:
        assert (risk.kind_label == "") == (risk.kind == "")
        assert (risk.state_label == "") == (risk.state == "")


def test_every_answer_is_read_under_its_label_and_none_that_was_not_given() -> None:
    link = Link("Audit", "https://example.org/", "", None, Audience.PANEL)
    risk = Risk("", RiskKind.RISK, "Samples may run out.", "Sample team", RiskState.OPEN)
    values = {field.name: "x" for field in dataclasses.fields(Content)}
    given: dict[str, Any] = {"kind": "progress", "self_rating": "in_progress", "on_track": False, "risks": (risk,)}
    full = Content(**{**values, **given, "expected_on": datetime.date(2091, 3, 31), "evidence": (link,)})
    assert len(full.entries) == len(dataclasses.fields(Content)) == len({entry.label for entry in full.entries})
    assert [(entry.label, entry.value) for entry in Content(kind="as_last_period", narrative="Nothing.").entries] == [
        ("What is reported", "The same as last period"),
        ("What has happened", "Nothing."),
    ]
    assert Content().entries == []


@pytest.mark.parametrize(("self_rating", "label"), [("in_progress", "In progress"), ("", "Nothing reported")])
def test_a_rating_is_told_in_words(self_rating: str, label: str) -> None:
    assert Content(self_rating=self_rating).rating_label == label


@pytest.mark.django_db
@pytest.mark.parametrize("text", [ODD, "a\r\nb\rc\nd", "x" * 4_000, string.printable.split("\x0b")[0]])
def test_the_fingerprint_is_that_of_the_bytes_that_are_stored(text: str) -> None:
    desk = Desk.make()
    desk.save({**PROGRESS, "narrative": text})
    receipt = desk.submit()
    stored = Submission.objects.get()
    assert Content.from_text(stored.content).narrative == text.replace("\r\n", "\n").replace("\r", "\n").strip()
    digest = hashlib.sha256(stored.content.encode()).hexdigest()
    assert receipt.manifest == f"{digest}  commitment-{desk.commitment.number}-round-1.json\n"
    assert stored.fingerprint == digest
    assert first_unkeepable(stored.content) is None
