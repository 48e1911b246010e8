"""The ledger of target dates where a date is corrected: across organisations, and where a report came too late."""

import datetime
from typing import Any

import pytest

from organisations.models import Organisation
from recommendations.models import Commitment, Edition, Period, ProgressReport, TargetDate
from recommendations.reporting.corrected_dates import follow_corrected_date
from tests import factories as f

pytestmark = pytest.mark.django_db

MARCH, MAY, JUNE = (datetime.date(2101, 3, 31), datetime.date(2101, 5, 1), datetime.date(2101, 6, 30))
MOVED = "Samples were late."


@pytest.fixture
def commitment() -> Commitment:
    made: Commitment = f.CommitmentFactory()
    return made


@pytest.fixture
def body() -> Organisation:
    made: Organisation = f.OrganisationFactory()
    return made


def periods(number: int) -> list[Period]:
    return [f.PeriodFactory(open_=True, position_date=datetime.date(2100, month, 1)) for month in range(1, number + 1)]


def reported(
    commitment: Commitment, body: Organisation, period: Period, day: datetime.date, **date: Any
) -> ProgressReport:
    """A report that names the day; written down as a date where it is told which."""
    about = {"commitment": commitment, "organisation": body, "period": period, "expected_on": day}
    if date:
        f.TargetDateFactory(**about, **date)
    made: ProgressReport = f.ProgressReportFactory(**about, given_here=True)
    return made


def corrected(report: ProgressReport, day: datetime.date | None) -> set[Period]:
    """With the edition without which no date changes."""
    f.EditionFactory(period=report.period, number=Edition.objects.count() + 2, reason="A sample.")
    before, report.expected_on = report.expected_on, day
    report.save()
    return follow_corrected_date(report=report, before=before, by=None)


def dates() -> list[tuple[int, datetime.date, datetime.date | None, str]]:
    rows = TargetDate.objects.order_by("period__position_date")
    return list(rows.values_list("number", "expected_on", "previously_on", "reason"))


def test_the_date_of_whoever_took_over_moves_from_the_corrected_one(commitment: Commitment, body: Organisation) -> None:
    first, second = periods(2)
    heir = f.OrganisationFactory()
    f.SuccessionFactory(predecessor=body, successor=heir, since=second.position_date)
    report = reported(commitment, body, first, MARCH, number=0)
    reported(commitment, heir, second, JUNE, number=1, previously_on=MARCH, reason=MOVED)
    assert corrected(report, MAY) == {first, second}
    assert dates() == [(0, MAY, None, ""), (1, JUNE, MAY, MOVED)]


def test_the_dates_of_other_organisations_stay(commitment: Commitment, body: Organisation) -> None:
    first, second = periods(2)
    report = reported(commitment, body, first, MARCH, number=0)
    reported(commitment, f.OrganisationFactory(), second, MARCH, number=0)
    assert corrected(report, MAY) == {first}
    assert dates() == [(0, MAY, None, ""), (0, MARCH, None, "")]


def test_a_report_that_came_too_late_to_move_anything_moves_nothing_corrected(
    commitment: Commitment, body: Organisation
) -> None:
    first, second, third = periods(3)
    reported(commitment, body, first, MARCH, number=0)
    late = reported(commitment, body, second, JUNE)
    reported(commitment, body, third, MAY, number=1, previously_on=MARCH, reason=MOVED)
    before = dates()
    assert corrected(late, datetime.date(2101, 7, 1)) == set()
    assert dates() == before


def test_a_date_that_is_taken_out_leaves_the_next_as_the_first(commitment: Commitment, body: Organisation) -> None:
    first, second, third = periods(3)
    report = reported(commitment, body, first, MARCH, number=0)
    reported(commitment, body, second, JUNE, number=1, previously_on=MARCH, reason=MOVED)
    reported(commitment, body, third, MAY, number=2, previously_on=JUNE, reason="Sooner.")
    assert corrected(report, None) == {first, second, third}
    assert dates() == [(0, JUNE, None, ""), (1, MAY, JUNE, "Sooner.")]


