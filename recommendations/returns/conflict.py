"""Two versions of one draft, question by question, and what is chosen of both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from caldicott.govuk.dates import PARTS
from caldicott.refusals import Refused
from recommendations.reporting.forms import EVIDENCE, MOST_ROWS, RISKS, EvidenceForm, ReportForm, RiskForm
from recommendations.reporting.typed import Typed, rows_of

ROW = re.compile(rf"({EVIDENCE}|{RISKS})-(\d+)-(.+)\Z")
ROW_NAMES = {EVIDENCE: "Evidence", RISKS: "Risk or issue"}
COUNTS = {f"{EVIDENCE}-TOTAL_FORMS", f"{RISKS}-TOTAL_FORMS"}


class Choice(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"  # of a row: mine is put after all others


@dataclass(frozen=True)
class Question:
    """One question, or one row, that the two versions answer differently: each answer as lines of text."""

    name: str
    label: str
    mine: str
    theirs: str

    @property
    def is_row(self) -> bool:
        return self.name.startswith((f"{EVIDENCE}-", f"{RISKS}-"))


def questions_that_differ(mine: Typed, theirs: Typed) -> list[Question]:
    names = dict.fromkeys(question_of(name) for name in [*mine, *theirs] if name not in COUNTS)
    asked = [
        Question(name, _label(name), _answer(mine, name), _answer(theirs, name))
        for name in names
        if _part(mine, name) != _part(theirs, name)
    ]
    order = list(ReportForm.base_fields)
    return sorted(asked, key=lambda each: (order.index(each.name) if each.name in order else len(order), each.name))


def merged(mine: Typed, theirs: Typed, choices: Mapping[str, Choice]) -> Typed:
    """Their version with everything of mine that was chosen; what is alike in both stays.

    Raises Refused where both of two rows are chosen and there is no room.
    """
    result = dict(theirs)
    for question in questions_that_differ(mine, theirs):
        choice = choices[question.name]
        if choice is Choice.MINE:
            result = {name: text for name, text in result.items() if question_of(name) != question.name}
            result |= _whole(mine, question.name)
        elif choice is Choice.BOTH and question.is_row:
            result = _with_row_added(result, question.name, mine)
    for prefix in (EVIDENCE, RISKS):
        rows = max([rows_of(result, prefix), *(_place(name) + 1 for name in result if _prefix(name) == prefix)])
        result[f"{prefix}-TOTAL_FORMS"] = str(min(rows, MOST_ROWS))
    return result


def question_of(name: str) -> str:
    """The question that a field belongs to: a row is one question, and so are the three boxes of a date."""
    row = ROW.match(name)
    if row:
        return f"{row[1]}-{row[2]}"
    return next((name.removesuffix(f"_{part}") for part in PARTS if name.endswith(f"_{part}")), name)


def _whole(typed: Typed, question: str) -> Typed:
    return {name: text for name, text in typed.items() if name not in COUNTS and question_of(name) == question}


def _part(typed: Typed, question: str) -> Typed:
    """But for the keys, which nobody types."""
    return {name: text for name, text in _whole(typed, question).items() if not name.endswith("-key")}


def _with_row_added(typed: Typed, question: str, mine: Typed) -> Typed:
    prefix = question.split("-")[0]
    places = [_place(name) for name in typed if _prefix(name) == prefix]
    place = max([*places, rows_of(typed, prefix) - 1], default=-1) + 1
    if place >= MOST_ROWS:
        raise Refused(f"There are {MOST_ROWS} rows already: choose one of the two.")
    row = {f"{prefix}-{place}-{name.split('-', 2)[2]}": text for name, text in _part(mine, question).items()}
    return {**typed, **row}


def _prefix(name: str) -> str:
    row = ROW.match(name)
    return row[1] if row else ""


def _place(name: str) -> int:
    row = ROW.match(name)
    return int(row[2]) if row else -1


def _label(question: str) -> str:
    if question in ReportForm.base_fields:
        return str(ReportForm.base_fields[question].label)
    prefix, _, place = question.rpartition("-")
    return f"{ROW_NAMES[prefix]} {int(place) + 1}"


def _answer(typed: Typed, question: str) -> str:
    """As lines that a person reads: choices by their labels, rows with a label before each answer."""
    if question in ReportForm.base_fields:
        return _said(ReportForm.base_fields[question], typed, question)
    form = EvidenceForm if question.startswith(EVIDENCE) else RiskForm
    lines = [
        f"{field.label}{'' if str(field.label).endswith('?') else ':'} {said}"
        for name, field in form.base_fields.items()
        if name != "key" and (said := _said(field, typed, f"{question}-{name}"))
    ]
    return "\n".join(lines)


def _said(field: object, typed: Typed, name: str) -> str:
    parts = [typed.get(f"{name}_{part}", "") for part in PARTS]
    text = typed.get(name, "") or " ".join(part for part in parts if part)
    labels = {str(value): str(label) for value, label in getattr(field, "choices", [])}
    return labels.get(text, "yes" if text == "on" else text)
