"""Rows counted beside other rows, in one query and each by themselves."""

import pytest
from django.db.models import OuterRef

from caldicott.counting import number_of, numbered
from recommendations.models import Assessment, Period, ProgressReport
from tests.factories import AssessmentFactory, CommitmentFactory, PeriodFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db

REPORTS = ProgressReport.objects.filter(period=OuterRef("pk"))


def test_rows_of_two_kinds_do_not_multiply_each_other() -> None:
    period = PeriodFactory()
    ProgressReportFactory.create_batch(2, period=period)
    AssessmentFactory.create_batch(3, period=period)
    assessments = Assessment.objects.filter(period=OuterRef("pk"))
    counted = Period.objects.annotate(told=number_of(REPORTS), judged=number_of(assessments)).get()
    assert (counted.told, counted.judged) == (2, 3)


def test_no_rows_are_nought() -> None:
    PeriodFactory()
    ProgressReportFactory()
    counts = Period.objects.order_by("pk").annotate(number=number_of(REPORTS)).values_list("number", flat=True)
    assert list(counts) == [0, 1]


def test_the_order_of_the_rows_does_not_part_them() -> None:
    period = PeriodFactory()
    ProgressReportFactory.create_batch(2, period=period)
    counted = Period.objects.annotate(number=number_of(REPORTS.order_by("commitment"))).get()
    assert counted.number == 2


def test_a_value_that_several_rows_have_is_counted_once_and_a_null_not_at_all() -> None:
    period, commitment = PeriodFactory(), CommitmentFactory()
    ProgressReportFactory.create_batch(2, period=period, commitment=commitment)
    ProgressReportFactory(period=period)
    ProgressReportFactory(period=period, commitment=None)
    counted = Period.objects.annotate(number=number_of(REPORTS, "commitment")).get()
    assert counted.number == 2


def test_the_first_few_of_each_know_how_many_they_are_together() -> None:
    few, many = CommitmentFactory(number=1), CommitmentFactory(number=2)
    for commitment, reports in ((few, 1), (many, 3)):
        ProgressReportFactory.create_batch(reports, commitment=commitment)
    first = numbered(ProgressReport.objects.all(), ["commitment"], ["-pk"]).filter(place__lte=2).order_by("pk")
    told = [(report.commitment_id, report.place, report.together) for report in first]
    assert told == [(few.pk, 1, 1), (many.pk, 2, 3), (many.pk, 1, 3)]