def test_a_date_that_is_put_in_comes_before_those_that_were_given_later(
    commitment: Commitment, body: Organisation
) -> None:
    first, second, third = periods(3)
    report = reported(commitment, body, first, MARCH)
    ProgressReport.objects.update(expected_on=None)
    report.refresh_from_db()
    reported(commitment, body, second, JUNE, number=0)
    reported(commitment, body, third, MAY, number=1, previously_on=JUNE, reason=MOVED)
    corrected(report, MARCH)
    told = [row[:3] for row in dates()]
    assert told == [(0, MARCH, None), (1, JUNE, MARCH), (2, MAY, JUNE)]


def test_the_same_as_last_period_names_no_date_of_its_own(commitment: Commitment, body: Organisation) -> None:
    (first,) = periods(1)
    report = reported(commitment, body, first, MARCH, number=0)
    report.as_last_period = True
    assert corrected(report, MAY) == set()
    assert dates() == [(0, MARCH, None, "")]


def test_whoever_took_over_counts_on_from_its_own_moves_too(commitment: Commitment, body: Organisation) -> None:
    """As when its date was accepted: else two of its dates would have one number."""
    first, second, third, fourth = periods(4)
    heir = f.OrganisationFactory()
    f.SuccessionFactory(predecessor=body, successor=heir, since=fourth.position_date)
    reported(commitment, heir, first, MARCH, number=0)
    reported(commitment, heir, second, JUNE, number=1, previously_on=MARCH, reason=MOVED)
    report = reported(commitment, body, third, MARCH, number=0)
    reported(commitment, heir, fourth, JUNE, number=2, previously_on=MARCH, reason=MOVED)
    assert corrected(report, MAY) == {third, fourth}
    assert dates()[2:] == [(0, MAY, None, ""), (2, JUNE, MAY, MOVED)]


def test_a_date_of_whoever_was_merged_later_is_still_a_move(commitment: Commitment, body: Organisation) -> None:
    first, second = periods(2)
    report = reported(commitment, body, first, MARCH, number=0)
    reported(commitment, body, second, JUNE, number=1, previously_on=MARCH, reason=MOVED)
    f.SuccessionFactory(predecessor=body, successor=f.OrganisationFactory(), since=second.position_date)
    assert corrected(report, MAY) == {first, second}
    assert dates() == [(0, MAY, None, ""), (1, JUNE, MAY, MOVED)]


def test_a_date_that_never_moved_is_no_move_since_its_organisation_took_over(
    commitment: Commitment, body: Organisation
) -> None:
    """Two had dates of their own, and only later was one said to have taken over from the other before."""
    first, second = periods(2)
    heir = f.OrganisationFactory()
    report = reported(commitment, body, first, MARCH, number=0)
    its_own = reported(commitment, heir, second, JUNE, number=0)
    f.SuccessionFactory(predecessor=body, successor=heir, since=first.position_date)
    assert corrected(report, MAY) == {first}
    assert dates() == [(0, MAY, None, ""), (0, JUNE, None, "")]
    assert corrected(its_own, MARCH) == {second}
    assert dates() == [(0, MAY, None, ""), (0, MARCH, None, "")]


def test_the_date_of_a_report_that_passed_on_follows_though_it_is_written_under_the_merged(
    commitment: Commitment, body: Organisation
) -> None:
    """A return that is not published goes with a record that is merged; its dates stay as they were given."""
    first, second = periods(2)
    kept = f.OrganisationFactory()
    reported(commitment, body, first, MARCH, number=0)
    report = reported(commitment, body, second, JUNE, number=1, previously_on=MARCH, reason=MOVED)
    f.SuccessionFactory(predecessor=body, successor=kept, since=second.position_date)
    report.organisation = kept
    report.save()
    assert corrected(report, MAY) == {second}
    assert dates() == [(0, MARCH, None, ""), (1, MAY, MARCH, MOVED)]
