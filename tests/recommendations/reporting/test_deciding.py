"""Deciding: what is accepted stands as everybody will read it, what is returned says why, and every round stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from caldicott.refusals import Refused
from organisations.models import AuditRow, Role
from recommendations.models import Decision, Evidence, ProgressReport, Submission, TargetDate
from tests import factories as f
from tests.publishing import publish_past_all_rules
from tests.returning import NOTHING, PROGRESS, Desk, commitment_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    desk = Desk.make()
    desk.save()
    desk.submit()
    return desk


def rows_of(desk: Desk) -> "list[ProgressReport]":
    return list(ProgressReport.objects.filter(commitment=desk.commitment).order_by("recommendation"))


def test_what_is_accepted_says_what_was_submitted(desk: Desk) -> None:
    desk.accept()
    report = desk.report
    assert (report.state, report.self_rating, report.text) == ("accepted", "in_progress", PROGRESS["narrative"])
    assert (report.done, report.next_steps) == (PROGRESS["done"], PROGRESS["next_steps"])
    assert (str(report.expected_on), report.as_last_period, report.nil_reason) == ("2091-03-31", False, "")


def test_what_was_typed_after_submitting_is_not_what_is_accepted(desk: Desk) -> None:
    draft = desk.report.draft
    draft.typed = {**PROGRESS, "narrative": "Changed behind everybody’s back."}
    draft.save()
    desk.accept()
    assert desk.report.text == PROGRESS["narrative"]


def test_a_copy_stands_under_every_recommendation_that_the_commitment_belongs_to() -> None:
    desk = Desk.make()
    desk.commitment = commitment_of(desk.organisation, under=3)
    f.MappingFactory(commitment=desk.commitment, in_table_b=False)
    desk.save()
    desk.submit()
    desk.accept()
    rows = rows_of(desk)
    assert [row.recommendation_id for row in rows] == sorted(desk.commitment.recommendation_numbers)
    told = {(row.state, row.self_rating, row.text, row.done, row.next_steps, row.expected_on) for row in rows}
    assert len(told) == 1
    assert all(row.given_here for row in rows)
    assert Evidence.objects.filter(report__in=rows).count() == len(rows) == 3
    assert [row.pk for row in rows if row.pk == desk.report.pk] == [rows[0].pk]


def test_of_the_introduction_a_report_stands_under_no_recommendation() -> None:
    desk = Desk.make()
    desk.commitment = commitment_of(desk.organisation, under=0)
    f.MappingFactory(commitment=desk.commitment, recommendation=None)
    desk.save()
    desk.submit()
    desk.accept()
    assert [(row.recommendation, row.state) for row in rows_of(desk)] == [(None, "accepted")]


def test_a_commitment_that_belongs_nowhere_is_reported_on_all_the_same() -> None:
    desk = Desk.make()
    desk.commitment = commitment_of(desk.organisation, under=0)
    desk.save()
    desk.submit()
    desk.accept()
    assert [(row.recommendation, row.state) for row in rows_of(desk)] == [(None, "accepted")]


def test_where_another_row_stands_in_the_place_of_a_copy_nothing_is_accepted() -> None:
    desk = Desk.make()
    desk.commitment = commitment_of(desk.organisation, under=2)
    second = max(desk.commitment.recommendation_numbers)
    here = {"period": desk.period, "commitment": desk.commitment, "organisation": desk.organisation}
    f.ProgressReportFactory(**here, recommendation_id=second)
    desk.save()
    desk.submit()
    with pytest.raises(Refused, match=f"Under recommendation {second} stands another row"), transaction.atomic():
        desk.accept()
    assert desk.report.state == "submitted"


def test_a_row_of_the_record_in_the_place_of_a_report_stays_as_it_is() -> None:
    desk = Desk.make()
    here = {"period": desk.period, "commitment": desk.commitment, "organisation": desk.organisation}
    row = f.ProgressReportFactory(**here, recommendation_id=desk.commitment.recommendation_numbers[0], summary="Told.")
    with pytest.raises(Refused, match="stays as it is"), transaction.atomic():
        desk.save()
    row.refresh_from_db()
    assert (row.summary, hasattr(row, "draft")) == ("Told.", False)


def test_a_row_that_the_secretariat_typed_in_does_not_become_the_organisations_own() -> None:
    desk = Desk.make()
    here = {"period": desk.period, "commitment": desk.commitment, "organisation": desk.organisation}
    row = f.ProgressReportFactory(**here, recommendation_id=desk.commitment.recommendation_numbers[0], state="draft")
    with pytest.raises(Refused, match="a row that the secretariat typed in"), transaction.atomic():
        desk.save()
    row.refresh_from_db()
    assert (row.in_own_words, hasattr(row, "draft")) == (False, False)


def test_evidence_for_the_panel_alone_stays_in_what_was_submitted() -> None:
    desk = Desk.make()
    second = {
        "evidence-TOTAL_FORMS": "2",
        "evidence-1-title": "Sample minutes",
        "evidence-1-url": "https://example.org/minutes",
        **{f"evidence-1-about_on_{part}": PROGRESS[f"evidence-0-about_on_{part}"] for part in ("day", "month", "year")},
    }
    desk.save({**PROGRESS, **second})
    desk.submit()
    desk.accept()
    assert [(each.title, each.position) for each in Evidence.objects.all()] == [("Sample guidance", 1)]
    assert "Sample minutes" in Submission.objects.get().content


@pytest.mark.parametrize("typed", ["HTTPS://example.org/guidance", "Http://example.org/guidance"])
def test_a_link_that_a_telephone_began_in_capitals_is_the_same_link(typed: str) -> None:
    desk = Desk.make()
    desk.save({**PROGRESS, "evidence-0-url": typed})
    desk.submit()
    desk.accept()
    assert Evidence.objects.get().url.endswith("://example.org/guidance")


def test_a_nil_return_says_why_and_nothing_else() -> None:
    desk = Desk.make()
    desk.save({**PROGRESS, **NOTHING})
    desk.submit()
    desk.accept()
    report = desk.report
    assert (report.self_rating, report.nil_reason) == ("not_reported", NOTHING["nil_reason"])
    assert (report.text, report.done, report.next_steps, report.expected_on) == ("", "", "", None)
    assert not Evidence.objects.exists()
    assert not TargetDate.objects.exists()


def test_what_was_returned_is_answered_and_submitted_again_and_every_round_stays(desk: Desk) -> None:
    desk.give_back("Say which places.")
    desk.save({**PROGRESS, "narrative": "In four sample places, by name."})
    desk.submit()
    desk.give_back("Say since when.")
    desk.submit()
    desk.accept()
    rounds = [(each.number, each.decision.outcome, each.decision.reason) for each in Submission.objects.all()]
    assert rounds == [(1, "returned", "Say which places."), (2, "returned", "Say since when."), (3, "accepted", "")]
    assert PROGRESS["narrative"] in Submission.objects.get(number=1).content
    assert desk.report.text == "In four sample places, by name."


def test_each_decision_is_written_down(desk: Desk) -> None:
    desk.give_back("Say which places.")
    desk.submit()
    desk.accept()
    deeds = AuditRow.objects.filter(by=desk.secretariat).order_by("pk")
    assert [(row.verb, row.subject, row.organisation, row.reason) for row in deeds] == [
        ("return_report", desk.report, desk.organisation, "Say which places."),
        ("accept_report", desk.report, desk.organisation, ""),
    ]


@pytest.mark.parametrize("reason", ["", "  \r\n ", "\u2003"])
def test_a_report_is_returned_with_a_reason_or_not_at_all(desk: Desk, reason: str) -> None:
    with pytest.raises(Refused, match="Say why the report is returned"):
        desk.give_back(reason)
    assert desk.report.state == "submitted"


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ud800", "\ufffe"])
def test_a_reason_that_cannot_be_kept_is_refused_with_its_place(desk: Desk, sign: str) -> None:
    with pytest.raises(Refused, match="Take out the character after “Say which”"):
        desk.give_back(f"Say which{sign} places.")
    assert not Decision.objects.exists()


def test_a_decided_report_is_not_decided_again(desk: Desk) -> None:
    desk.accept()
    with pytest.raises(Refused):
        desk.accept()
    with pytest.raises(Refused):
        desk.give_back()
    assert Decision.objects.count() == 1


def test_nothing_is_decided_where_nothing_was_submitted() -> None:
    desk = Desk.make()
    desk.save()
    with pytest.raises(Refused, match="Nothing was submitted here"):
        desk.accept()


def test_once_the_period_is_closed_a_report_is_accepted_still_and_no_longer_returned(desk: Desk) -> None:
    desk.period.state = "closed"
    desk.period.save()
    with pytest.raises(Refused, match="is closed"):
        desk.give_back()
    desk.accept()
    assert desk.report.state == "accepted"


def test_once_the_period_is_published_nothing_is_decided(desk: Desk) -> None:
    publish_past_all_rules(desk.period)
    with pytest.raises(Refused, match="is published"):
        desk.accept()
    with pytest.raises(Refused, match="is closed"):
        desk.give_back()


def test_nobody_of_an_organisation_decides(desk: Desk) -> None:
    for somebody in (desk.reporter, desk.officer, person(Role.CHAIR), person(Role.OBSERVER)):
        with pytest.raises(PermissionDenied, match="secretariat"):
            desk.accept(by=somebody)
        with pytest.raises(PermissionDenied, match="secretariat"):
            desk.give_back(by=somebody)


@pytest.mark.parametrize("verb", ["accept", "give_back"])
@pytest.mark.parametrize("fails", ["audit", "have_news"])
def test_where_the_audit_or_the_letter_fails_nothing_has_changed(
    desk: Desk, verb: str, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **options: object) -> None:
        raise RuntimeError(fails)

    monkeypatch.setattr(f"recommendations.reporting.deciding.{fails}", broken)
    deeds = AuditRow.objects.count()
    with pytest.raises(RuntimeError, match=fails), transaction.atomic():
        getattr(desk, verb)()
    assert desk.report.state == "submitted"
    assert AuditRow.objects.count() == deeds
    for model in (Decision, Evidence, TargetDate):
        assert not model.objects.exists()
