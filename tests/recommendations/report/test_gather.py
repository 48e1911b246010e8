"""A report read from the record: all that is published for its period, and nothing else."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from recommendations.models import Assessment, Period, ProgressReport, SelfRating
from recommendations.report.document import Findings, MappingTable, Progress, Text, Toolkit
from recommendations.report.gather import PublishedReport
from recommendations.report.gather.progress import ADDITIONS_A_SECTION, REPORTS_A_ROW
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    CommitmentFactory,
    FigureCheckFactory,
    MappingFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
    ToolkitReturnFactory,
    ToolkitTableFactory,
)

pytestmark = pytest.mark.django_db


def section(period: Period, number: str) -> Any:
    report = PublishedReport(period)
    entry = next(entry for annex in report.contents.annexes for entry in annex.entries if entry.number == number)
    return dict(report.sections([entry]))[entry]


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


def test_nothing_unpublished_and_nothing_of_another_period_stands_in_it() -> None:
    mapping, period = MappingFactory(), PeriodFactory()
    here = {"recommendation": mapping.recommendation}
    for other in (PeriodFactory(), PeriodFactory(open_=True)):
        AssessmentFactory(period=other, **here)
        AdditionalInformationFactory(period=other, **here)
        ProgressReportFactory(period=other, commitment=mapping.commitment, **here)
    AssessmentFactory(period=period, state=Assessment.State.DRAFT, **here)
    for state in (ProgressReport.State.DRAFT, ProgressReport.State.SUBMITTED, ProgressReport.State.RETURNED):
        ProgressReportFactory(period=period, commitment=mapping.commitment, state=state, **here)

    found: Progress = section(period, "1.1")
    cover = PublishedReport(period).cover

    assert (found.judgement, found.additions, found.additions_count) == (None, (), 0)
    assert [(row.reports, row.count) for row in found.rows] == [((), 0)]
    assert (cover.reports, cover.overall, [each.judgement for each in cover.conclusions]) == (0, None, [None])


def test_the_cover_counts_who_was_asked_and_who_said_something() -> None:
    period = PeriodFactory()
    speaking, silent, elsewhere = (OrganisationFactory(kind="regulator") for _ in range(3))
    CommitmentFactory().lead_organisations.set([speaking, silent, elsewhere])
    OrganisationFactory(kind="regulator")
    ProgressReportFactory(period=period, organisation=speaking)
    ProgressReportFactory(period=period, organisation=silent, self_rating=SelfRating.NOT_REPORTED)
    ProgressReportFactory(organisation=elsewhere)

    cover = PublishedReport(period).cover

    assert [(each.kind, each.bodies, each.reported) for each in cover.asked] == [("Regulator", 3, 1)]
    assert (cover.reports, cover.reports_of_nothing) == (2, 1)


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


@pytest.mark.usefixtures("record")
def test_all_that_the_record_has_for_its_period_stands_in_the_report() -> None:
    period = Period.objects.get()
    report = PublishedReport(period)
    progress: list[Any] = [found for _, found in report.sections(report.contents.progress.entries)]
    rows = [row for found in progress for row in found.rows]

    assert {row.promise.number for row in rows if row.promise} == set(range(1, 85))
    assert all(row.all_given for row in rows)
    assert sum(row.count for row in rows) == period.progress_reports.count() == 95
    assert sum(len(found.additions) for found in progress) == period.additional_information.count()
    assert all(found.judgement for found in progress)
    table_a, table_b = (tables[1] for tables in report.sections(report.contents.gap_analysis.entries))
    assert isinstance(table_a, Findings)
    assert isinstance(table_b, MappingTable)
    assert [len(gaps) for _, gaps in table_a.columns] == [6, 13, 7]
    promises = [promise for gap in table_b.gaps for promise in gap.promises]
    assert {promise.number for promise in [*promises, *table_b.introduction]} == set(range(1, 85))


@pytest.mark.parametrize("number", [1, 6])
def test_each_part_costs_the_same_for_few_and_many(
    django_assert_num_queries: Callable[[int], Any], number: int
) -> None:
    period = PeriodFactory()
    for _ in range(number):
        mapping = MappingFactory()
        mapping.commitment.lead_organisations.set([OrganisationFactory(), OrganisationFactory()])
        ProgressReportFactory.create_batch(
            number, period=period, commitment=mapping.commitment, recommendation=mapping.recommendation
        )
        AssessmentFactory(period=period, recommendation=mapping.recommendation)
        AdditionalInformationFactory(period=period, recommendation=mapping.recommendation)
        table = ToolkitTableFactory()
        ToolkitReturnFactory(table=table)
        FigureCheckFactory(organisation_type=table.organisation_type)
    report = PublishedReport(period)
    with django_assert_num_queries(2):
        annexes = report.contents.annexes
    for annex, queries in zip(annexes, (4, 1, 3), strict=True):
        with django_assert_num_queries(queries):
            list(report.sections(annex.entries))
    with django_assert_num_queries(3):
        assert report.cover
