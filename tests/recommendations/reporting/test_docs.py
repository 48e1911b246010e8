"""`docs/returns.md` says what the tables say. `REWRITE=1` with this test prints them into it anew."""

from collections.abc import Callable, Iterable

import pytest

from organisations.accounts.roles import Power, roles_with
from recommendations.models import Period, ProgressReport
from recommendations.reporting.checks import CHECKS
from recommendations.transitions import NOTHING, PERIOD, REPORT, Transition
from tests.conftest import ROOT
from tests.printed import says

DOC = ROOT / "docs" / "returns.md"


def diagram(steps: Iterable[Transition]) -> list[str]:
    lines = [
        f"    {before if before != NOTHING else '[*]'} --> {step.to_state}: {step.verb}"
        for step in steps
        for before in step.from_states
    ]
    return ["```mermaid", "stateDiagram-v2", *lines, "```"]


def table(steps: Iterable[Transition]) -> list[str]:
    rows = [
        f"| `{step.verb}` | {', '.join(before or 'nothing yet' for before in step.from_states)} | {step.to_state} | "
        f"{', '.join(str(role.label).lower() for power in powers(step) for role in roles_with(power))} |"
        for step in steps
    ]
    return ["| verb | from | to | who |", "| --- | --- | --- | --- |", *rows]


def powers(step: Transition) -> Iterable[Power]:
    return (step.power, *step.other_powers)


def states() -> str:
    parts = (("A report", REPORT.values()), ("A period", PERIOD.values()))
    return "\n".join(line for what, steps in parts for line in ("", f"{what}:", "", *diagram(steps), "", *table(steps)))


def checks() -> str:
    rows = [f"| {check.rule} | {check.weight.value} | `{check.ask.__name__}` |" for check in CHECKS]
    return "\n".join(["", "| rule | weight | question |", "| --- | --- | --- |", *rows])


@pytest.mark.parametrize(
    ("source", "printed"),
    [("recommendations/transitions.py", states), ("recommendations/reporting/checks", checks)],
)
def test_the_page_on_returns_says_what_the_tables_say(source: str, printed: Callable[[], str]) -> None:
    says(DOC, source, printed())


def test_every_state_stands_in_a_table() -> None:
    for states, steps in ((ProgressReport.State, REPORT), (Period.State, PERIOD)):
        named = {step.to_state for step in steps.values()} | {
            before for step in steps.values() for before in step.from_states
        }
        assert set(states.values) == named - {NOTHING}
