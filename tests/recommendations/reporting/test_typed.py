"""What was typed: kept as it is, read as far as it goes; whatever a browser sends, nothing breaks."""

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caldicott.plain_text import first_unkeepable
from recommendations.reporting.checks import Case, findings
from recommendations.reporting.content import Content, Risk
from recommendations.reporting.forms import EVIDENCE, MOST_ROWS, RISKS
from recommendations.reporting.last import Last
from recommendations.reporting.typed import (
    NAME,
    Answers,
    beginning,
    closed_up,
    rows_of,
    typed_in,
    unkeepable,
    with_another_row,
    with_keys,
)
from tests.factories import PeriodFactory
from tests.returning import PROGRESS

KNOWN = [
    "kind",
    "still",
    "self_rating",
    "on_track",
    "narrative",
    "expected_on_day",
    "expected_on_year",
    *(f"{prefix}-TOTAL_FORMS" for prefix in (EVIDENCE, RISKS)),
    *(f"{EVIDENCE}-{place}-{name}" for place in (0, 3, 19) for name in ("title", "url", "about_on_day", "is_public")),
    *(f"{RISKS}-{place}-{name}" for place in (0, 3, 19) for name in ("key", "kind", "text", "owner", "state")),
]
UNKNOWN = [
    "csrfmiddlewaretoken",
    "state",
    "expected_on",
    "evidence-20-title",
    "evidence-00-title",
    "evidence-٣-title",
    "risks-0-text\n",
    "risks-0-audience",
    "evidence-INITIAL_FORMS",
    "Narrative",
    "kind.x",
]
WORDS = st.sampled_from(
    ["", " ", "progress", "nothing_to_report", "yes", "open", "31", "2091", "999", "-1", "²", "1e3"]
)
TYPED = st.dictionaries(st.sampled_from(KNOWN), WORDS | st.text(max_size=30), max_size=30)
DAY = datetime.date(2090, 9, 30)


@given(st.dictionaries(st.sampled_from(KNOWN + UNKNOWN) | st.text(max_size=20), st.text(max_size=30)))
@example(dict.fromkeys(UNKNOWN, "x"))
def test_of_everything_that_is_sent_only_answers_are_taken(sent: dict[str, str]) -> None:
    typed = typed_in(sent)
    assert not set(typed) & set(UNKNOWN)
    assert all(NAME.match(name) and "\r" not in text and text for name, text in typed.items())
    assert set(typed) >= {name for name in KNOWN if sent.get(name)}
    assert typed_in(typed) == typed


@settings(deadline=None)  # the first of all takes longer
@given(TYPED)
@example({"evidence-0-about_on_day": "1" * 10_000, "expected_on_day": "31", "expected_on_year": "0000"})
@example({"risks-0-key": "no key", "risks-0-state": "no state", "evidence-0-url": "https://["})
def test_whatever_is_typed_can_be_read_checked_and_told(sent: dict[str, str]) -> None:
    typed = with_keys(closed_up(typed_in(sent)))
    last = Last(PeriodFactory.build(), Content(kind="progress", self_rating="complete", narrative="Done."))
    for answers in (Answers(typed), Answers(typed, last)):
        content = answers.content
        assert Content.from_text(content.to_text()) == content or unkeepable(typed)
        found = findings(Case(content, last, DAY, DAY))
        rows = {EVIDENCE: rows_of(typed, EVIDENCE), RISKS: rows_of(typed, RISKS)}
        for finding in found:
            prefix, *place = finding.field.split("-")
            assert not place or int(place[0]) < max(1, rows[prefix])


