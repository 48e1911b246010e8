"""A report read from the record: all that is published for its period, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from recommendations.models import Assessment, Period, ProgressReport
from recommendations.report.document.gaps import Findings, MappingTable
from recommendations.report.document.progress import Progress
from recommendations.report.gather import PublishedReport
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    FigureCheckFactory,
    MappingFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    ToolkitReturnFactory,
    ToolkitTableFactory,
)
from tests.recommendations.report.gather.sections import section

pytestmark = pytest.mark.django_db


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
    assert (cover.rows, cover.overall, [each.judgement for each in cover.conclusions]) == (0, None, [None])


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
