"""Drafts are saved at any time, and nothing that somebody typed is overwritten unseen."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from caldicott.refusals import Refused
from organisations.models import AuditRow, Role
from recommendations.models import Draft, ProgressReport
from recommendations.reporting.drafts import NEW, Conflict, Unkeepable
from tests import factories as f
from tests.returning import PROGRESS, Desk, commitment_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk.make()


@pytest.mark.parametrize("typed", [{}, {"narrative": "Half a sen"}, {"expected_on_day": "32", "self_rating": "dunno"}])
def test_a_draft_is_kept_as_it_was_typed_however_incomplete(desk: Desk, typed: dict[str, str]) -> None:
    assert desk.save(typed).typed == typed


def test_the_first_saving_begins_the_report_and_tells_nothing_in_public(desk: Desk) -> None:
    desk.save()
    assert (desk.report.state, desk.report.self_rating, desk.report.text) == ("draft", "not_reported", "")
    assert [(row.verb, row.by, row.subject) for row in AuditRow.objects.all()] == [
        ("begin_report", desk.reporter, desk.report)
    ]


def test_a_report_stands_under_the_first_recommendation_that_its_commitment_belongs_to(desk: Desk) -> None:
    commitment = commitment_of(desk.organisation, under=3)
    desk.save(commitment=commitment)
    assert desk.report_on(commitment).recommendation_id == min(commitment.recommendation_numbers)


def test_each_saving_counts_and_says_whose_it_is(desk: Desk) -> None:
    desk.save({"narrative": "One."})
    draft = desk.save({"narrative": "Two."}, by=desk.officer)
    assert (draft.version, draft.saved_by, draft.typed["narrative"]) == (2, desk.officer, "Two.")


def test_who_began_before_another_saved_is_told_and_overwrites_nothing(desk: Desk) -> None:
    began = desk.save({"narrative": "One."}).version
    desk.save({"narrative": "Hers."}, by=desk.officer)
    with pytest.raises(Conflict) as conflict:
        desk.save({"narrative": "Mine."}, version=began)
    assert conflict.value.draft.typed == {"narrative": "Hers."}
    assert Draft.objects.get().typed == {"narrative": "Hers."}


def test_two_who_begin_the_same_report_see_each_other(desk: Desk) -> None:
    desk.save({"narrative": "Hers."}, version=NEW, by=desk.officer)
    with pytest.raises(Conflict):
        desk.save({"narrative": "Mine."}, version=NEW)


def test_what_is_saved_already_is_no_conflict_and_no_new_version(desk: Desk) -> None:
    first = desk.save({"narrative": "The same."}, version=NEW)
    again = desk.save({"narrative": "The same."}, version=NEW, by=desk.officer)
    assert (again.version, again.saved_by) == (first.version, desk.reporter)


def test_each_risk_gets_a_key_by_which_it_is_known_later(desk: Desk) -> None:
    first = desk.save()
    second = desk.save({**first.typed, "narrative": "Changed."})
    assert len(first.typed["risks-0-key"]) == 36
    assert second.typed["risks-0-key"] == first.typed["risks-0-key"]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x85", "\ud800", "\ufdd0", "\ufffe", "\U0001ffff"])
def test_what_cannot_be_kept_is_refused_with_its_place_and_nothing_is_saved(desk: Desk, sign: str) -> None:
    with pytest.raises(Unkeepable) as refused:
        desk.save({"narrative": f"A good beginning{sign} and an end.", "done": "Fine."})
    assert list(refused.value.fields) == ["narrative"]
    assert f"U+{ord(sign):04X} after “A good beginning”" in refused.value.fields["narrative"]
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize(
    "text", ["=1+1", "<script>alert(1)</script>", "tab\tand\nline", "𝒳 🙂 é ﷺ", "x" * 40_000, "{{ 7*7 }}", "\u202eback"]
)
def test_everything_else_comes_back_as_it_went_in(desk: Desk, text: str) -> None:
    desk.save({"narrative": text})
    assert Draft.objects.get().typed["narrative"] == text


def test_an_endless_text_is_refused(desk: Desk) -> None:
    with pytest.raises(Unkeepable):
        desk.save({"narrative": "x" * 50_001})


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.CHAIR, Role.OBSERVER, Role.SECRETARIAT])
def test_nobody_of_the_panel_writes_for_an_organisation(desk: Desk, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        desk.save(by=person(role))


def test_nobody_writes_for_another_organisation(desk: Desk) -> None:
    with pytest.raises(PermissionDenied):
        desk.save(by=person(Role.AUTHORISED_OFFICER, f.OrganisationFactory()))


def test_who_has_left_writes_no_more_and_the_name_stays(desk: Desk) -> None:
    desk.save()
    membership = desk.reporter.memberships.get()
    membership.ends_at = membership.begins_at
    membership.save()
    with pytest.raises(PermissionDenied):
        desk.save({**PROGRESS, "narrative": "More."})
    assert desk.report.draft.saved_by == desk.reporter


def test_nothing_is_written_on_what_the_organisation_is_not_asked(desk: Desk) -> None:
    with pytest.raises(Refused, match="is not asked to report on commitment"):
        desk.save(commitment=commitment_of(f.OrganisationFactory()))


def test_whatever_all_organisations_are_asked_anybody_may_report_on(desk: Desk) -> None:
    everybody = f.OrganisationFactory(slug="all-organisations", kind="collective")
    expected = commitment_of(everybody)
    assert desk.save(commitment=expected).report.commitment == expected


@pytest.mark.parametrize(("state", "says"), [("planned", "opens on"), ("closed", "is closed")])
def test_a_period_that_is_not_open_takes_no_draft(desk: Desk, state: str, says: str) -> None:
    desk.period.state = state
    desk.period.save()
    with pytest.raises(Refused, match=says):
        desk.save()


def test_what_was_submitted_stays_as_it_is(desk: Desk) -> None:
    desk.save()
    desk.submit()
    with pytest.raises(Refused, match="the report is submitted and stays as it is"):
        desk.save({"narrative": "One more thing."})


@pytest.mark.parametrize("name", ["narrative\x00", "made-up", "risks-0-text\n", "evidence-20-title"])
def test_what_is_no_answer_is_not_kept(desk: Desk, name: str) -> None:
    assert desk.save({"narrative": "Kept.", name: "x"}).typed == {"narrative": "Kept."}


def test_lines_end_in_one_way_whatever_the_browser_sent(desk: Desk) -> None:
    assert desk.save({"narrative": "one\r\ntwo\rthree\u2028still three"}).typed == {
        "narrative": "one\ntwo\nthree\u2028still three"
    }
    assert desk.save({"narrative": "one\ntwo\nthree\u2028still three"}).version == 1


def test_where_the_audit_fails_no_report_is_begun_and_nothing_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **options: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("recommendations.reporting.drafts.audit", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        desk.save()
    assert not ProgressReport.objects.exists()
    assert not Draft.objects.exists()
