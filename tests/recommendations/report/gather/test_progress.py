"""Annex 1 read from the record: every row in its place, and very many of them bounded and counted."""

import datetime

import pytest

from recommendations.models import SelfRating
from recommendations.report.document.parts import Text
from recommendations.report.gather.progress import ADDITIONS_A_SECTION, REPORTS_A_ROW
from tests.factories import (
    AdditionalInformationFactory,
    CommitmentFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
)
from tests.recommendations.report.gather.sections import section

pytestmark = pytest.mark.django_db


def test_a_row_tells_what_was_promised_and_what_each_reported() -> None:
    mapping = MappingFactory(commitment__summary="Do it.", commitment__kind="expectation")
    mapping.commitment.lead_organisations.set([OrganisationFactory(name="The Lead")])
    report = ProgressReportFactory(
        commitment=mapping.commitment,
        recommendation=mapping.recommendation,
        official_wording="Done.",
        footnotes=["See there."],
        self_rating="complete",
        note="A note.",
    )

    (row,) = section(report.period, "1.1").rows

    assert row.promise.label == f"Expectation {mapping.commitment.number}"
    assert [lead.name for lead in row.promise.leads] == ["The Lead"]
    assert row.promise.text == Text("Do it.")
    (told,) = row.reports
    assert told.body.name == report.organisation.name
    assert told.text == Text("", "Done.", ("See there.",))
    assert (told.self_rating_label, told.note, row.all_given) == ("Complete", "A note.", True)


def test_rows_stand_as_printed_and_last_what_annex_1_leaves_out() -> None:
    period, recommendation = PeriodFactory(), RecommendationFactory()
    for number, position in ((1, None), (2, 9), (3, 4)):
        mapping = MappingFactory(commitment__number=number, recommendation=recommendation)
        if position:
            ProgressReportFactory(
                commitment=mapping.commitment, recommendation=recommendation, period=period, position=position
            )
    ProgressReportFactory(commitment=None, recommendation=recommendation, period=period, position=5)

    rows = section(period, "1.1").rows

    assert [row.promise and row.promise.number for row in rows] == [3, None, 2, 1]


def test_a_report_where_no_annex_places_its_commitment_is_not_lost() -> None:
    report = ProgressReportFactory(commitment=CommitmentFactory(summary="Placed nowhere."))
    (row,) = section(report.period, "1.1").rows
    assert row.promise.text.summary == "Placed nowhere."
    assert not row.in_table_b


def test_of_very_many_reports_the_first_by_name_stand_and_all_are_counted() -> None:
    mapping, period = MappingFactory(), PeriodFactory()
    for number in range(REPORTS_A_ROW + 2):
        ProgressReportFactory(
            period=period,
            commitment=mapping.commitment,
            recommendation=mapping.recommendation,
            organisation=OrganisationFactory(name=f"Body {9 - number}"),
            self_rating=SelfRating.COMPLETE if number < 3 else SelfRating.STOPPED,
        )

    (row,) = section(period, "1.1").rows

    assert [report.body.name for report in row.reports] == [f"Body {number}" for number in range(3, 8)]
    assert row.counts == [("complete", "Complete", 3), ("stopped", "Stopped", 4)]
    assert (row.count, row.all_given) == (7, False)


def test_what_was_added_is_bounded_and_counted() -> None:
    period, recommendation = PeriodFactory(), RecommendationFactory()
    AdditionalInformationFactory.create_batch(ADDITIONS_A_SECTION + 3, period=period, recommendation=recommendation)

    found = section(period, "1.1")

    assert len(found.additional) == ADDITIONS_A_SECTION
    assert found.additions_count == ADDITIONS_A_SECTION + 3


def test_anticipated_progress_stands_apart_with_its_date() -> None:
    addition = AdditionalInformationFactory(
        kind="anticipated", expected_by=datetime.date(2030, 3, 31), summary="More to come."
    )
    found = section(addition.period, "1.1")
    assert [each.text.summary for each in found.anticipated] == ["More to come."]
    assert found.additional == []
