"""`docs/assessing.md` says what the table says. `REWRITE=1` with this test prints it into it anew."""

from recommendations.models import Assessment
from recommendations.transitions import ASSESSMENT
from tests.conftest import ROOT
from tests.printed import says
from tests.recommendations.reporting.test_docs import diagram, table

DOC = ROOT / "docs" / "assessing.md"


def test_the_page_on_assessing_says_what_the_table_says() -> None:
    lines = ["", *diagram(ASSESSMENT.values()), "", *table(ASSESSMENT.values())]
    says(DOC, "recommendations/transitions.py", "\n".join(lines))


def test_every_state_stands_in_the_table_but_that_of_a_published_period() -> None:
    named = {step.to_state for step in ASSESSMENT.values()}
    assert set(Assessment.State.values) - named == {"published"}
