"""Publishing a period: who may, what stands in the way, and that it is done whole or not at all."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from caldicott.refusals import Refused
from organisations.models import AuditRow, Role
from recommendations.editions import publishing
from recommendations.editions.publishing import publish_period
from recommendations.models import Assessment, Change, Edition, Period, ProgressReport
from recommendations.models.period import PeriodState
from tests import factories as f
from tests.publishing import Panel, agree_all, closed_period, published_period
from tests.returning import Desk, person

pytestmark = pytest.mark.django_db


def test_what_is_agreed_and_accepted_is_public_afterwards_and_its_edition_is_sealed(panel: Panel) -> None:
    desk = Desk.make()
    desk.save()
    desk.submit()
    desk.accept()
    edition = published_period(panel, desk)

    assert edition.number == 1
    assert edition.published_by == panel.chair
    assert desk.period.assessments.published().count() == desk.period.assessments.count()
    assert ProgressReport.objects.published().get(organisation=desk.organisation).public_id == 1
    assert Period.objects.published().get() == desk.period


def test_drafts_and_what_was_returned_stay_where_they_are(panel: Panel) -> None:
    period = closed_period()
    for state in (ProgressReport.State.DRAFT, ProgressReport.State.RETURNED):
        f.ProgressReportFactory(period=period, recommendation=None, state=state)
    publish_period(period=period, by=panel.chair)
    assert not ProgressReport.objects.published().exists()


def test_it_is_written_down_who_published_what(panel: Panel) -> None:
    edition = published_period(panel)
    row = AuditRow.objects.get(verb="publish_period")
    assert (row.by, row.subject_id) == (panel.chair, edition.period_id)
    assert row.facts == {"manifest_sha256": edition.manifest_sha256}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHAIR])
def test_nobody_but_the_chair_publishes(role: Role) -> None:
    organisation = f.OrganisationFactory() if role in (Role.REPORTER, Role.AUTHORISED_OFFICER) else None
    with pytest.raises(PermissionDenied, match="chair"):
        publish_period(period=closed_period(), by=person(role, organisation))
    assert not Edition.objects.exists()


@pytest.mark.parametrize("state", [state for state in PeriodState if state != PeriodState.CLOSED])
def test_only_a_closed_period_is_published(panel: Panel, state: PeriodState) -> None:
    period = f.PeriodFactory(open_=True)
    agree_all(period)
    f.give_edition(period)  # the test itself publishes one past all rules
    Period.objects.filter(pk=period.pk).update(state=state)
    with pytest.raises(Refused, match=str(state.label).lower()):
        publish_period(period=period, by=panel.chair)


def test_where_the_audit_fails_nothing_is_published(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **told: Any) -> None:
        raise RuntimeError("A sample failure.")

    period = closed_period()
    monkeypatch.setattr(publishing, "audit", fails)
    with pytest.raises(RuntimeError):
        publish_period(period=period, by=panel.chair)
    assert not Edition.objects.exists()
    assert not Change.objects.exists()
    assert not Assessment.objects.published().exists()
    assert Period.objects.get(pk=period.pk).state == Period.State.CLOSED


def test_what_changed_is_told_with_its_edition(panel: Panel) -> None:
    edition = published_period(panel)
    told = list(Change.objects.order_by("pk").values_list("pk", "kind", "edition"))
    assert told == [(1, "period", edition.pk), (2, "assessment", edition.pk)]


def test_the_command_publishes_too_and_says_what_it_published() -> None:
    period = closed_period()
    call_command("publish_period", period.slug)
    assert Edition.objects.get().period == period


@pytest.mark.parametrize(
    ("slug", "why"),
    [("yesterday", "no date"), ("2001-01-01", "no period"), ("2090-09-30", "is open")],
)
def test_the_command_ends_with_one_line_where_it_cannot(slug: str, why: str) -> None:
    Desk.make()
    with pytest.raises(CommandError, match=why):
        call_command("publish_period", slug)
