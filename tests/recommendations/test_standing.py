"""How each organisation stands in a period."""

import datetime

import pytest

from organisations.models import Organisation
from recommendations.models import Period, SelfRating
from recommendations.models.standing import EVERYBODY, with_standing
from tests.factories import (
    CollectiveMembershipFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    SuccessionFactory,
)

pytestmark = pytest.mark.django_db


def standing(organisation: Organisation, period: Period | None = None) -> str:
    return str(with_standing(Organisation.objects.all(), period).get(pk=organisation.pk).standing)


def lead(**values: object) -> Organisation:
    organisation = OrganisationFactory(**values)
    CommitmentFactory().lead_organisations.set([organisation])
    return organisation


def test_who_is_asked_for_nothing_and_reports_nothing_is_not_asked() -> None:
    PeriodFactory()
    assert standing(OrganisationFactory()) == "not_asked"


def test_a_lead_without_a_row_gave_no_report() -> None:
    PeriodFactory()
    assert standing(lead()) == "no_report"


def test_a_lead_with_an_empty_row_reported_nothing() -> None:
    organisation = lead()
    ProgressReportFactory(organisation=organisation, self_rating=SelfRating.NOT_REPORTED)
    assert standing(organisation) == "nothing_reported"


def test_one_row_that_tells_something_is_enough_also_of_one_that_nobody_asked() -> None:
    report = ProgressReportFactory()
    ProgressReportFactory(organisation=report.organisation, period=report.period, self_rating=SelfRating.NOT_REPORTED)
    found = with_standing(Organisation.objects.all()).get(pk=report.organisation.pk)
    assert (found.standing, found.reports) == ("reported", 1)


def test_a_member_is_asked_what_its_collective_is_asked_and_a_collective_reports_through_its_members() -> None:
    period = PeriodFactory()
    collective = lead(kind=Organisation.Kind.COLLECTIVE)
    silent, telling = (CollectiveMembershipFactory(collective=collective).member for _ in range(2))
    assert {standing(each) for each in (collective, silent, telling)} == {"no_report"}

    ProgressReportFactory(organisation=telling, period=period)
    assert [standing(each) for each in (collective, silent, telling)] == ["reported", "no_report", "reported"]


def test_whoever_else_there_is_is_asked_as_one_of_all_organisations_where_these_are_asked() -> None:
    PeriodFactory()
    everybody, other = OrganisationFactory(slug=EVERYBODY, kind=Organisation.Kind.COLLECTIVE), OrganisationFactory()
    assert standing(other) == "not_asked"
    CommitmentFactory().lead_organisations.set([everybody])
    member = CollectiveMembershipFactory(collective=everybody).member
    assert [standing(each) for each in (everybody, member, other)] == ["no_report", "no_report", "one_of_all"]
    ProgressReportFactory(organisation=other, period=Period.objects.get(), self_rating=SelfRating.NOT_REPORTED)
    assert standing(other) == "nothing_reported"


def test_without_a_published_period_nobody_is_asked() -> None:
    assert standing(lead(slug=EVERYBODY)) == standing(OrganisationFactory()) == "not_asked"


def test_members_count_on_the_day_of_the_position() -> None:
    period = PeriodFactory()
    left = CollectiveMembershipFactory(collective=lead(), ends_on=period.position_date - datetime.timedelta(days=1))
    assert standing(left.member) == "not_asked"


def test_another_period_has_a_standing_of_its_own() -> None:
    report = ProgressReportFactory()
    later = PeriodFactory()
    assert standing(report.organisation, report.period) == "reported"
    assert standing(report.organisation) == standing(report.organisation, later) == "not_asked"


def test_nothing_unpublished_counts() -> None:
    organisation = lead()
    ProgressReportFactory(organisation=organisation, period=PeriodFactory(open_=True))
    assert standing(organisation) == "not_asked"
    ProgressReportFactory(organisation=organisation, state="submitted")
    assert standing(organisation) == "no_report"


def test_from_its_day_a_successor_stands_where_the_other_stood() -> None:
    before, after = PeriodFactory(), PeriodFactory()
    succession = SuccessionFactory(predecessor=lead(), since=after.position_date)
    both = (succession.predecessor, succession.successor)
    assert [standing(each, before) for each in both] == ["no_report", "not_asked"]
    assert [standing(each, after) for each in both] == ["not_asked", "no_report"]

    ProgressReportFactory(organisation=succession.successor, period=after)
    assert [standing(each, after) for each in both] == ["not_asked", "reported"]


def test_of_a_split_or_through_a_chain_each_one_that_stands_is_asked() -> None:
    period = PeriodFactory()
    whole = lead()
    first, second = (SuccessionFactory(predecessor=whole, since=period.position_date).successor for _ in range(2))
    last = SuccessionFactory(predecessor=second, since=period.position_date).successor
    assert [standing(each) for each in (whole, first, second, last)] == [
        "not_asked",
        "no_report",
        "not_asked",
        "no_report",
    ]


def test_a_succession_without_a_day_or_still_to_come_changes_nobodys_standing() -> None:
    period = PeriodFactory()
    for since in (None, period.position_date + datetime.timedelta(days=1)):
        succession = SuccessionFactory(predecessor=lead(), since=since)
        assert standing(succession.predecessor) == "no_report"
        assert standing(succession.successor) == "not_asked"


def test_a_member_of_a_collective_in_a_collective_is_asked_until_it_is_succeeded() -> None:
    period = PeriodFactory()
    near = CollectiveMembershipFactory(member__name="Member")
    CollectiveMembershipFactory(collective=lead(kind=Organisation.Kind.COLLECTIVE), member=near.collective)
    assert standing(near.member) == "no_report"
    SuccessionFactory(predecessor=near.member, since=period.position_date)
    assert standing(near.member) == "not_asked"
