"""What is not published goes into no file, by no door."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from recommendations.models import Assessment, Evidence, Period, ProgressReport
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
from tests.past_triggers import past_every_trigger
from tests.private import at_the_desk, date_moved, evidence_of, reminded, with_answers

from .packages import files_of

pytestmark = pytest.mark.django_db

Export = Callable[[], Path]

SECRET = "Not for anybody yet"


@pytest.fixture
def drafts() -> None:
    """Everything that may be unpublished, in each state in which it is: by its period, and by itself."""
    published = PeriodFactory()
    about = {"recommendation": RecommendationFactory(), "organisation": OrganisationFactory()}
    report = {**about, **with_answers(SECRET), "commitment": CommitmentFactory(), "summary": SECRET, "note": SECRET}
    for state in Period.State.values:
        if state == Period.State.PUBLISHED:
            continue
        period = PeriodFactory(open_=True, note=SECRET)
        Period.objects.filter(pk=period.pk).update(state=state)
        told = ProgressReportFactory(period=period, **report)
        evidence_of(told, SECRET)
        at_the_desk(told, SECRET)
        date_moved(told.commitment, OrganisationFactory(), period, SECRET)
        reminded(told.organisation, period, SECRET)
        AdditionalInformationFactory(period=period, summary=SECRET, official_wording=SECRET, **about)
        AssessmentFactory(period=period, conclusion=SECRET, summary=SECRET, official_wording=SECRET)
        ChangeFactory(period=period, after={"conclusion": SECRET}, reason=SECRET)
    for state in ProgressReport.State.values:
        if state != ProgressReport.State.ACCEPTED:
            told = ProgressReportFactory(
                period=published, state=state, **{**report, "organisation": OrganisationFactory()}
            )
            evidence_of(told, SECRET)
    for state in Assessment.State.values:
        if state != Assessment.State.PUBLISHED:
            AssessmentFactory(period=published, state=state, conclusion=SECRET, summary=SECRET)
    UserFactory(name=SECRET, email="secret@example.org")
    at_the_desk(ProgressReportFactory(period=published, **with_answers("For everybody.")), SECRET)
    reminded(OrganisationFactory(), published, SECRET)


@pytest.mark.usefixtures("drafts")
def test_a_draft_is_in_no_file(exported: Export) -> None:
    for name, content in files_of(exported()).items():
        assert SECRET not in content.decode(), name
        assert "secret@" not in content.decode(), name


@pytest.mark.usefixtures("drafts")
def test_a_draft_changes_nothing_of_the_package(exported: Export) -> None:
    before = files_of(exported())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE recommendations_decision, recommendations_submission, recommendations_receipt CASCADE")
        cursor.execute("TRUNCATE recommendations_draft, recommendations_reminder, recommendations_targetdate")
    with past_every_trigger() as cursor:
        cursor.execute("DELETE FROM recommendations_change WHERE edition_id IS NULL")
    for model in (Evidence, ProgressReport, Assessment):
        model._default_manager.exclude(pk__in=model._default_manager.published()).delete()
    assert files_of(exported()) == before


@pytest.mark.usefixtures("drafts")
def test_the_same_texts_are_there_once_they_are_published(exported: Export) -> None:
    Period.objects.update(state=Period.State.PUBLISHED)
    Assessment.objects.update(state=Assessment.State.PUBLISHED)
    ProgressReport.objects.update(state=ProgressReport.State.ACCEPTED)
    told = [name for name, content in files_of(exported()).items() if SECRET in content.decode()]
    assert any(name.startswith("sealed/") for name in told)
    assert [name for name in told if not name.startswith("sealed/")] == [
        "additional_information.csv",
        "assessments.csv",
        "changes.csv",
        "evidence.csv",
        "periods.csv",
        "progress_reports.csv",
        "target_dates.csv",
    ]