@settings(deadline=None)  # the first of all takes longer
@given(TYPED)
def test_no_row_is_lost_and_rows_that_are_empty_close_up(sent: dict[str, str]) -> None:
    typed = typed_in(sent)
    closed = closed_up(typed)
    for prefix, asked in ((EVIDENCE, ("title", "url", "about_on_day")), (RISKS, ("kind", "text", "owner"))):
        before, after = (
            [
                row
                for place in range(MOST_ROWS)
                if any(row := [each.get(f"{prefix}-{place}-{name}", "").strip() for name in asked])
            ]
            for each in (typed, closed)
        )
        assert before == after
        assert len(after) <= rows_of(closed, prefix) <= MOST_ROWS
    assert closed_up(closed) == closed


@given(st.text(max_size=50))
def test_what_cannot_be_kept_is_told_and_everything_else_is_kept(text: str) -> None:
    typed = typed_in({"narrative": text})
    kept = typed.get("narrative", "")
    assert bool(unkeepable(typed)) == (first_unkeepable(kept) is not None)


def test_a_row_in_which_something_stands_counts_even_if_the_page_forgot_it() -> None:
    typed = typed_in({**PROGRESS, "evidence-TOTAL_FORMS": "1", "evidence-1-title": "Sample minutes"})
    assert rows_of(typed, EVIDENCE) == 2
    assert [link.title for link in Answers(typed).content.evidence] == ["Sample guidance", "Sample minutes"]


@pytest.mark.parametrize(
    ("said", "rows"), [("3", 3), ("0", 0), ("999", MOST_ROWS), ("-1", 0), ("1000", 0), ("²", 0), ("", 0), ("٣", 0)]
)
def test_the_number_of_rows_is_what_the_page_says_within_reason(said: str, rows: int) -> None:
    assert rows_of({"risks-TOTAL_FORMS": said}, RISKS) == rows


def test_another_row_is_one_more_up_to_the_most() -> None:
    typed = with_another_row({"narrative": "Kept."}, RISKS)
    assert typed == {"narrative": "Kept.", "risks-TOTAL_FORMS": "1"}
    for _ in range(MOST_ROWS + 5):
        typed = with_another_row(typed, RISKS)
    assert rows_of(typed, RISKS) == MOST_ROWS


def test_what_is_wrong_in_a_row_is_found_where_it_was_typed_and_counted_as_on_the_page() -> None:
    typed = closed_up({"evidence-TOTAL_FORMS": "3", "evidence-2-title": "Sample minutes", "kind": "progress"})
    found = [each for each in findings(Case(Answers(typed).content, None, None, DAY)) if "evidence" in each.field]
    assert [finding.field for finding in found] == ["evidence-0-url", "evidence-0-about_on_day"]
    assert typed["evidence-0-title"] == "Sample minutes"
    assert found[0].says.startswith("Evidence 1 has no link")


def test_a_report_begins_with_the_date_that_stands_and_the_risks_that_were_open() -> None:
    going_on = Risk("8f14e45f-ceea-467f-a83c-ab2cd6a7d0f1", "risk", "Samples may run out.", "Sample team", "open")
    over = Risk("c9f0f895-fb98-4b91-9f1a-0f5e2a2a7d10", "issue", "Samples ran out.", "Sample team", "closed")
    last = Last(PeriodFactory.build(), Content(kind="progress", risks=(over, going_on)))
    typed = beginning(last, datetime.date(2091, 3, 31))
    answers = Answers(typed, last)
    assert all(form.is_valid() for form in answers.forms)
    assert answers.content.risks == (going_on,)
    assert answers.form.cleaned_data["expected_on"] == datetime.date(2091, 3, 31)
    assert rows_of(typed, EVIDENCE) == 1
    assert with_keys(typed) == typed


def test_a_report_begins_empty_where_nothing_is_known() -> None:
    assert beginning(None) == {"evidence-TOTAL_FORMS": "1", "risks-TOTAL_FORMS": "0"}


def test_each_new_risk_gets_a_key_of_its_own() -> None:
    typed = with_keys({f"risks-{place}-text": "Samples may run out." for place in range(12)})
    keys = [typed[f"risks-{place}-key"] for place in range(12)]
    assert len(set(keys)) == 12
