"""The columns of an organisation's own history."""

from collections.abc import Iterable, Iterator
from typing import Any

from caldicott.tables import Column, Table
from caldicott.tables.table import Cell
from recommendations.models import Submission
from recommendations.reporting.content import Link, Risk
from recommendations.reporting.rounds import Round


class RoundsTable(Table):
    def rows(self, objects: Iterable[Submission]) -> Iterator[list[Cell]]:
        return super().rows(Round(each) for each in objects)


def of_decision(name: str) -> Any:
    return lambda each: getattr(each.decision, name) if each.decision else None


def links(said: Iterable[Link]) -> str:
    return "\n".join(f"{link.title}: {link.url}" for link in said)


def risks(said: Iterable[Risk]) -> str:
    return "\n".join(f"{risk.kind_label}, {risk.state_label.lower()}: {risk.text} ({risk.owner})" for risk in said)


ROUNDS = RoundsTable(
    "returns",
    [
        Column("period", lambda each: each.report.period.slug),
        Column("commitment", lambda each: each.report.commitment_id),
        Column("round", lambda each: each.submission.number),
        Column("submitted_at", lambda each: each.receipt.at),
        Column("submitted_by", lambda each: each.receipt.by_name),
        Column("late", lambda each: each.receipt.late),
        Column("receipt", lambda each: each.receipt.reference),
        Column("fingerprint", lambda each: each.submission.fingerprint),
        Column("kind", lambda each: each.content.kind),
        Column("self_rating", lambda each: each.content.self_rating),
        Column("on_track", lambda each: each.content.on_track),
        Column("narrative", lambda each: each.content.narrative),
        Column("done", lambda each: each.content.done),
        Column("next_steps", lambda each: each.content.next_steps),
        Column("expected_on", lambda each: each.content.expected_on),
        Column("moved_because", lambda each: each.content.moved_because),
        Column("why_not_on_track", lambda each: each.content.why_not_on_track),
        Column("remedy", lambda each: each.content.remedy),
        Column("nil_reason", lambda each: each.content.nil_reason),
        Column("evidence", lambda each: links(each.content.evidence)),
        Column("risks_and_issues", lambda each: risks(each.content.risks)),
        Column("decision", of_decision("outcome")),
        Column("decided_at", of_decision("at")),
        Column("reason", of_decision("reason")),
    ],
)
