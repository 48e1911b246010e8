"""Annex 3 read from the record: figures as printed beside those that follow."""

import pytest

from recommendations.report.document.toolkit import Toolkit
from tests.factories import (
    FigureCheckFactory,
    OrganisationTypeFactory,
    PeriodFactory,
    ToolkitReturnFactory,
    ToolkitTableFactory,
)
from tests.recommendations.report.gather.sections import section

pytestmark = pytest.mark.django_db


def test_a_printed_figure_that_does_not_follow_stands_with_the_computed_one() -> None:
    kind = OrganisationTypeFactory(slug="sample")
    table = ToolkitTableFactory(organisation_type=kind)
    row = ToolkitReturnFactory(table=table, level_0=1, level_1=2, level_2=3, level_3=4)
    place = f"sample/V10/{row.position}"
    FigureCheckFactory(
        key=f"percentage/{place}/percentage, level 0", organisation_type=kind, printed="9%", computed="10%",
        kind="percentage",
    )  # fmt: skip
    FigureCheckFactory(
        key=f"row_total/{place}/organisations in the row", organisation_type=kind, printed="12", kind="row_total"
    )
    FigureCheckFactory(key="claim/agrees", organisation_type=kind, kind="sentence")
    FigureCheckFactory(key="claim/differs", organisation_type=kind, kind="sentence", printed="11", version="V10")

    found: Toolkit = section(PeriodFactory(), "3.1")

    (group,) = found.tables[0].groups
    (line,) = group.lines
    percentage = line.cells[0].percentage
    assert percentage is not None
    assert (percentage.printed, percentage.computed) == ("9%", "10%")
    assert (line.total, line.expected) == (10, "12")
    assert [(claim.printed, claim.computed, claim.place) for claim in found.differing] == [("11", "10", "V10")]
    assert found.agreeing == 1
