"""`docs/assessing.md` says what the table says. `REWRITE=1` with this test prints it into it anew."""

import os

from recommendations.models import Assessment
from recommendations.transitions import ASSESSMENT
from tests.conftest import ROOT
from tests.recommendations.reporting.test_docs import diagram, table

DOC = ROOT / "docs" / "assessing.md"
BEGIN, END = "<!-- printed from recommendations/transitions.py -->\n", "<!-- end -->"


def test_the_page_on_assessing_says_what_the_table_says() -> None:
    printed = "\n".join(["", *diagram(ASSESSMENT.values()), "", *table(ASSESSMENT.values()), "", ""])
    before, _, rest = DOC.read_text().partition(BEGIN)
    said, _, after = rest.partition(END)
    if os.environ.get("REWRITE"):
        DOC.write_text(f"{before}{BEGIN}{printed}{END}{after}")
        return
    assert said == printed


def test_every_state_stands_in_the_table_but_that_of_a_published_period() -> None:
    named = {step.to_state for step in ASSESSMENT.values()}
    assert set(Assessment.State.values) - named == {"published"}
