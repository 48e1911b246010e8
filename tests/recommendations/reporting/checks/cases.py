"""A report in which every check finds everything in order: each test changes what it asks about."""

import dataclasses
import datetime
from typing import Any

from recommendations.reporting.checks import CHECKS, Case
from recommendations.reporting.content import Audience, Content, Link, Risk
from recommendations.reporting.last import Last
from tests.factories import PeriodFactory

TODAY = datetime.date(2090, 10, 1)
AHEAD = datetime.date(2091, 3, 31)
LINK = Link("Sample audit", "https://example.org/audit", "", datetime.date(2090, 9, 1), Audience.PUBLIC)
RISK = Risk("8f14e45f-ceea-467f-a83c-ab2cd6a7d0f1", "risk", "Samples may run out.", "Sample team", "open")
GOOD = Content(
    kind="progress",
    self_rating="in_progress",
    on_track=True,
    narrative="Sample guidance was written and is tried in four places.",
    done="Sample guidance was written.",
    next_steps="A sample audit in autumn.",
    expected_on=AHEAD,
    evidence=(LINK,),
    risks=(RISK,),
)


def last(**said: Any) -> Last:
    """What was said last period: other words, the same risk, and no more than a test says."""
    before = Content(kind="progress", self_rating="not_begun", narrative="Nobody had begun yet.", risks=(RISK,))
    return Last(PeriodFactory.build(), dataclasses.replace(before, **said))


def case(*, last: Last | None = None, expected_before: datetime.date | None = None, **said: Any) -> Case:
    return Case(dataclasses.replace(GOOD, **said), last, expected_before, TODAY)


def found(rule: str, case: Case) -> list[str]:
    """The fields in which the check of this rule finds something."""
    [check] = [check for check in CHECKS if check.rule == rule]
    return [finding.field for finding in check.findings(case)]
