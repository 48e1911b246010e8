"""Does what is said have something under it, and does it go with what was said before?"""

import dataclasses

import pytest

from .cases import LINK, RISK, case, found, last

EVIDENCE, STAYS, CLOSED = (
    "What is complete has evidence",
    "What was complete stays complete",
    "A risk or an issue is closed, not dropped",
)


def test_what_is_complete_has_evidence() -> None:
    assert found(EVIDENCE, case(self_rating="complete", evidence=())) == ["evidence-0-title"]
    assert found(EVIDENCE, case(self_rating="complete", evidence=(LINK,))) == []
    assert found(EVIDENCE, case(evidence=())) == []


@pytest.mark.parametrize("audience", ["public", "panel"])
def test_evidence_for_the_panel_is_evidence(audience: str) -> None:
    assert found(EVIDENCE, case(self_rating="complete", evidence=(dataclasses.replace(LINK, audience=audience),))) == []


def test_what_was_complete_stays_complete() -> None:
    assert found(STAYS, case(last=last(self_rating="complete"))) == ["self_rating"]
    assert found(STAYS, case(self_rating="complete", last=last(self_rating="complete"))) == []
    assert found(STAYS, case(last=last(self_rating="stopped"))) == []
    assert found(STAYS, case()) == []


def test_a_risk_is_closed_and_not_dropped() -> None:
    closed = dataclasses.replace(RISK, state="closed")
    assert found(CLOSED, case(risks=(), last=last())) == ["another-risk"]
    assert found(CLOSED, case(risks=(closed,), last=last())) == []
    assert found(CLOSED, case(risks=(RISK,), last=last())) == []
    assert found(CLOSED, case(risks=(), last=last(risks=(closed,)))) == []
    assert found(CLOSED, case(risks=())) == []


def test_a_risk_is_known_by_its_key_and_not_by_its_words() -> None:
    reworded = dataclasses.replace(RISK, text="Hardly any samples are left.")
    other = dataclasses.replace(RISK, key="c9f0f895-fb98-4b91-9f1a-0f5e2a2a7d10")
    assert found(CLOSED, case(risks=(reworded,), last=last())) == []
    assert found(CLOSED, case(risks=(other,), last=last())) == ["another-risk"]
