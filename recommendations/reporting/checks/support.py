"""Does what is said have something under it, and does it go with what was said before?"""

from collections.abc import Iterator

from recommendations.models import SelfRating
from recommendations.reporting.content import Kind, RiskState

from .finding import Case


def complete_without_evidence(case: Case) -> Iterator[tuple[str, str]]:
    if case.content.self_rating == SelfRating.COMPLETE and not case.content.evidence:
        field = "kind" if case.content.kind == Kind.AS_LAST_PERIOD else "evidence-0-title"
        yield field, "You say that it is complete and give no evidence. Is there nothing to show?"


def went_back(case: Case) -> Iterator[tuple[str, str]]:
    before = case.last.content.self_rating if case.last else ""
    if case.content.kind == Kind.PROGRESS and before == SelfRating.COMPLETE != case.content.self_rating:
        yield "self_rating", "Last period it was complete, and now it is not. Is that right?"


def risk_gone(case: Case) -> Iterator[tuple[str, str]]:
    here = {risk.key for risk in case.content.risks}
    for risk in case.last.content.risks if case.last else ():
        if risk.state != RiskState.CLOSED and risk.key not in here:
            yield (
                "another-risk",
                f"Last period you named “{risk.text[:80]}”, which is not here now. If it is over, name it as closed.",
            )
