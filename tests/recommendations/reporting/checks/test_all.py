"""The list of checks as a whole."""

from recommendations.reporting.checks import CHECKS, Case, Weight, findings
from recommendations.reporting.content import Content

from .cases import TODAY, case, last


def test_where_everything_is_in_order_nothing_is_found() -> None:
    assert findings(case()) == []
    assert findings(case(last=last())) == []


def test_each_check_has_a_rule_of_its_own() -> None:
    assert len({check.rule for check in CHECKS}) == len({check.ask for check in CHECKS}) == len(CHECKS)


def test_what_blocks_comes_first_and_names_its_rule() -> None:
    found = findings(case(last=last(self_rating="complete"), done="", evidence=()))
    assert [finding.weight for finding in found] == [Weight.BLOCKS, Weight.ASKS]
    assert [finding.rule for finding in found] == ["A report answers its questions", "What was complete stays complete"]


def test_of_an_empty_report_only_its_kind_is_asked() -> None:
    assert [finding.field for finding in findings(Case(Content(), None, None, TODAY))] == ["kind"]
