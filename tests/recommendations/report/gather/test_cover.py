"""The cover: who was asked, and who said something."""

import pytest

from recommendations.models import SelfRating
from recommendations.report.document.cover import Asked
from recommendations.report.gather import PublishedReport
from tests.factories import (
    CollectiveMembershipFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
)

pytestmark = pytest.mark.django_db


def test_the_cover_counts_who_was_asked_and_who_said_something() -> None:
    period = PeriodFactory()
    speaking, silent, elsewhere = (OrganisationFactory(kind="regulator") for _ in range(3))
    CommitmentFactory().lead_organisations.set([speaking, silent, elsewhere])
    OrganisationFactory(kind="regulator")
    ProgressReportFactory(period=period, organisation=speaking)
    ProgressReportFactory(period=period, organisation=silent, self_rating=SelfRating.NOT_REPORTED)
    ProgressReportFactory(organisation=elsewhere)

    cover = PublishedReport(period).cover

    assert cover.asked == (Asked("Regulator", bodies=3, reported=1, nothing_reported=1, no_report=1),)
    assert cover.reported_unasked == 0
    assert (cover.rows, cover.nil_returns) == (2, 1)


def test_the_cover_counts_apart_who_reported_unasked_and_lets_a_collective_report_through_its_members() -> None:
    membership = CollectiveMembershipFactory(member__kind="regulator")
    report = ProgressReportFactory(organisation=membership.member)
    ProgressReportFactory(period=report.period, organisation__kind="charity")
    CommitmentFactory().lead_organisations.set([membership.collective])

    cover = PublishedReport(report.period).cover

    assert cover.asked == (
        Asked("Regulator", bodies=1, reported=1, nothing_reported=0, no_report=0),
        Asked("Collective", bodies=1, reported=1, nothing_reported=0, no_report=0),
    )
    assert cover.reported_unasked == 1
