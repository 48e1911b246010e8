"""The cover read from the record: who was asked, and who said something."""

import pytest

from recommendations.models import SelfRating
from recommendations.report.gather import PublishedReport
from tests.factories import (
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

    assert [(each.kind, each.bodies, each.reported) for each in cover.asked] == [("Regulator", 3, 1)]
    assert (cover.reports, cover.reports_of_nothing) == (2, 1)
