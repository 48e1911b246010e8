"""The states of periods, reports, assessments and corrections, what may follow what, and which power it takes.

This is the table that actions go by and that the documentation's diagrams are printed from.
"""

from dataclasses import dataclass
from typing import Any

from organisations.accounts.roles import Power, may
from organisations.models import User


@dataclass(frozen=True)
class Transition:
    """One step. `verb` is the name of the action, and of its row in the audit.

    `other_powers` take it too where that depends on the row: the action asks the row which it is.
    """

    verb: str
    from_states: tuple[str, ...]
    to_state: str
    power: Power
    other_powers: tuple[Power, ...] = ()

    def is_open_to(self, row: Any, person: User) -> bool:
        """Whether it may follow the row's state, and the person may take it."""
        return row.state in self.from_states and may(person, self.power)


# Nothing yet stands before the first: an obligation that nobody has begun to answer.
NOTHING = ""

REPORT = {
    each.verb: each
    for each in (
        Transition("begin_report", (NOTHING,), "draft", Power.WRITE_REPORT),
        Transition("submit_return", ("draft", "returned"), "submitted", Power.SUBMIT_RETURN),
        Transition("return_report", ("submitted",), "returned", Power.DECIDE_REPORT),
        Transition("accept_report", ("submitted",), "accepted", Power.DECIDE_REPORT),
    )
}
PERIOD = {
    each.verb: each
    for each in (
        Transition("open_period", ("planned",), "open", Power.RUN_PERIODS),
        Transition("close_period", ("open",), "closed", Power.RUN_PERIODS),
        Transition("reopen_period", ("closed",), "open", Power.RUN_PERIODS),
        Transition("publish_period", ("closed",), "published", Power.PUBLISH_PERIOD),
        Transition("correct_period", ("published",), "published", Power.PUBLISH_PERIOD),
    )
}
# `published` is reached with the whole period, by no action on one assessment.
ASSESSMENT = {
    each.verb: each
    for each in (
        Transition("write_assessment", (NOTHING, "draft", "agreed"), "draft", Power.DRAFT_ASSESSMENT),
        Transition("agree_assessment", ("draft",), "agreed", Power.AGREE_ASSESSMENT),
        Transition("withdraw_agreement", ("agreed",), "draft", Power.AGREE_ASSESSMENT),
    )
}
# Whoever writes a kind of row writes what corrects it, and withdraws that; `editions/correctable.py` says which power.
_OF_A_REPORT = (Power.DECIDE_REPORT,)
CORRECTION = {
    each.verb: each
    for each in (
        Transition("write_correction", (NOTHING, "draft", "agreed"), "draft", Power.DRAFT_ASSESSMENT, _OF_A_REPORT),
        Transition("agree_correction", ("draft",), "agreed", Power.AGREE_ASSESSMENT),
        Transition("withdraw_correction", ("draft", "agreed"), "withdrawn", Power.DRAFT_ASSESSMENT, _OF_A_REPORT),
        Transition("correct_period", ("agreed",), "published", Power.PUBLISH_PERIOD),
    )
}
