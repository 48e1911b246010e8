"""What is not published goes into no file, by no door."""

from collections.abc import Callable
from pathlib import Path

import pytest

from recommendations.models import Assessment, Change, Period, ProgressReport
from tests.factories import (
    AdditionalInformationFactory,
    AssessmentFactory,
    ChangeFactory,
    CommitmentFactory,
    OrganisationFactory,
    PeriodFactory,
    ProgressReportFactory,
    RecommendationFactory,
    UserFactory,
)

from .packages import files_of

pytestmark = pytest.mark.django_db

Export = Callable[[], Path]

SECRET = "Not for anybody yet"


@pytest.fixture
def drafts() -> None:
    """Everything that may be unpublished, in each state in which it is: by its period, and by itself."""
    published = PeriodFactory()
    about = {"recommendation": RecommendationFactory(), "organisation": OrganisationFactory()}
    report = {**about, "commitment": CommitmentFactory(), "summary": SECRET, "official_wording": SECRET, "note": SECRET}
    for state in Period.State.values:
        if state == Period.State.PUBLISHED:
            continue
        period = PeriodFactory(open_=True, note=SECRET)
        Period.objects.filter(pk=period.pk).update(state=state)
        ProgressReportFactory(period=period, **report)
        AdditionalInformationFactory(period=period, summary=SECRET, official_wording=SECRET, **about)
        AssessmentFactory(period=period, conclusion=SECRET, summary=SECRET, official_wording=SECRET)
        ChangeFactory(period=period, after={"conclusion": SECRET}, reason=SECRET)
    for state in ProgressReport.State.values:
        if state != ProgressReport.State.ACCEPTED:
            ProgressReportFactory(period=published, state=state, **{**report, "organisation": OrganisationFactory()})
    for state in Assessment.State.values:
        if state != Assessment.State.PUBLISHED:
            AssessmentFactory(period=published, state=state, conclusion=SECRET, summary=SECRET)
    UserFactory(name=SECRET, email="secret@example.org")


@pytest.mark.usefixtures("drafts")
def test_a_draft_is_in_no_file(exported: Export) -> None:
    for name, content in files_of(exported()).items():
        assert SECRET not in content.decode(), name
        assert "secret@" not in content.decode(), name


@pytest.mark.usefixtures("drafts")
def test_a_draft_changes_nothing_of_the_package(exported: Export) -> None:
    before = files_of(exported())
    for model in (ProgressReport, Assessment, Change):
        model._default_manager.exclude(pk__in=model._default_manager.published()).delete()
    assert files_of(exported()) == before


@pytest.mark.usefixtures("drafts")
def test_the_same_texts_are_there_once_they_are_published(exported: Export) -> None:
    Period.objects.update(state=Period.State.PUBLISHED)
    Assessment.objects.update(state=Assessment.State.PUBLISHED)
    ProgressReport.objects.update(state=ProgressReport.State.ACCEPTED)
    told = [name for name, content in files_of(exported()).items() if SECRET in content.decode()]
    assert told == [
        "additional_information.csv",
        "assessments.csv",
        "changes.csv",
        "periods.csv",
        "progress_reports.csv",
    ]
