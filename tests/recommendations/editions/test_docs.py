"""`docs/publishing.md` says what the tables say. `REWRITE=1` with this test prints them into it anew."""

from recommendations.editions.correctable import BY_MODEL
from recommendations.models import Correction
from recommendations.transitions import CORRECTION, NOTHING, PERIOD
from tests.conftest import ROOT
from tests.printed import says
from tests.recommendations.reporting.test_docs import diagram, powers, table

DOC = ROOT / "docs" / "publishing.md"


def test_the_page_on_publishing_says_what_the_tables_say() -> None:
    parts = (("A period", PERIOD.values()), ("A correction", CORRECTION.values()))
    lines = [line for what, steps in parts for line in ("", f"{what}:", "", *diagram(steps), "", *table(steps))]
    says(DOC, "recommendations/transitions.py", "\n".join(lines))


def test_every_state_of_a_correction_stands_in_the_table() -> None:
    steps = CORRECTION.values()
    named = {step.to_state for step in steps} | {before for step in steps for before in step.from_states}
    assert set(Correction.State.values) == named - {NOTHING}


def test_the_powers_in_the_table_are_those_of_the_rows() -> None:
    asked = {each.power for each in BY_MODEL.values()}
    for verb in ("write_correction", "withdraw_correction"):
        assert set(powers(CORRECTION[verb])) == asked
